use super::{CustomField, CustomFieldId, CustomFieldKind, ListEdit, Tasks, TasksError, Topic, TopicId};
use crate::audit::{AuditEntry, AuditEvent, Succeeded};
use crate::clock::Clock;
use crate::firm::{Action, Actor, Denied};
use crate::ids::Ids;
use crate::store::{IntegrationStore, StoreError};

/// Why a topic or a custom task field could not be added, changed or deleted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TaskListsError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It would have no name.
    #[error("the name is empty; give it one")]
    NoName,
    /// It would have a name of more than [`TaskLists::LONGEST_NAME`] characters.
    #[error("the name has {0} characters; {longest} are the most", longest = TaskLists::LONGEST_NAME)]
    LongName(usize),
    /// There is no such topic.
    #[error("there is no such topic; somebody may have deleted it")]
    NoSuchTopic,
    /// There is no such custom task field.
    #[error("there is no such custom task field; somebody may have deleted it")]
    NoSuchField,
    /// It was refused, or could not be done.
    #[error(transparent)]
    Tasks(#[from] TasksError),
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds, changes and deletes what a firm's tasks are made of, for a person.
#[derive(Clone, Copy)]
pub struct TaskLists<'a> {
    /// The person.
    pub actor: &'a Actor,
    /// The firm's topics and custom task fields.
    pub tasks: &'a dyn Tasks,
    /// The integration's own memory.
    pub store: &'a dyn IntegrationStore,
    /// The time.
    pub clock: &'a dyn Clock,
    /// Identities of what is new.
    pub ids: &'a dyn Ids,
}

impl TaskLists<'_> {
    /// The most characters of a name.
    pub const LONGEST_NAME: usize = 100;

    /// Adds a topic.
    pub async fn add_topic(&self, name: &str) -> Result<Topic, TaskListsError> {
        self.actor.may(Action::EditTaskLists)?;
        let topic = Topic { id: self.new_id()?, name: checked(name)?, archived: false };
        self.put_topic(None, topic).await
    }

    /// The topic of this name, whatever its case; it is added if none that is offered has the name.
    pub async fn topic_called(&self, name: &str) -> Result<Topic, TaskListsError> {
        self.actor.may(Action::EditTaskLists)?;
        let wanted = checked(name)?.to_lowercase();
        let offered = self.tasks.topics(&self.actor.firm).await?.into_iter().filter(|topic| !topic.archived);
        match offered.into_iter().find(|topic| topic.name.to_lowercase() == wanted) {
            Some(topic) => Ok(topic),
            None => self.add_topic(name).await,
        }
    }

    /// Makes the topic of the same identity like this one: renames it, archives it, brings it back.
    pub async fn change_topic(&self, topic: &Topic) -> Result<Topic, TaskListsError> {
        self.actor.may(Action::EditTaskLists)?;
        let after = Topic { name: checked(&topic.name)?, ..topic.clone() };
        let before = self.topic(&topic.id).await?.ok_or(TaskListsError::NoSuchTopic)?;
        if before == after { Ok(after) } else { self.put_topic(Some(before), after).await }
    }

    /// Deletes a topic; nothing happens if there is none.
    pub async fn delete_topic(&self, topic: &TopicId) -> Result<(), TaskListsError> {
        self.actor.may(Action::EditTaskLists)?;
        let Some(before) = self.topic(topic).await? else { return Ok(()) };
        let edit = ListEdit::Topic { before: Some(before), after: None };
        self.recorded(edit, self.tasks.delete_topic(&self.actor.firm, topic)).await
    }

    /// Adds a custom task field.
    pub async fn add_custom_field(
        &self,
        name: &str,
        kind: CustomFieldKind,
    ) -> Result<CustomField, TaskListsError> {
        self.actor.may(Action::EditTaskLists)?;
        let field = CustomField { id: self.new_id()?, name: checked(name)?, kind, archived: false };
        self.put_field(None, field).await
    }

    /// Makes the custom task field of the same identity like this one: renames it, archives it, brings it back.
    pub async fn change_custom_field(&self, field: &CustomField) -> Result<CustomField, TaskListsError> {
        self.actor.may(Action::EditTaskLists)?;
        let after = CustomField { name: checked(&field.name)?, ..field.clone() };
        let before = self.field(&field.id).await?.ok_or(TaskListsError::NoSuchField)?;
        if before == after { Ok(after) } else { self.put_field(Some(before), after).await }
    }

    /// Deletes a custom task field; nothing happens if there is none.
    pub async fn delete_custom_field(&self, field: &CustomFieldId) -> Result<(), TaskListsError> {
        self.actor.may(Action::EditTaskLists)?;
        let Some(before) = self.field(field).await? else { return Ok(()) };
        let edit = ListEdit::CustomField { before: Some(before), after: None };
        self.recorded(edit, self.tasks.delete_custom_field(&self.actor.firm, field)).await
    }

    async fn topic(&self, topic: &TopicId) -> Result<Option<Topic>, TasksError> {
        let all = self.tasks.topics(&self.actor.firm).await?;
        Ok(all.into_iter().find(|one| one.id == *topic))
    }

    async fn field(&self, field: &CustomFieldId) -> Result<Option<CustomField>, TasksError> {
        let all = self.tasks.custom_fields(&self.actor.firm).await?;
        Ok(all.into_iter().find(|one| one.id == *field))
    }

    async fn put_topic(&self, before: Option<Topic>, topic: Topic) -> Result<Topic, TaskListsError> {
        let edit = ListEdit::Topic { before, after: Some(topic.clone()) };
        self.recorded(edit, self.tasks.put_topic(&self.actor.firm, &topic)).await?;
        Ok(topic)
    }

    async fn put_field(
        &self,
        before: Option<CustomField>,
        field: CustomField,
    ) -> Result<CustomField, TaskListsError> {
        let edit = ListEdit::CustomField { before, after: Some(field.clone()) };
        self.recorded(edit, self.tasks.put_custom_field(&self.actor.firm, &field)).await?;
        Ok(field)
    }

    /// Records what is intended, does it, and records what came of it.
    async fn recorded(
        &self,
        edit: ListEdit,
        done: impl Future<Output = Result<(), TasksError>>,
    ) -> Result<(), TaskListsError> {
        let attempt = format!("task-list:{}", self.ids.next());
        let intended = AuditEvent::TaskListIntended { edit: edit.clone() };
        self.record(intended, format!("{attempt}:intended")).await?;
        let result = done.await;
        let done = match &result {
            Ok(()) => Succeeded::Yes,
            Err(error) => Succeeded::No(error.to_string()),
        };
        self.record(AuditEvent::TaskListWritten { edit, done }, format!("{attempt}:written")).await?;
        Ok(result?)
    }

    async fn record(&self, event: AuditEvent, key: String) -> Result<(), StoreError> {
        let entry = AuditEntry::new(self.clock.now(), self.actor.who(), event).once(key);
        let mut work = self.store.open(&self.actor.firm).await?;
        work.audit().append(&[entry]).await?;
        work.commit().await
    }

    fn new_id<T: TryFrom<String, Error: std::fmt::Display>>(&self) -> Result<T, TasksError> {
        let id = self.ids.next().to_string().try_into();
        id.map_err(|error| TasksError::Unavailable(format!("no new identity: {error}")))
    }
}

/// The name, without white space at its ends.
fn checked(name: &str) -> Result<String, TaskListsError> {
    let name = name.trim();
    match name.chars().count() {
        0 => Err(TaskListsError::NoName),
        characters if characters > TaskLists::LONGEST_NAME => Err(TaskListsError::LongName(characters)),
        _ => Ok(name.to_owned()),
    }
}
