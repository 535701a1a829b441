//! Topics and custom task fields, as people edit them.

use uku_core::audit::{AuditEvent, AuditQuery, Succeeded};
use uku_core::firm::{Action, Actor, Denied, Role};
use uku_core::store::IntegrationStore as _;
use uku_core::summary::{
    CustomField, CustomFieldKind, ListEdit, SummaryWrite, TaskLists, TaskListsError, Tasks as _, TasksError,
    Topic, WriteStamp,
};
use uku_testkit::build::{actor, at, draft, firm_a, id, key};
use uku_testkit::fake::{CountingIds, ManualClock, MemoryStore, MemoryTasks};

use crate::support::{block_on, morning};

struct Office {
    actor: Actor,
    tasks: MemoryTasks,
    store: MemoryStore,
    clock: ManualClock,
    ids: CountingIds,
}

impl Office {
    fn new(role: Role) -> Self {
        Self {
            actor: actor(role),
            tasks: MemoryTasks::empty(),
            store: MemoryStore::default(),
            clock: morning(),
            ids: CountingIds::default(),
        }
    }

    fn lists(&self) -> TaskLists<'_> {
        TaskLists {
            actor: &self.actor,
            tasks: &self.tasks,
            store: &self.store,
            clock: &self.clock,
            ids: &self.ids,
        }
    }

    async fn topics(&self) -> Vec<Topic> {
        self.tasks.topics(&firm_a()).await.unwrap()
    }

    async fn fields(&self) -> Vec<CustomField> {
        self.tasks.custom_fields(&firm_a()).await.unwrap()
    }

    async fn events(&self) -> Vec<AuditEvent> {
        let mut work = self.store.open(&firm_a()).await.unwrap();
        let all = AuditQuery { client: None, before: None, most: 100 };
        let records = work.audit().page(&all).await.unwrap();
        records.into_iter().rev().map(|record| record.entry.event).collect()
    }

    /// A summary task under a topic, with a number in a field.
    async fn use_in_task(&self, topic: &Topic, field: &CustomField) {
        let mut draft = draft(key("kask", "2026-10"), &[(field.id.as_ref(), 5)]);
        draft.topic = topic.id.clone();
        let stamp = WriteStamp { epoch: uku_core::run::Epoch(1), counted_at: at("2026-11-01T00:00:00Z") };
        self.tasks.write_summary(&firm_a(), &SummaryWrite { draft, expected: None, stamp }).await.unwrap();
    }
}

fn recorded(edit: ListEdit, done: Succeeded) -> [AuditEvent; 2] {
    [AuditEvent::TaskListIntended { edit: edit.clone() }, AuditEvent::TaskListWritten { edit, done }]
}

#[test]
fn a_topic_is_added_renamed_archived_brought_back_and_deleted() {
    block_on(async {
        let office = Office::new(Role::Admin);
        let added = office.lists().add_topic("  Raamatupidamine ").await.unwrap();
        assert_eq!((added.name.as_str(), added.archived), ("Raamatupidamine", false));
        let mut expected =
            recorded(ListEdit::Topic { before: None, after: Some(added.clone()) }, Succeeded::Yes).to_vec();
        let mut before = added;
        for after in [
            Topic { name: "Audit".into(), ..before.clone() },
            Topic { name: "Audit".into(), archived: true, ..before.clone() },
            Topic { name: "Audit".into(), ..before.clone() },
        ] {
            assert_eq!(office.lists().change_topic(&after).await.as_ref(), Ok(&after));
            assert_eq!(office.topics().await, std::slice::from_ref(&after));
            let edit = ListEdit::Topic { before: Some(before), after: Some(after.clone()) };
            expected.extend(recorded(edit, Succeeded::Yes));
            before = after;
        }
        office.lists().delete_topic(&before.id).await.unwrap();
        assert_eq!(office.topics().await, []);
        expected.extend(recorded(ListEdit::Topic { before: Some(before), after: None }, Succeeded::Yes));
        assert_eq!(office.events().await, expected);
    });
}

#[test]
fn a_topic_that_is_called_for_is_added_once() {
    block_on(async {
        let office = Office::new(Role::Admin);
        let added = office.lists().topic_called(" Audit ").await.unwrap();
        assert_eq!(added.name, "Audit");
        assert_eq!(office.lists().topic_called("AUDIT").await.as_ref(), Ok(&added));
        assert_eq!(office.topics().await, std::slice::from_ref(&added));

        let archived = Topic { archived: true, ..added };
        office.lists().change_topic(&archived).await.unwrap();
        let another = office.lists().topic_called("Audit").await.unwrap();
        assert_ne!(another.id, archived.id, "an archived topic is not offered");
        assert_eq!(office.lists().topic_called(" ").await, Err(TaskListsError::NoName));
        let member = Office::new(Role::Member);
        let denied = TaskListsError::Denied(Denied::Role(Action::EditTaskLists));
        assert_eq!(member.lists().topic_called("Audit").await, Err(denied));
    });
}

