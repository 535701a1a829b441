//! Rows that earlier versions wrote stay readable.

use std::path::Path;

use sqlx::migrate::Migrator;
use uku_core::calendar::ImportDay;
use uku_core::client::Clients as _;
use uku_core::client_import::ImportState;
use uku_core::counting::DataField;
use uku_core::firm::Who;
use uku_core::ledger::Priority;
use uku_core::run::{Epoch, LONGEST_LEASE, Lane, Outcome, WorkQueue as _};
use uku_core::store::IntegrationStore as _;
use uku_core::summary::{
    CustomField, CustomFieldKind, HandEdits, MissingSetting, SummaryWrite, TaskVersion, Tasks as _,
    TasksError, Topic, WriteStamp,
};
use uku_postgres::migrate;
use uku_testkit::build::{
    at, date, draft, firm_a, firm_b, id, item_id, key, month, run_id, settings_draft, values,
};

use crate::database::{Database, connect, run};
use crate::filled::node;

/// The last migration before months imported themselves.
const BEFORE: &str = "take request slot";

/// A database as it was before, with rows of two firms.
async fn old() -> Database {
    drop(Database::migrated().await);
    let database = Database::empty().await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let all = Migrator::new(folder).await.unwrap();
    let last = all.iter().position(|migration| migration.description == BEFORE).unwrap();
    let mut before = Migrator::with_migrations(all.iter().take(last + 1).cloned().collect());
    before.dangerous_set_table_name("uku._sqlx_migrations");
    before.create_schema("uku");
    let mut owner = connect(&database.owner_url()).await;
    before.run_direct(None, &mut owner, false).await.unwrap();

    let mut raw = database.raw().await;
    for firm in ["firm-a", "firm-b"] {
        run(&mut raw, OLD_ROWS.replace("FIRM", firm)).await;
    }
    database
}

const OLD_ROWS: &str = r#"
    INSERT INTO firms VALUES ('FIRM', 'FIRM', NULL, 'owner', 'team', false);
    INSERT INTO clients (firm_id, client_id, name, active) VALUES ('FIRM', 'kask', 'kask', true);
    INSERT INTO summary_settings VALUES ('FIRM', 'Books of {month}', 'books', 'open',
        '{"sales_entries": "sales", "documents": "docs"}');
    INSERT INTO summary_tasks VALUES ('FIRM', 'kask', '2026-10', 'task', 'Books', 'books', 'owner', 'done',
        '2026-10-31', '2026-10-31', false, 3, 7, '2026-11-10T05:00:00.000000000Z');
    INSERT INTO summary_values VALUES ('FIRM', 'kask', '2026-10', 'sales', 12);
    INSERT INTO runs VALUES
        ('FIRM', '00000000-0000-0000-0000-000000000001', 'manual_import', '2026-10', '2026-10',
            '2026-11-10T05:00:00.000000000Z'),
        ('FIRM', '00000000-0000-0000-0000-000000000002', 'reload', '2025-11', '2026-10',
            '2026-11-11T05:00:00.000000000Z');
    INSERT INTO run_items VALUES
        ('FIRM', '00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-000000000001', 0, 'kask', 7,
            '2026-11-10T05:01:00.000000000Z', NULL, 3),
        ('FIRM', '00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-000000000002', 0, 'kask', NULL,
            NULL, '2026-11-10T05:01:00.000000000Z', 0),
        ('FIRM', '00000000-0000-0000-0000-00000000000d', '00000000-0000-0000-0000-000000000002', 1, 'kask', 8,
            NULL, NULL, 0);
    INSERT INTO month_outcomes VALUES ('FIRM', '00000000-0000-0000-0000-00000000000b', 0, '2026-10',
        '{"sales_entries": 12}', 'created', '"created"');
    INSERT INTO lanes VALUES ('FIRM', 'kask', 8);
    INSERT INTO client_imports (firm_id, import_id, source, started_by, started_at, state_word, state, rows, repeats,
            version)
        VALUES ('FIRM', '00000000-0000-0000-0000-000000000003', 'file', 'owner', '2026-11-10T05:00:00.000000000Z',
            'ready', '"ready"', 1, 0, 1);
"#;

