use std::collections::BTreeMap;
use std::sync::Mutex;

use async_trait::async_trait;
use rust_decimal::Decimal;
use uku_core::firm::FirmId;
use uku_core::summary::{
    CustomFieldId, SummaryKey, SummaryTask, SummaryWrite, TaskId, TaskVersion, Tasks, TasksError, WriteStamp,
};

/// Summary tasks, and what people do to them.
#[derive(Debug, Default)]
pub struct MemoryTasks {
    tasks: Mutex<BTreeMap<(FirmId, SummaryKey), (SummaryTask, WriteStamp)>>,
}

impl MemoryTasks {
    /// Puts a task on an invoice.
    pub fn bill(&self, firm: &FirmId, key: &SummaryKey) {
        self.change(firm, key, |task| task.billed = true);
    }

    /// Types a number into a field of a task.
    pub fn edit(&self, firm: &FirmId, key: &SummaryKey, field: CustomFieldId, number: Decimal) {
        self.change(firm, key, |task| {
            task.values.insert(field, number);
        });
    }

    fn change(&self, firm: &FirmId, key: &SummaryKey, change: impl FnOnce(&mut SummaryTask)) {
        let mut tasks = self.tasks.lock().unwrap();
        let (task, _) = tasks.get_mut(&(firm.clone(), key.clone())).unwrap();
        change(task);
        task.version.0 += 1;
    }
}

#[async_trait]
impl Tasks for MemoryTasks {
    async fn summary(&self, firm: &FirmId, key: &SummaryKey) -> Result<Option<SummaryTask>, TasksError> {
        let tasks = self.tasks.lock().unwrap();
        Ok(tasks.get(&(firm.clone(), key.clone())).map(|(task, _)| task.clone()))
    }

    async fn summaries(&self, firm: &FirmId) -> Result<Vec<SummaryTask>, TasksError> {
        let tasks = self.tasks.lock().unwrap();
        Ok(tasks.iter().filter(|((owner, _), _)| owner == firm).map(|(_, (task, _))| task.clone()).collect())
    }

    async fn write_summary(&self, firm: &FirmId, write: &SummaryWrite) -> Result<TaskId, TasksError> {
        let mut tasks = self.tasks.lock().unwrap();
        let number = tasks.len() + 1;
        let slot = (firm.clone(), write.draft.key.clone());
        let Some((task, stamp)) = tasks.get_mut(&slot) else {
            if write.expected.is_some() {
                return Err(TasksError::Changed);
            }
            let id = TaskId::try_from(format!("task-{number}")).unwrap();
            tasks.insert(slot, (new_task(id.clone(), write), write.stamp));
            return Ok(id);
        };
        if write.stamp < *stamp {
            return Err(TasksError::Stale);
        }
        if write.expected != Some(task.version) {
            return Err(TasksError::Changed);
        }
        if task.billed {
            return Err(TasksError::Billed);
        }
        if write.draft.values.iter().any(|(field, value)| task.values.get(field) != Some(value)) {
            task.values.extend(write.draft.values.clone());
            task.version.0 += 1;
        }
        *stamp = write.stamp;
        Ok(task.id.clone())
    }
}

fn new_task(id: TaskId, write: &SummaryWrite) -> SummaryTask {
    let draft = write.draft.clone();
    SummaryTask {
        id,
        key: draft.key,
        title: draft.title,
        topic: draft.topic,
        assignee: draft.assignee,
        status: draft.status,
        billed: false,
        values: draft.values,
        version: TaskVersion(1),
    }
}
