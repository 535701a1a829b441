use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use async_trait::async_trait;
use rust_decimal::Decimal;
use uku_core::calendar::{Month, MonthRange};
use uku_core::client::{Among, ClientId};
use uku_core::counting::DataField;
use uku_core::firm::FirmId;
use uku_core::summary::{
    CustomField, CustomFieldId, CustomFieldKind, SummaryKey, SummaryQuery, SummaryTask, SummaryTotals,
    SummaryWrite, TaskId, TaskVersion, Tasks, TasksError, Topic, TopicId, WriteStamp,
};

use crate::build::id;

/// Summary tasks with their topics and custom fields, and what people do to them.
#[derive(Debug)]
pub struct MemoryTasks {
    firms: Mutex<BTreeMap<FirmId, FirmTasks>>,
    /// What every firm has at first.
    first: FirmTasks,
}

#[derive(Debug, Clone, Default)]
struct FirmTasks {
    tasks: BTreeMap<SummaryKey, Slot>,
    made: u32,
    topics: BTreeMap<TopicId, Topic>,
    fields: BTreeMap<CustomFieldId, CustomField>,
}

/// The task of a key. What was accepted last outlives it.
#[derive(Debug, Clone)]
struct Slot {
    task: Option<SummaryTask>,
    stamp: WriteStamp,
    version: TaskVersion,
}

impl Default for MemoryTasks {
    /// No tasks. Every firm has the topic `books`, and for each data field a custom task field of type Number, whose
    /// identity is the data field's key and whose name is the data field's.
    fn default() -> Self {
        let topic = Topic { id: id("books"), name: "Books".to_owned(), archived: false };
        let fields = DataField::ALL.map(|field| CustomField {
            id: id(field.key()),
            name: field.to_string(),
            kind: CustomFieldKind::Number,
            archived: false,
        });
        let first = FirmTasks {
            topics: BTreeMap::from([(topic.id.clone(), topic)]),
            fields: fields.map(|field| (field.id.clone(), field)).into(),
            ..FirmTasks::default()
        };
        Self { firms: Mutex::default(), first }
    }
}

impl MemoryTasks {
    /// No tasks, no topics and no custom task fields.
    #[must_use]
    pub fn empty() -> Self {
        Self { firms: Mutex::default(), first: FirmTasks::default() }
    }

    /// Puts a task on an invoice.
    pub fn bill(&self, firm: &FirmId, key: &SummaryKey) {
        self.change_task(firm, key, |task| task.billed = true);
    }

    /// Types a number into a field of a task.
    pub fn edit(&self, firm: &FirmId, key: &SummaryKey, field: CustomFieldId, number: Decimal) {
        self.change_task(firm, key, |task| {
            task.values.insert(field, number);
        });
    }

    /// Deletes a task. What was accepted for its key before is remembered.
    pub fn delete(&self, firm: &FirmId, key: &SummaryKey) {
        self.of(firm, |tasks| tasks.tasks.get_mut(key).unwrap().task.take().unwrap());
    }

    fn change_task(&self, firm: &FirmId, key: &SummaryKey, change: impl FnOnce(&mut SummaryTask)) {
        self.of(firm, |tasks| {
            let slot = tasks.tasks.get_mut(key).unwrap();
            let task = slot.task.as_mut().unwrap();
            change(task);
            slot.version.0 += 1;
            task.version = slot.version;
        });
    }

    fn of<T>(&self, firm: &FirmId, does: impl FnOnce(&mut FirmTasks) -> T) -> T {
        let mut firms = self.firms.lock().unwrap();
        if !firms.contains_key(firm) {
            firms.insert(firm.clone(), self.first.clone());
        }
        does(firms.get_mut(firm).unwrap())
    }
}

#[async_trait]
impl Tasks for MemoryTasks {
    async fn summary(&self, firm: &FirmId, key: &SummaryKey) -> Result<Option<SummaryTask>, TasksError> {
        Ok(self.of(firm, |tasks| tasks.tasks.get(key).and_then(|slot| slot.task.clone())))
    }

    async fn summaries(&self, firm: &FirmId) -> Result<Vec<SummaryTask>, TasksError> {
        Ok(self.of(firm, |tasks| tasks.all().cloned().collect()))
    }

    async fn find_summaries(
        &self,
        firm: &FirmId,
        query: &SummaryQuery,
    ) -> Result<Vec<SummaryTask>, TasksError> {
        Ok(self.of(firm, |tasks| query.those_of(tasks.all().cloned())))
    }

    async fn clients_with_summary(&self, firm: &FirmId, month: Month) -> Result<Vec<ClientId>, TasksError> {
        let of_month = |task: &&SummaryTask| task.key.month == month;
        Ok(self.of(firm, |tasks| tasks.all().filter(of_month).map(|task| task.key.client.clone()).collect()))
    }

