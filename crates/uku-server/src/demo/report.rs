use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Number;
use uku_core::calendar::Month;
use uku_core::client::{Client, ClientId};
use uku_core::counting::DataField;
use uku_core::run::{MonthOutcome, Outcome, RunProgress};
use uku_core::summary::SummaryTask;

use crate::app::App;
use crate::failure::Failure;
use crate::output::json;
use crate::table::table;

/// The summary tasks as they stand in the store, and what the run made of each.
pub(super) struct Report {
    rows: Vec<Row>,
    requests: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    registry_code: String,
    client: String,
    month: Month,
    counts: BTreeMap<&'static str, Number>,
    outcome: &'static str,
    error: Option<String>,
}

impl Report {
    pub(super) async fn read(app: &App, progress: &RunProgress) -> anyhow::Result<Self> {
        let (stored, firm) = (&app.stored, &app.firm.id);
        let tasks: BTreeMap<(ClientId, Month), SummaryTask> = stored
            .tasks()
            .summaries(firm)
            .await?
            .into_iter()
            .map(|task| ((task.key.client.clone(), task.key.month), task))
            .collect();
        let outcomes: BTreeMap<&ClientId, &[MonthOutcome]> =
            progress.items.iter().map(|(item, _, months)| (&item.client, months.as_slice())).collect();
        let mut rows = Vec::new();
        for client in stored.clients().clients(firm).await? {
            for outcome in outcomes.get(&client.id).copied().unwrap_or_default() {
                let task = tasks.get(&(client.id.clone(), outcome.month));
                rows.push(row(&client, outcome, task));
            }
        }
        Ok(Self { rows, requests: progress.requests })
    }

    /// Whether every month was imported.
    pub(super) fn all_done(&self) -> bool {
        self.rows.iter().all(|row| row.error.is_none())
    }

    pub(super) fn json(&self) -> Result<String, Failure> {
        #[derive(Serialize)]
        struct Json<'a> {
            tasks: &'a [Row],
            requests: u64,
        }
        json(&Json { tasks: &self.rows, requests: self.requests })
    }

    pub(super) fn table(&self) -> String {
        let mut header = vec!["Client".to_owned(), "Month".to_owned()];
        header.extend(DataField::MAIN.map(|field| field.label().to_owned()));
        header.push("Summary task".to_owned());
        let mut table = table(header, 2..2 + DataField::MAIN.len());
        for row in &self.rows {
            let number =
                |field: DataField| row.counts.get(field.key()).map(ToString::to_string).unwrap_or_default();
            let mut cells = vec![row.client.clone(), row.month.to_string()];
            cells.extend(DataField::MAIN.map(number));
            cells.push(row.error.clone().unwrap_or_else(|| row.outcome.to_owned()));
            table.add_row(cells);
        }
        let (tasks, requests) = (self.rows.len(), self.requests);
        format!("{table}\n{tasks} summary tasks, counted in {requests} requests.\n")
    }
}

fn row(client: &Client, outcome: &MonthOutcome, task: Option<&SummaryTask>) -> Row {
    let values = task.map(|task| &task.values);
    let value = |field: DataField| {
        let (_, number) = values?.iter().find(|(custom, _)| custom.as_ref() == field.key())?;
        Some((field.key(), number.to_string().parse().ok()?))
    };
    let (word, error) = match &outcome.outcome {
        Outcome::Created => ("created", None),
        Outcome::Updated(_) => ("updated", None),
        Outcome::Unchanged => ("unchanged", None),
        Outcome::Billed(_) => ("billed, left alone", None),
        Outcome::EditedByHand(_) => ("edited by hand, left alone", None),
        Outcome::Deleted => ("deleted by hand, left deleted", None),
        Outcome::Skipped(why) => ("skipped", Some(format!("{why}. {}", why.remedy()))),
        Outcome::Failed(failure) => ("failed", Some(format!("{failure}. {}", failure.remedy()))),
        Outcome::Deferred(until) => {
            ("deferred", Some(format!("the allowed requests are spent until {until}")))
        }
    };
    Row {
        registry_code: client.registry_code.clone().unwrap_or_default(),
        client: client.name.clone(),
        month: outcome.month,
        counts: DataField::MAIN.into_iter().filter_map(value).collect(),
        outcome: word,
        error,
    }
}
