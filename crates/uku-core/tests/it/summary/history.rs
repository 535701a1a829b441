//! What changed when in a summary task.

use uku_core::audit::{ActivityError, AuditEntry, AuditEvent, Succeeded, hand_edits, summary_history};
use uku_core::calendar::Month;
use uku_core::firm::{Action, Denied, Role, Who};
use uku_core::run::Epoch;
use uku_core::store::IntegrationStore as _;
use uku_core::summary::{SummaryWrite, Tasks as _, WriteStamp, WrittenMonth};
use uku_testkit::build::{actor, at, draft, firm_a, id, key, month, values};
use uku_testkit::fake::{MemoryStore, MemoryTasks};

use crate::support::block_on;

fn written(month: Month, epoch: i64) -> AuditEvent {
    let done = Succeeded::Yes;
    AuditEvent::SummaryWritten { month, epoch: Epoch(epoch), created: false, changes: Vec::new(), done }
}

/// Of two months of two clients, many times.
async fn full_store(times: i64) -> MemoryStore {
    let store = MemoryStore::default();
    let mut work = store.open(&firm_a()).await.unwrap();
    for epoch in 1..=times {
        for of in ["2026-09", "2026-10"].map(month) {
            let intended = AuditEvent::SummaryIntended { month: of, epoch: Epoch(epoch) };
            for (client, event) in
                [("kask", intended), ("kask", written(of, epoch)), ("tamm", written(of, epoch))]
            {
                let entry = AuditEntry::new(at("2026-11-10T05:00:00Z"), Who::Software, event);
                work.audit().append(&[entry.about(Some(&id(client)))]).await.unwrap();
            }
        }
    }
    work.commit().await.unwrap();
    store
}

#[test]
fn the_writes_of_one_month_of_one_client_come_the_latest_first() {
    block_on(async {
        let store = full_store(150).await;
        let admin = actor(Role::Admin);
        for (most, expected) in [(1000, 150), (70, 70), (1, 1), (0, 0)] {
            let found = summary_history(&admin, &store, &key("kask", "2026-10"), most).await.unwrap();
            let events: Vec<AuditEvent> = found.iter().map(|record| record.entry.event.clone()).collect();
            let latest: Vec<AuditEvent> =
                (1..=150).rev().take(expected).map(|epoch| written(month("2026-10"), epoch)).collect();
            assert_eq!(events, latest);
            assert!(found.iter().all(|record| record.entry.client == Some(id("kask"))));
        }
        let nothing = summary_history(&admin, &store, &key("kask", "2026-08"), 10).await;
        assert_eq!(nothing, Ok(Vec::new()));
    });
}

#[test]
fn a_member_does_not_see_what_changed_when() {
    block_on(async {
        let store = MemoryStore::default();
        let refused = summary_history(&actor(Role::Member), &store, &key("kask", "2026-10"), 10).await;
        assert_eq!(refused, Err(ActivityError::Denied(Denied::Role(Action::SeeIntegration))));
    });
}

/// October of a client, as it was imported: 5 sales entries and 3 documents.
async fn imported(store: &MemoryStore, tasks: &MemoryTasks) {
    let (key, numbers) = (key("kask", "2026-10"), [("sales_entries", 5), ("documents", 3)]);
    let stamp = WriteStamp { epoch: Epoch(1), counted_at: at("2026-11-01T05:00:00Z") };
    let write = SummaryWrite { draft: draft(key.clone(), &numbers), expected: None, stamp };
    let task = tasks.write_summary(&firm_a(), &write).await.unwrap();
    let written = WrittenMonth::default().done(task, &values(&numbers), stamp.counted_at);
    let mut work = store.open(&firm_a()).await.unwrap();
    work.runs().put_written(&key.client, key.month, &written).await.unwrap();
    work.commit().await.unwrap();
}

#[test]
fn numbers_that_people_changed_or_emptied_are_told_to_everybody() {
    block_on(async {
        let (store, tasks) = (MemoryStore::default(), MemoryTasks::default());
        imported(&store, &tasks).await;
        let (member, key) = (actor(Role::Member), key("kask", "2026-10"));
        let task = tasks.summary(&firm_a(), &key).await.unwrap().unwrap();
        assert_eq!(hand_edits(&member, &store, &task).await, Ok(Vec::new()));
        tasks.edit(&firm_a(), &key, id("sales_entries"), 6.into());
        let mut task = tasks.summary(&firm_a(), &key).await.unwrap().unwrap();
        assert_eq!(hand_edits(&member, &store, &task).await, Ok(vec![id("sales_entries")]));
        task.values.remove(&id("documents"));
        let both = vec![id("documents"), id("sales_entries")];
        assert_eq!(hand_edits(&member, &store, &task).await, Ok(both));
    });
}

#[test]
fn of_a_task_that_was_never_written_nobody_knows_who_put_what() {
    block_on(async {
        let (store, tasks) = (MemoryStore::default(), MemoryTasks::default());
        imported(&store, &tasks).await;
        let task = tasks.summary(&firm_a(), &key("kask", "2026-10")).await.unwrap().unwrap();
        let unknown = MemoryStore::default();
        assert_eq!(hand_edits(&actor(Role::Owner), &unknown, &task).await, Ok(Vec::new()));
    });
}