    async fn summary_months(&self, firm: &FirmId) -> Result<Vec<Month>, TasksError> {
        let months: BTreeSet<Month> = self.of(firm, |tasks| tasks.all().map(|task| task.key.month).collect());
        Ok(months.into_iter().rev().collect())
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
        self.of(firm, |tasks| tasks.write(write))
    }

    async fn topics(&self, firm: &FirmId) -> Result<Vec<Topic>, TasksError> {
        let mut topics: Vec<_> = self.of(firm, |tasks| tasks.topics.values().cloned().collect());
        topics.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        Ok(topics)
    }

    async fn put_topic(&self, firm: &FirmId, topic: &Topic) -> Result<(), TasksError> {
        self.of(firm, |tasks| {
            let others = tasks.topics.values().filter(|other| other.id != topic.id);
            check_name(
                &topic.name,
                topic.archived,
                others.map(|other| (other.name.as_str(), other.archived)),
            )?;
            tasks.topics.insert(topic.id.clone(), topic.clone());
            Ok(())
        })
    }

    async fn delete_topic(&self, firm: &FirmId, topic: &TopicId) -> Result<(), TasksError> {
        self.of(firm, |tasks| {
            if tasks.all().any(|task| task.topic == *topic) {
                return Err(TasksError::InUse);
            }
            tasks.topics.remove(topic);
            Ok(())
        })
    }

    async fn custom_fields(&self, firm: &FirmId) -> Result<Vec<CustomField>, TasksError> {
        let mut fields: Vec<_> = self.of(firm, |tasks| tasks.fields.values().cloned().collect());
        fields.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        Ok(fields)
    }

    async fn put_custom_field(&self, firm: &FirmId, field: &CustomField) -> Result<(), TasksError> {
        self.of(firm, |tasks| {
            let others = tasks.fields.values().filter(|other| other.id != field.id);
            check_name(
                &field.name,
                field.archived,
                others.map(|other| (other.name.as_str(), other.archived)),
            )?;
            let changes_kind = tasks.fields.get(&field.id).is_some_and(|before| before.kind != field.kind);
            if changes_kind && tasks.holds(&field.id) {
                return Err(TasksError::KindInUse);
            }
            tasks.fields.insert(field.id.clone(), field.clone());
            Ok(())
        })
    }

    async fn delete_custom_field(&self, firm: &FirmId, field: &CustomFieldId) -> Result<(), TasksError> {
        self.of(firm, |tasks| {
            if tasks.holds(field) {
                return Err(TasksError::InUse);
            }
            tasks.fields.remove(field);
            Ok(())
        })
    }
}

impl FirmTasks {
    fn all(&self) -> impl Iterator<Item = &SummaryTask> {
        self.tasks.values().filter_map(|slot| slot.task.as_ref())
    }

    fn holds(&self, field: &CustomFieldId) -> bool {
        self.all().any(|task| task.values.contains_key(field))
    }

    fn write(&mut self, write: &SummaryWrite) -> Result<TaskId, TasksError> {
        let slot = self.tasks.get_mut(&write.draft.key);
        if slot.as_ref().is_some_and(|slot| write.stamp < slot.stamp) {
            return Err(TasksError::Stale);
        }
        let found = slot.as_ref().and_then(|slot| slot.task.as_ref());
        if write.expected != found.map(|task| task.version) {
            return Err(TasksError::Changed);
        }
        if let Some(slot) = slot
            && let Some(task) = &mut slot.task
        {
            if task.billed {
                return Err(TasksError::Billed);
            }
            if write.draft.values.iter().any(|(field, value)| task.values.get(field) != Some(value)) {
                task.values.extend(write.draft.values.clone());
                slot.version.0 += 1;
                task.version = slot.version;
            }
            slot.stamp = write.stamp;
            return Ok(task.id.clone());
        }
        Ok(self.make(write))
    }

    fn make(&mut self, write: &SummaryWrite) -> TaskId {
        self.made += 1;
        let id: TaskId = id(&format!("task-{}", self.made));
        let before = self.tasks.get(&write.draft.key).map_or(0, |slot| slot.version.0);
        let version = TaskVersion(before + 1);
        let draft = write.draft.clone();
        let date = draft.key.date();
        let key = draft.key.clone();
        let task = SummaryTask {
            id: id.clone(),
            key: draft.key,
            title: draft.title,
            topic: draft.topic,
            assignee: draft.assignee,
            status: draft.status,
            start: date,
            due: date,
            billed: false,
            values: draft.values,
            version,
        };
        self.tasks.insert(key, Slot { task: Some(task), stamp: write.stamp, version });
        id
    }
}

/// Refuses a name that something else has; what is archived has none.
fn check_name<'a>(
    name: &str,
    archived: bool,
    mut others: impl Iterator<Item = (&'a str, bool)>,
) -> Result<(), TasksError> {
    let name_key = name.to_lowercase();
    let taken = |(other, archived): (&str, bool)| !archived && other.to_lowercase() == name_key;
    if !archived && others.any(taken) { Err(TasksError::NameTaken(name.to_owned())) } else { Ok(()) }
}
