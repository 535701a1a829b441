//! What the version left whose months did not import themselves: it had no queue, no topics, and settings only whole.

use std::collections::BTreeMap;

use tempfile::TempDir;
use uku_core::client_import::ImportState;
use uku_core::counting::DataField;
use uku_core::run::{
    Epoch, Failure, LONGEST_LEASE, Lane, MonthOutcome, NodeName, Outcome, RunsQuery, WorkQueue as _,
};
use uku_core::schedule::Schedule;
use uku_core::store::IntegrationStore as _;
use uku_core::summary::{
    CustomField, CustomFieldKind, MissingSetting, SettingsDraft, SummaryWrite, TaskStatus, Tasks as _,
    TasksError, Topic, WriteStamp, WrittenMonth,
};
use uku_testkit::build::{at, draft, firm_a, id, item_id, key, month, months, run_id, values};

use crate::machine::{open, raw};
use crate::migration::left_by;

/// Its last migration.
const LAST: i64 = 20_261_124_101_100;

const DATA: [&str; 12] = [
    "INSERT INTO firms (firm_id, name, owner_id) VALUES ('firm-a', 'firm-a', 'owner')",
    "INSERT INTO clients (firm_id, client_id, name) VALUES ('firm-a', 'kask', 'Kask'), ('firm-a', 'tamm', 'Tamm')",
    r#"INSERT INTO summary_settings
       VALUES ('firm-a', 'Books of {month}', 'Books', 'open', '{"sales_entries":"Müük","documents":"docs"}'),
           ('firm elsewhere', 'Books', 'books', 'done', '{"documents":"docs"}')"#,
    "INSERT INTO summary_tasks VALUES ('firm-a', 'kask', '2026-10', 'task', 'Books', 'old books', 'mari', 'done',
         '2026-10-31', '2026-10-31', 0, 3, 7, '2026-11-01T05:00:00.000000000Z')",
    "INSERT INTO summary_values VALUES ('firm-a', 'kask', '2026-10', 'Müük', '12'),
         ('firm-a', 'kask', '2026-10', 'unmapped since', '2.5')",
    "INSERT INTO runs VALUES
         ('firm-a', '00000000-0000-0000-0000-000000000001', 'reload', '2026-10', '2026-10', '2026-11-01T05:00:00Z'),
         ('firm-a', '00000000-0000-0000-0000-000000000002', 'manual_import', '2026-09', '2026-10',
             '2026-11-02T05:00:00Z'),
         ('firm-a', '00000000-0000-0000-0000-000000000003', 'reload', '2026-10', '2026-10', '2026-11-03T05:00:00Z')",
    "INSERT INTO run_items (firm_id, item_id, run_id, position, client_id, epoch, finished_at, requests) VALUES
         ('firm-a', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001', 0, 'kask', 7,
             '2026-11-01T05:01:00Z', 4)",
    "INSERT INTO run_items (firm_id, item_id, run_id, position, client_id, epoch) VALUES
         ('firm-a', '00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-000000000002', 0, 'kask', 8),
         ('firm-a', '00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-000000000002', 1, 'tamm', NULL)",
    "INSERT INTO run_items (firm_id, item_id, run_id, position, client_id, stopped_at) VALUES
         ('firm-a', '00000000-0000-0000-0000-00000000000d', '00000000-0000-0000-0000-000000000003', 0, 'kask',
             '2026-11-03T05:01:00Z')",
    r#"INSERT INTO month_outcomes VALUES ('firm-a', '00000000-0000-0000-0000-00000000000a', 0, '2026-10',
           '{"sales_entries":12}', 'created', '"created"'),
       ('firm-a', '00000000-0000-0000-0000-00000000000a', 1, '2026-09', NULL, 'failed',
           '{"failed":{"task":"billed"}}')"#,
    "INSERT INTO lanes VALUES ('firm-a', 'kask', 8), ('firm elsewhere', 'tamm', 41)",
    r#"INSERT INTO client_imports VALUES ('firm-a', '00000000-0000-0000-0000-000000000003', 1, 'file', 'owner',
           '2026-11-01T05:00:00.000000000Z', 'ready', '"ready"', 1, 0, 1)"#,
];

async fn former() -> TempDir {
    left_by(LAST, &DATA).await
}

#[tokio::test]
async fn settings_are_a_draft_without_an_import_day() {
    let folder = former().await;
    let store = open(folder.path()).await.unwrap();
    let mut work = store.open(&firm_a()).await.unwrap();
    let expected = SettingsDraft {
        title: Some(id("Books of {month}")),
        topic: Some(id("Books")),
        status: TaskStatus::Open,
        mapping: BTreeMap::from([(DataField::SalesEntries, id("Müük")), (DataField::Documents, id("docs"))]),
        ..SettingsDraft::default()
    };
    let settings = work.settings_draft().await.unwrap().unwrap();
    assert_eq!(settings, expected);
    assert_eq!(settings.complete(), Err(vec![MissingSetting::DataImport]));
    assert_eq!(work.schedule().await.unwrap(), Schedule::default());
    drop(work);
    let mut work = store.open(&id("firm elsewhere")).await.unwrap();
    assert!(work.settings_draft().await.unwrap().is_some());
}

