//! Tasks to which something happens at the wrong moment.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use uku_core::calendar::Month;
use uku_core::client::{Among, ClientId};
use uku_core::firm::FirmId;
use uku_core::summary::{
    CustomField, CustomFieldId, SummaryKey, SummaryQuery, SummaryTask, SummaryTotals, SummaryWrite, TaskId,
    Tasks, TasksError, Topic, TopicId,
};

type Before<'a> = Box<dyn FnMut(usize, &SummaryWrite) -> Result<(), TasksError> + Send + 'a>;

/// Tasks to which something happens just before a write; it may fail the write, too.
pub(crate) struct Disturbed<'a> {
    tasks: &'a dyn Tasks,
    before: Mutex<Before<'a>>,
    /// Before every write, also where it changes no number.
    every: bool,
    writes: AtomicUsize,
    answers_lost: AtomicUsize,
}

impl<'a> Disturbed<'a> {
    /// Before each write that changes a number. It is told the how manieth write it is, from 1, and of which task.
    pub(crate) fn new(
        tasks: &'a dyn Tasks,
        mut before: impl FnMut(usize, &SummaryKey) -> Result<(), TasksError> + Send + 'a,
    ) -> Self {
        Self::every(tasks, false, move |number, write| before(number, &write.draft.key))
    }

    /// Before each write.
    pub(crate) fn each(tasks: &'a dyn Tasks, mut before: impl FnMut(&SummaryWrite) + Send + 'a) -> Self {
        Self::every(tasks, true, move |_, write| {
            before(write);
            Ok(())
        })
    }

    /// The first writes are done and their answers lost.
    pub(crate) fn losing(answers: usize, tasks: &'a dyn Tasks) -> Self {
        Self { answers_lost: AtomicUsize::new(answers), ..Self::new(tasks, |_, _| Ok(())) }
    }

    fn every(
        tasks: &'a dyn Tasks,
        every: bool,
        before: impl FnMut(usize, &SummaryWrite) -> Result<(), TasksError> + Send + 'a,
    ) -> Self {
        let before = Mutex::new(Box::new(before) as Before<'a>);
        Self { tasks, before, every, writes: AtomicUsize::new(0), answers_lost: AtomicUsize::new(0) }
    }

    /// How many such writes there were.
    pub(crate) fn writes(&self) -> usize {
        self.writes.load(Ordering::Relaxed)
    }
}

#[async_trait]
impl Tasks for Disturbed<'_> {
    async fn write_summary(&self, firm: &FirmId, write: &SummaryWrite) -> Result<TaskId, TasksError> {
        let found = self.tasks.summary(firm, &write.draft.key).await?;
        let same =
            |(field, number)| found.as_ref().is_some_and(|task| task.values.get(field) == Some(number));
        if self.every || !write.draft.values.iter().all(same) {
            let number = self.writes.fetch_add(1, Ordering::Relaxed) + 1;
            (self.before.lock().unwrap())(number, write)?;
        }
        let written = self.tasks.write_summary(firm, write).await;
        let lost =
            self.answers_lost.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        if lost.is_ok() { Err(TasksError::Unavailable("no answer".into())) } else { written }
    }

    async fn summary(&self, firm: &FirmId, key: &SummaryKey) -> Result<Option<SummaryTask>, TasksError> {
        self.tasks.summary(firm, key).await
    }

    async fn summaries(&self, firm: &FirmId) -> Result<Vec<SummaryTask>, TasksError> {
        self.tasks.summaries(firm).await
    }

    async fn find_summaries(
        &self,
        firm: &FirmId,
        query: &SummaryQuery,
    ) -> Result<Vec<SummaryTask>, TasksError> {
        self.tasks.find_summaries(firm, query).await
    }

    async fn clients_with_summary(&self, firm: &FirmId, month: Month) -> Result<Vec<ClientId>, TasksError> {
        self.tasks.clients_with_summary(firm, month).await
    }

    async fn summary_months(&self, firm: &FirmId) -> Result<Vec<Month>, TasksError> {
        self.tasks.summary_months(firm).await
    }

    async fn summary_totals(
        &self,
        firm: &FirmId,
        month: Month,
        among: &Among,
    ) -> Result<SummaryTotals, TasksError> {
        self.tasks.summary_totals(firm, month, among).await
    }

    async fn topics(&self, firm: &FirmId) -> Result<Vec<Topic>, TasksError> {
        self.tasks.topics(firm).await
    }

    async fn put_topic(&self, firm: &FirmId, topic: &Topic) -> Result<(), TasksError> {
        self.tasks.put_topic(firm, topic).await
    }

    async fn delete_topic(&self, firm: &FirmId, topic: &TopicId) -> Result<(), TasksError> {
        self.tasks.delete_topic(firm, topic).await
    }

    async fn custom_fields(&self, firm: &FirmId) -> Result<Vec<CustomField>, TasksError> {
        self.tasks.custom_fields(firm).await
    }

    async fn put_custom_field(&self, firm: &FirmId, field: &CustomField) -> Result<(), TasksError> {
        self.tasks.put_custom_field(firm, field).await
    }

    async fn delete_custom_field(&self, firm: &FirmId, field: &CustomFieldId) -> Result<(), TasksError> {
        self.tasks.delete_custom_field(firm, field).await
    }
}
