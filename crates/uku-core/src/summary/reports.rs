use std::collections::{BTreeMap, BTreeSet};

use super::{
    ClientYear, CustomField, CustomFieldId, CustomFieldKind, Report, ReportQuery, ReportRow, Reported,
    ReportedTask, SummaryKey, SummaryQuery, SummaryTask, Tasks, TasksError,
};
use crate::calendar::{Month, MonthRange, RangeError};
use crate::client::{Among, Client, ClientId, ClientQuery, Clients, ClientsError};
use crate::firm::{Action, Actor, Denied, FirmId};

/// Why a report could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportsError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is no such client.
    #[error("there is no such client")]
    NoSuchClient,
    /// The months are none.
    #[error(transparent)]
    Months(#[from] RangeError),
    /// The clients could not be read.
    #[error(transparent)]
    Clients(#[from] ClientsError),
    /// The summary tasks could not be read.
    #[error(transparent)]
    Tasks(#[from] TasksError),
}

/// The firm's summary tasks, as a person looks at them.
#[derive(Clone, Copy)]
pub struct Reports<'a> {
    /// The person.
    pub actor: &'a Actor,
    /// The firm's clients.
    pub clients: &'a dyn Clients,
    /// The firm's summary tasks.
    pub tasks: &'a dyn Tasks,
}

impl Reports<'_> {
    /// A page of a month: the clients are looked up first, then the summary tasks of the page.
    pub async fn month(&self, query: &ReportQuery) -> Result<Report, ReportsError> {
        self.actor.may(Action::SeeReports)?;
        let firm = self.firm();
        let months = MonthRange::new(query.month.previous(), query.month)?;
        let among = self.among(query, months).await?;
        let wanted = ClientQuery {
            text: query.text.clone(),
            among,
            active: query.active,
            after: query.after.clone(),
            most: query.most,
        };
        let page = self.clients.find_clients(firm, &wanted).await?;
        let all = self.all_pages(&wanted).await?;
        let totals = self.tasks.summary_totals(firm, query.month, &all).await?;
        let totals_before = self.tasks.summary_totals(firm, query.month.previous(), &all).await?;
        let used = totals.values.keys().chain(totals_before.values.keys()).cloned().collect();
        let fields = self.number_fields(&used).await?;
        let rows = self.rows(page.clients, months, &fields).await?;
        Ok(Report { rows, fields, totals, totals_before, more: page.more, total: page.total })
    }

    /// The twelve months of a client up to and including this one.
    pub async fn year(&self, client: &ClientId, to: Month) -> Result<ClientYear, ReportsError> {
        self.actor.may(Action::SeeReports)?;
        let months = MonthRange::new(to.back(11), to)?;
        let client = self.client(client).await?;
        let mut tasks = self.of_client(&client.id, months).await?;
        let fields = self.number_fields(&used(tasks.values())).await?;
        let months = months.months().map(|month| (month, tasks.remove(&month))).collect();
        Ok(ClientYear { client, months, fields })
    }

    /// One month of a client, beside the month before.
    pub async fn task(&self, client: &ClientId, month: Month) -> Result<ReportedTask, ReportsError> {
        self.actor.may(Action::SeeReports)?;
        let months = MonthRange::new(month.previous(), month)?;
        let client = self.client(client).await?;
        let mut tasks = self.of_client(&client.id, months).await?;
        let fields = self.number_fields(&used(tasks.values())).await?;
        let (task, before) = (tasks.remove(&month), tasks.remove(&month.previous()));
        Ok(ReportedTask { row: ReportRow::new(client, task, before, &fields), fields })
    }

    /// The months in which there are summary tasks, the latest first.
    pub async fn months(&self) -> Result<Vec<Month>, ReportsError> {
        self.actor.may(Action::SeeReports)?;
        Ok(self.tasks.summary_months(self.firm()).await?)
    }

    fn firm(&self) -> &FirmId {
        &self.actor.firm
    }

    async fn client(&self, client: &ClientId) -> Result<Client, ReportsError> {
        self.clients.client(self.firm(), client).await?.ok_or(ReportsError::NoSuchClient)
    }

    /// Who may be in the report, by their summary tasks.
    async fn among(&self, query: &ReportQuery, months: MonthRange) -> Result<Among, ReportsError> {
        let with_task = match query.which {
            _ if query.outliers_only => self.outliers(months).await?,
            Reported::Everybody => return Ok(Among::All),
            Reported::WithTask | Reported::WithoutTask => {
                self.tasks.clients_with_summary(self.firm(), query.month).await?
            }
        };
        // A number of the month is in its task, so nobody without one is an outlier.
        Ok(match query.which {
            Reported::WithoutTask if query.outliers_only => Among::Only(Vec::new()),
            Reported::WithoutTask => Among::Except(with_task),
            Reported::Everybody | Reported::WithTask => self.briefly(with_task).await?,
        })
    }

    /// The clients with a number that somebody should look at.
    async fn outliers(&self, months: MonthRange) -> Result<Vec<ClientId>, TasksError> {
        let query = SummaryQuery { months, among: Among::All };
        let tasks = self.tasks.find_summaries(self.firm(), &query).await?;
        let fields = self.number_fields(&used(&tasks)).await?;
        let mut clients = by_client(tasks).into_iter();
        let mut found = Vec::new();
        for (client, tasks) in &mut clients {
            let (task, before) = (tasks.get(&months.to()), tasks.get(&months.from()));
            if fields.iter().any(|field| super::ReportCell::of(task, before, &field.id).outlier) {
                found.push(client);
            }
        }
        Ok(found)
    }

    /// All clients of the report, on whatever page.
    async fn all_pages(&self, wanted: &ClientQuery) -> Result<Among, ClientsError> {
        if wanted.words().is_empty() && wanted.active.is_none() {
            return Ok(wanted.among.clone());
        }
        let all = ClientQuery { after: None, most: u32::MAX, ..wanted.clone() };
        self.briefly(self.clients.find_client_ids(self.firm(), &all).await?).await
    }

    /// These clients, said by those who are not meant where that is shorter: what is looked for among all but a few is
    /// found much sooner than among thousands.
    async fn briefly(&self, these: Vec<ClientId>) -> Result<Among, ClientsError> {
        /// So many are few enough.
        const FEW: usize = 1000;

        if these.len() <= FEW {
            return Ok(Among::Only(these));
        }
        let all = ClientQuery { most: u32::MAX, ..ClientQuery::default() };
        let all = self.clients.find_client_ids(self.firm(), &all).await?;
        let meant: BTreeSet<&ClientId> = these.iter().collect();
        let others: Vec<ClientId> = all.into_iter().filter(|client| !meant.contains(client)).collect();
        Ok(if others.len() < these.len() { Among::Except(others) } else { Among::Only(these) })
    }

    async fn rows(
        &self,
        clients: Vec<Client>,
        months: MonthRange,
        fields: &[CustomField],
    ) -> Result<Vec<ReportRow>, TasksError> {
        let among = Among::Only(clients.iter().map(|client| client.id.clone()).collect());
        let tasks = self.tasks.find_summaries(self.firm(), &SummaryQuery { months, among }).await?;
        let mut tasks = by_client(tasks);
        let row = |client: Client| {
            let mut of_client = tasks.remove(&client.id).unwrap_or_default();
            let (task, before) = (of_client.remove(&months.to()), of_client.remove(&months.from()));
            ReportRow::new(client, task, before, fields)
        };
        Ok(clients.into_iter().map(row).collect())
    }

    async fn of_client(
        &self,
        client: &ClientId,
        months: MonthRange,
    ) -> Result<BTreeMap<Month, SummaryTask>, TasksError> {
        let query = SummaryQuery { months, among: Among::Only(vec![client.clone()]) };
        let tasks = self.tasks.find_summaries(self.firm(), &query).await?;
        Ok(tasks.into_iter().map(|task| (task.key.month, task)).collect())
    }

    /// Those of these fields that hold numbers, in the order of the firm's list.
    async fn number_fields(&self, used: &BTreeSet<CustomFieldId>) -> Result<Vec<CustomField>, TasksError> {
        if used.is_empty() {
            return Ok(Vec::new());
        }
        let mut fields = self.tasks.custom_fields(self.firm()).await?;
        fields.retain(|field| field.kind == CustomFieldKind::Number && used.contains(&field.id));
        Ok(fields)
    }
}

/// The fields in which tasks hold something.
fn used<'a>(tasks: impl IntoIterator<Item = &'a SummaryTask>) -> BTreeSet<CustomFieldId> {
    tasks.into_iter().flat_map(|task| task.values.keys()).cloned().collect()
}

fn by_client(tasks: Vec<SummaryTask>) -> BTreeMap<ClientId, BTreeMap<Month, SummaryTask>> {
    let mut clients: BTreeMap<ClientId, BTreeMap<Month, SummaryTask>> = BTreeMap::new();
    for task in tasks {
        let SummaryKey { client, month } = task.key.clone();
        clients.entry(client).or_default().insert(month, task);
    }
    clients
}