#[tokio::test]
async fn topics_and_custom_fields_are_called_what_they_were_written_as() {
    let folder = former().await;
    let store = open(folder.path()).await.unwrap();
    let topic = |name: &str| Topic { id: id(name), name: name.to_owned(), archived: false };
    assert_eq!(store.topics(&firm_a()).await.unwrap(), [topic("Books"), topic("old books")]);
    let field = |name: &str| CustomField {
        id: id(name),
        name: name.to_owned(),
        kind: CustomFieldKind::Number,
        archived: false,
    };
    let expected = [field("Müük"), field("docs"), field("unmapped since")];
    assert_eq!(store.custom_fields(&firm_a()).await.unwrap(), expected);
}

#[tokio::test]
async fn what_had_not_ended_goes_on_at_once() {
    let folder = former().await;
    let store = open(folder.path()).await.unwrap();
    let mut claims = Vec::new();
    while let Some(claim) = store.claim(&NodeName("node".to_owned()), LONGEST_LEASE).await.unwrap() {
        claims.push((claim.item, claim.lane, claim.epoch, claim.crashes));
    }
    // Later than all epochs of former versions, whosever they are.
    let expected = [(0xb, 42), (0xc, 43)]
        .map(|(item, epoch)| (item_id(item), Lane::of_item(item_id(item)), Epoch(epoch), 0));
    assert_eq!(claims, expected);
}

#[tokio::test]
async fn only_what_goes_on_is_announced() {
    let folder = former().await;
    let store = open(folder.path()).await.unwrap();
    let mut work = store.open(&firm_a()).await.unwrap();
    let runs = work.runs().page(RunsQuery { before: None, most: 9 }).await.unwrap();
    assert_eq!(runs.iter().map(|record| record.run.id).collect::<Vec<_>>(), [3, 2, 1].map(run_id));
    assert_eq!(work.runs().unannounced().await.unwrap(), []);
    work.runs().stop_all(at("2026-11-10T05:00:00Z")).await.unwrap();
    assert_eq!(work.runs().unannounced().await.unwrap(), [run_id(2)]);
}

#[tokio::test]
async fn outcomes_are_kept() {
    let folder = former().await;
    let store = open(folder.path()).await.unwrap();
    let mut work = store.open(&firm_a()).await.unwrap();
    let counts = Some(BTreeMap::from([(DataField::SalesEntries, 12)]));
    let expected = MonthOutcome { counts, ..MonthOutcome::uncounted(month("2026-10"), Outcome::Created) };
    let failed =
        MonthOutcome::uncounted(month("2026-09"), Outcome::Failed(Failure::Task(TasksError::Billed)));
    assert_eq!(work.runs().latest_outcomes(&id("kask")).await.unwrap(), [failed, expected]);
}

#[tokio::test]
async fn what_stands_in_a_task_was_written_by_us() {
    let folder = former().await;
    let store = open(folder.path()).await.unwrap();
    let mut work = store.open(&firm_a()).await.unwrap();
    let task = WrittenMonth {
        task: Some(id("task")),
        values: [("Müük", "12"), ("unmapped since", "2.5")].map(|(f, n)| (id(f), n.parse().unwrap())).into(),
        intended: values(&[]),
        counted_at: Some(at("2026-11-01T05:00:00Z")),
    };
    let written = work.runs().written(&id("kask"), months("2026-01", "2026-12")).await.unwrap();
    assert_eq!(written, [(month("2026-10"), task)]);
}

#[tokio::test]
async fn an_earlier_count_than_the_last_one_is_still_stale() {
    let folder = former().await;
    let store = open(folder.path()).await.unwrap();
    let mut raw = raw(&folder.path().join("uku.db")).await;
    let write = |epoch, expected| {
        let stamp = WriteStamp { epoch: Epoch(epoch), counted_at: at("2026-11-01T04:00:00Z") };
        SummaryWrite { draft: draft(key("kask", "2026-10"), &[("Müük", 1)]), expected, stamp }
    };
    let found = store.summary(&firm_a(), &key("kask", "2026-10")).await.unwrap().unwrap();
    let refused = store.write_summary(&firm_a(), &write(7, Some(found.version))).await;
    assert_eq!(refused, Err(TasksError::Stale));
    for table in ["DELETE FROM summary_values", "DELETE FROM summary_tasks"] {
        sqlx::query(table).execute(&mut raw).await.unwrap();
    }
    assert_eq!(store.write_summary(&firm_a(), &write(7, None)).await, Err(TasksError::Stale));
    assert!(store.write_summary(&firm_a(), &write(8, None)).await.is_ok());
}

#[tokio::test]
async fn nobody_is_told_of_former_client_imports() {
    let folder = former().await;
    let store = open(folder.path()).await.unwrap();
    let mut work = store.open(&firm_a()).await.unwrap();
    let import = work.client_imports().latest().await.unwrap().unwrap();
    assert_eq!(import.state, ImportState::Ready);
    assert!(work.client_imports().is_announced(import.id).await.unwrap());
}