#[test]
fn a_custom_task_field_is_added_changed_and_deleted() {
    block_on(async {
        let office = Office::new(Role::Admin);
        let added = office.lists().add_custom_field("Arveid ", CustomFieldKind::Number).await.unwrap();
        assert_eq!((added.name.as_str(), added.kind), ("Arveid", CustomFieldKind::Number));
        let after = CustomField { name: " Müük ".into(), kind: CustomFieldKind::Text, ..added.clone() };
        let after = office.lists().change_custom_field(&after).await.unwrap();
        assert_eq!(after.name, "Müük");
        assert_eq!(office.fields().await, std::slice::from_ref(&after));
        office.lists().delete_custom_field(&after.id).await.unwrap();
        assert_eq!(office.fields().await, []);
        let edits = [
            ListEdit::CustomField { before: None, after: Some(added.clone()) },
            ListEdit::CustomField { before: Some(added), after: Some(after.clone()) },
            ListEdit::CustomField { before: Some(after), after: None },
        ];
        let expected: Vec<AuditEvent> =
            edits.into_iter().flat_map(|edit| recorded(edit, Succeeded::Yes)).collect();
        assert_eq!(office.events().await, expected);
    });
}

#[test]
fn names_are_there_and_not_too_long() {
    block_on(async {
        let office = Office::new(Role::Admin);
        let longest = "õ".repeat(100);
        let topic = office.lists().add_topic(&longest).await.unwrap();
        let field = office.lists().add_custom_field(&longest, CustomFieldKind::Number).await.unwrap();
        let before = office.events().await;
        for (name, refusal) in
            [(" ", TaskListsError::NoName), (&"õ".repeat(101), TaskListsError::LongName(101))]
        {
            let name = name.to_owned();
            let lists = office.lists();
            assert_eq!(lists.add_topic(&name).await, Err(refusal.clone()));
            assert_eq!(lists.add_custom_field(&name, CustomFieldKind::Text).await, Err(refusal.clone()));
            let changed = Topic { name: name.clone(), ..topic.clone() };
            assert_eq!(lists.change_topic(&changed).await, Err(refusal.clone()));
            let changed = CustomField { name, ..field.clone() };
            assert_eq!(lists.change_custom_field(&changed).await, Err(refusal));
        }
        assert_eq!(office.events().await, before);
    });
}

#[test]
fn what_is_refused_stays_and_that_it_was_refused_is_recorded() {
    block_on(async {
        let office = Office::new(Role::Admin);
        let topic = office.lists().add_topic("Audit").await.unwrap();
        let field = office.lists().add_custom_field("Arveid", CustomFieldKind::Number).await.unwrap();
        office.use_in_task(&topic, &field).await;
        let taken = Err(TaskListsError::Tasks(TasksError::NameTaken("AUDIT".into())));
        assert_eq!(office.lists().add_topic("AUDIT").await, taken);
        let in_use = Err(TaskListsError::Tasks(TasksError::InUse));
        assert_eq!(office.lists().delete_topic(&topic.id).await, in_use);
        assert_eq!(office.lists().delete_custom_field(&field.id).await, in_use);
        assert_eq!(office.topics().await, [topic]);
        let refused =
            |event: &&AuditEvent| matches!(event, AuditEvent::TaskListWritten { done: Succeeded::No(_), .. });
        assert_eq!(office.events().await.iter().filter(refused).count(), 3);
    });
}

#[test]
fn what_is_not_there_is_not_changed_and_needs_no_deleting() {
    block_on(async {
        let office = Office::new(Role::Admin);
        let topic = Topic { id: id("gone"), name: "Gone".into(), archived: false };
        assert_eq!(office.lists().change_topic(&topic).await, Err(TaskListsError::NoSuchTopic));
        assert_eq!(office.lists().delete_topic(&topic.id).await, Ok(()));
        let field = CustomField {
            id: id("gone"),
            name: "Gone".into(),
            kind: CustomFieldKind::Number,
            archived: false,
        };
        assert_eq!(office.lists().change_custom_field(&field).await, Err(TaskListsError::NoSuchField));
        assert_eq!(office.lists().delete_custom_field(&field.id).await, Ok(()));
        assert_eq!(office.events().await, []);
    });
}

#[test]
fn a_member_edits_neither() {
    block_on(async {
        let office = Office::new(Role::Member);
        let denied = TaskListsError::Denied(Denied::Role(Action::EditTaskLists));
        let lists = office.lists();
        let topic = Topic { id: id("books"), name: "Books".into(), archived: false };
        let field =
            CustomField { id: id("f"), name: "F".into(), kind: CustomFieldKind::Number, archived: false };
        assert_eq!(lists.add_topic("Audit").await.err(), Some(denied.clone()));
        assert_eq!(lists.change_topic(&topic).await.err(), Some(denied.clone()));
        assert_eq!(lists.delete_topic(&topic.id).await.err(), Some(denied.clone()));
        assert_eq!(lists.add_custom_field("F", field.kind).await.err(), Some(denied.clone()));
        assert_eq!(lists.change_custom_field(&field).await.err(), Some(denied.clone()));
        assert_eq!(lists.delete_custom_field(&field.id).await.err(), Some(denied));
    });
}
