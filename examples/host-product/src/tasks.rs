//! The host's tasks, as the integration's summary tasks.

use async_trait::async_trait;
use sqlx::SqliteConnection;
use uku_core::calendar::{Month, MonthRange};
use uku_core::client::{Among, ClientId};
use uku_core::firm::FirmId;
use uku_core::summary::{
    CustomField, CustomFieldId, SummaryKey, SummaryQuery, SummaryTask, SummaryTotals, SummaryWrite, TaskId,
    Tasks, TasksError, Topic, TopicId,
};

use crate::customers::customer;
use crate::database::account;
use crate::{HostDatabase, HostError, fields, summaries, topics};

#[async_trait]
impl Tasks for HostDatabase {
    async fn summary(&self, firm: &FirmId, key: &SummaryKey) -> Result<Option<SummaryTask>, TasksError> {
        let mut tx = self.reading().await?;
        let Some(account) = account(&mut tx, firm).await? else { return Ok(None) };
        Ok(summaries::read(&mut tx, account, key).await?)
    }

    async fn summaries(&self, firm: &FirmId) -> Result<Vec<SummaryTask>, TasksError> {
        let mut tx = self.reading().await?;
        let Some(account) = account(&mut tx, firm).await? else { return Ok(Vec::new()) };
        Ok(summaries::read_all(&mut tx, account).await?)
    }

    async fn find_summaries(
        &self,
        firm: &FirmId,
        query: &SummaryQuery,
    ) -> Result<Vec<SummaryTask>, TasksError> {
        let mut tx = self.reading().await?;
        let Some(account) = account(&mut tx, firm).await? else { return Ok(Vec::new()) };
        Ok(query.those_of(summaries::of_months(&mut tx, account, query.months).await?))
    }

    async fn clients_with_summary(&self, firm: &FirmId, month: Month) -> Result<Vec<ClientId>, TasksError> {
        let query = SummaryQuery { months: MonthRange::single(month), among: Among::All };
        let tasks = self.find_summaries(firm, &query).await?;
        Ok(tasks.into_iter().map(|task| task.key.client).collect())
    }

    async fn summary_months(&self, firm: &FirmId) -> Result<Vec<Month>, TasksError> {
        let mut tx = self.reading().await?;
        let Some(account) = account(&mut tx, firm).await? else { return Ok(Vec::new()) };
        Ok(summaries::months(&mut tx, account).await?)
    }

    async fn summary_totals(
        &self,
        firm: &FirmId,
        month: Month,
        among: &Among,
    ) -> Result<SummaryTotals, TasksError> {
        let query = SummaryQuery { months: MonthRange::single(month), among: among.clone() };
        Ok(SummaryTotals::of(&self.find_summaries(firm, &query).await?))
    }

    async fn write_summary(&self, firm: &FirmId, write: &SummaryWrite) -> Result<TaskId, TasksError> {
        let mut tx = self.writing().await?;
        let account = known(&mut tx, firm).await?;
        let id = write_one(&mut tx, account, write).await?;
        tx.commit().await.map_err(HostError::from)?;
        Ok(id)
    }

    async fn topics(&self, firm: &FirmId) -> Result<Vec<Topic>, TasksError> {
        let mut tx = self.reading().await?;
        let Some(account) = account(&mut tx, firm).await? else { return Ok(Vec::new()) };
        Ok(topics::read_all(&mut tx, account).await?)
    }

    async fn put_topic(&self, firm: &FirmId, topic: &Topic) -> Result<(), TasksError> {
        let mut tx = self.writing().await?;
        let account = known(&mut tx, firm).await?;
        topics::put(&mut tx, account, topic).await?;
        Ok(tx.commit().await.map_err(HostError::from)?)
    }

    async fn delete_topic(&self, firm: &FirmId, topic: &TopicId) -> Result<(), TasksError> {
        let mut tx = self.writing().await?;
        let account = known(&mut tx, firm).await?;
        topics::delete(&mut tx, account, topic).await?;
        Ok(tx.commit().await.map_err(HostError::from)?)
    }

    async fn custom_fields(&self, firm: &FirmId) -> Result<Vec<CustomField>, TasksError> {
        let mut tx = self.reading().await?;
        let Some(account) = account(&mut tx, firm).await? else { return Ok(Vec::new()) };
        Ok(fields::read_all(&mut tx, account).await?)
    }

    async fn put_custom_field(&self, firm: &FirmId, field: &CustomField) -> Result<(), TasksError> {
        let mut tx = self.writing().await?;
        let account = known(&mut tx, firm).await?;
        fields::put(&mut tx, account, field).await?;
        Ok(tx.commit().await.map_err(HostError::from)?)
    }

    async fn delete_custom_field(&self, firm: &FirmId, field: &CustomFieldId) -> Result<(), TasksError> {
        let mut tx = self.writing().await?;
        let account = known(&mut tx, firm).await?;
        fields::delete(&mut tx, account, field).await?;
        Ok(tx.commit().await.map_err(HostError::from)?)
    }
}

/// The key of the row of a firm that is written for.
async fn known(db: &mut SqliteConnection, firm: &FirmId) -> Result<i64, HostError> {
    let account = account(db, firm).await?;
    account.ok_or_else(|| HostError::Missing { what: "firm", name: firm.to_string() })
}

/// The checks are those of the port, in its order; after a refusal the transaction is given up.
async fn write_one(
    db: &mut SqliteConnection,
    account: i64,
    SummaryWrite { draft, expected, stamp }: &SummaryWrite,
) -> Result<TaskId, TasksError> {
    let customer = customer(db, account, &draft.key.client).await?;
    let accepted = summaries::accepted(db, customer, draft.key.month).await?;
    if accepted.is_some_and(|accepted| *stamp < accepted) {
        return Err(TasksError::Stale);
    }
    let found = summaries::read(db, account, &draft.key).await?;
    if found.as_ref().map(|task| task.version) != *expected {
        return Err(TasksError::Changed);
    }
    if found.as_ref().is_some_and(|task| task.billed) {
        return Err(TasksError::Billed);
    }
    let task = match &found {
        Some(task) => summaries::row(&task.id)?,
        None => summaries::insert(db, account, customer, draft).await?,
    };
    for (field, number) in &draft.values {
        // What is the same already is not touched: it would be a new revision.
        if found.as_ref().and_then(|task| task.values.get(field)) != Some(number) {
            summaries::put_number(db, account, task, field, *number).await?;
        }
    }
    summaries::accept(db, customer, draft.key.month, task, *stamp).await?;
    Ok(summaries::id(task)?)
}