#[tokio::test]
async fn settings_become_drafts_whose_topic_and_fields_there_are() {
    let database = old().await;
    migrate(&database.owner_config()).await.unwrap();
    let store = database.store().await;
    for firm in [firm_a(), firm_b()] {
        let draft = store.open(&firm).await.unwrap().settings_draft().await.unwrap().unwrap();
        assert_eq!(draft.title.as_ref().map(ToString::to_string).as_deref(), Some("Books of {month}"));
        assert_eq!(draft.complete().unwrap_err(), [MissingSetting::DataImport]);
        let mapped: Vec<_> = draft.mapping.into_iter().collect();
        assert_eq!(mapped, [(DataField::SalesEntries, id("sales")), (DataField::Documents, id("docs"))]);

        let topic = Topic { id: id("books"), name: "books".to_owned(), archived: false };
        assert_eq!(store.topics(&firm).await.unwrap(), [topic]);
        let field = |name: &str| CustomField {
            id: id(name),
            name: name.to_owned(),
            kind: CustomFieldKind::Number,
            archived: false,
        };
        assert_eq!(store.custom_fields(&firm).await.unwrap(), [field("docs"), field("sales")]);
        assert_eq!(store.firm(&firm).await.unwrap().unwrap().time_zone.name(), "Europe/Tallinn");
    }
    // What was filled in goes on from there.
    let mut work = store.open(&firm_a()).await.unwrap();
    let filled = settings_draft(&DataField::MAIN);
    assert_ne!(filled.import_day, None::<ImportDay>);
    work.put_settings_draft(&filled).await.unwrap();
    assert_eq!(work.settings_draft().await.unwrap(), Some(filled));
}

#[tokio::test]
async fn a_task_is_as_it_was_and_refuses_what_was_counted_before() {
    let database = old().await;
    migrate(&database.owner_config()).await.unwrap();
    let store = database.store().await;
    let key = key("kask", "2026-10");
    let task = store.summary(&firm_a(), &key).await.unwrap().unwrap();
    assert_eq!((task.start, task.due), (date("2026-10-31"), date("2026-10-31")));
    assert_eq!((task.version, &task.values), (TaskVersion(3), &values(&[("sales", 12)])));
    let write = |epoch| SummaryWrite {
        draft: draft(key.clone(), &[("sales", 13)]),
        expected: Some(TaskVersion(3)),
        stamp: WriteStamp { epoch: Epoch(epoch), counted_at: at("2026-11-12T05:00:00Z") },
    };
    assert_eq!(store.write_summary(&firm_a(), &write(6)).await, Err(TasksError::Stale));
    store.write_summary(&firm_a(), &write(8)).await.unwrap();
}

#[tokio::test]
async fn nobody_is_told_of_former_client_imports() {
    let database = old().await;
    migrate(&database.owner_config()).await.unwrap();
    let store = database.store().await;
    for firm in [firm_a(), firm_b()] {
        let mut work = store.open(&firm).await.unwrap();
        let import = work.client_imports().latest().await.unwrap().unwrap();
        assert_eq!(import.state, ImportState::Ready);
        assert!(work.client_imports().is_announced(import.id).await.unwrap());
    }
}

#[tokio::test]
async fn what_was_not_over_waits_in_a_lane_of_its_own() {
    let database = old().await;
    migrate(&database.owner_config()).await.unwrap();
    let (store, queue) = (database.store().await, database.queue().await);
    let mut work = store.open(&firm_a()).await.unwrap();
    let over = work.runs().run(run_id(1)).await.unwrap().unwrap();
    let waiting = work.runs().run(run_id(2)).await.unwrap().unwrap();
    assert_eq!(work.runs().unannounced().await.unwrap(), []);
    let latest = work.runs().latest_outcomes(&id("kask")).await.unwrap();
    drop(work);
    assert_eq!((over.is_over(), waiting.is_over(), waiting.round), (true, false, 0));
    assert_eq!(waiting.run.hand_edits, HandEdits::Keep);
    assert_eq!((waiting.run.priority, &waiting.run.asked_by), (Priority::Bulk, &Who::Software));
    let (_, record) = &over.items[0];
    assert_eq!((record.epoch, record.requests, &record.outcomes), (Some(Epoch(7)), 3, &latest));
    assert_eq!((latest[0].month, &latest[0].outcome), (month("2026-10"), &Outcome::Created));

    for firm in [firm_a(), firm_b()] {
        let claim = queue.claim(&node("node"), LONGEST_LEASE).await.unwrap().unwrap();
        assert_eq!((&claim.firm, claim.item), (&firm, item_id(13)));
        assert_eq!(claim.lane, Lane::of_item(item_id(13)));
        assert!(claim.epoch > Epoch(999_999_999));
        let mut work = store.open(&firm).await.unwrap();
        let claimed = work.runs().claimed(claim.item, claim.epoch).await.unwrap().unwrap();
        assert_eq!(claimed.run.id, run_id(2));
        work.runs().finish_item(claim.item, claim.epoch, at("2026-11-12T05:00:00Z")).await.unwrap();
        // People are told of it, and not of what was over before.
        assert_eq!(work.runs().unannounced().await.unwrap(), [run_id(2)]);
        work.commit().await.unwrap();
    }
}
