//! Something of everything that a unit of work can write, step by step, and all of it read again.

use std::collections::BTreeSet;

use uku_core::activation::Activation;
use uku_core::audit::{AuditEntry, AuditEvent, AuditQuery, Personal};
use uku_core::client::{ClientField, UnreadableRow};
use uku_core::client_import::{
    AsClient, ClientImport, ClientImportId, ImportRow, ImportSource, ImportState, KeysDone, Remembered,
    RowChoice, RowDone, RowKey, RowNote, RowResult,
};
use uku_core::connection::{Connection, ConnectionOwner, ConnectionState, ConnectionTrouble, SealedKeys};
use uku_core::counting::DataField;
use uku_core::firm::{FirmId, Who};
use uku_core::ledger::Priority;
use uku_core::run::{Run, RunsQuery};
use uku_core::schedule::Schedule;
use uku_core::store::{IntegrationStore as _, UnitOfWork};
use uku_core::summary::{HandEdits, SettingsDraft, WrittenMonth};
use uku_core::vault::{SealedDataKey, SealedSecret};
use uku_sqlite::SqliteStore;
use uku_testkit::build::{at, connection, id, item, month, months, profile, run, settings_draft, values};
use uuid::Uuid;

pub(crate) const IMPORT: ClientImportId = ClientImportId(Uuid::from_u128(7));

/// The mark by which the keys of a number are found in a file.
pub(crate) fn mark(number: u32) -> String {
    format!("<{number}>")
}

/// Sealed keys, about as long as real ones, full of the mark of this number.
pub(crate) fn marked_keys(number: u32) -> SealedKeys {
    let bytes = |length| mark(number).repeat(length).into_bytes();
    SealedKeys {
        data_key: SealedDataKey(bytes(30)),
        public: SealedSecret(bytes(20)),
        secret: SealedSecret(bytes(25)),
    }
}

/// A row that was just fetched.
pub(crate) fn row(number: u32, keys: Option<SealedKeys>) -> ImportRow {
    ImportRow {
        number,
        profile: Ok(profile(&format!("Client {number}"))),
        new_client: id(&format!("client-{number}")),
        keys,
        notes: Vec::new(),
        choice: RowChoice::default(),
        done: None,
    }
}

/// An import whose rows are there.
pub(crate) fn import() -> ClientImport {
    ClientImport {
        id: IMPORT,
        source: ImportSource::File,
        started_by: id("mari"),
        started_at: at("2026-11-10T05:00:00.123456789Z"),
        state: ImportState::Ready,
        rows: 3,
        repeats: 1,
        version: 1,
    }
}

fn rows() -> [ImportRow; 3] {
    let unreadable = Err(UnreadableRow("the line has no end".to_owned()));
    let note = RowNote::KeysUnusable("the secret key is empty".to_owned());
    let choice = RowChoice {
        ticked: Some(false),
        as_client: Some(AsClient::Existing(id("kask"))),
        overwrite: BTreeSet::from(ClientField::IMPORTED),
    };
    let done = RowDone {
        result: RowResult::Failed("changed".to_owned()),
        keys: Some(KeysDone::NotSaved("taken".to_owned())),
    };
    [
        row(1, Some(marked_keys(1))),
        ImportRow { profile: unreadable, notes: vec![note], ..row(2, None) },
        ImportRow { choice, done: Some(done), ..row(3, None) },
    ]
}

pub(crate) const STEPS: u32 = 11;

/// The step of this number, which is below [`STEPS`].
pub(crate) async fn step(work: &mut dyn UnitOfWork, number: u32) {
    let now = at("2026-11-10T06:00:00.987654321Z");
    match number {
        0 => work.put_activation(Activation::Active { since: now }).await.unwrap(),
        1 => {
            let settings = SettingsDraft { title: None, ..settings_draft(&DataField::MAIN) };
            work.put_settings_draft(&settings).await.unwrap();
        }
        2 => {
            let why = ConnectionTrouble::RightMissing { what: "read".to_owned() };
            let state = ConnectionState::Failing { since: now, why };
            let failing = Connection { state, paused: true, ..connection("kask", "key") };
            work.connections().put(&failing, &marked_keys(2)).await.unwrap();
        }
        3 => {
            let own_books = Connection { owner: ConnectionOwner::OwnBooks, ..connection("-", "own") };
            work.connections().put(&own_books, &marked_keys(3)).await.unwrap();
        }
        4 => work.client_imports().put(&import()).await.unwrap(),
        5 => work.client_imports().add_rows(IMPORT, &rows()).await.unwrap(),
        6 => {
            let imported = Remembered::Imported { client: id("kask"), written: profile("Kask") };
            let declined = Remembered::Declined { at: now };
            let key = |text: &str| RowKey::from_stored(text.to_owned());
            let rows = [(key("registry:1"), imported), (key("name:tamm"), declined)];
            work.client_imports().remember(&rows).await.unwrap();
        }
        7 => {
            let personal = Personal::from([("name".to_owned(), "Mari Õunapuu".to_owned())]);
            let entry = AuditEntry::new(now, Who::Member(id("mari")), AuditEvent::Activated { revived: 2 });
            let entries = [entry.clone().about(Some(&id("kask"))).with(personal).once("once"), entry];
            work.audit().append(&entries).await.unwrap();
        }
        8 => {
            let run = Run {
                hand_edits: HandEdits::Overwrite,
                priority: Priority::Scheduled,
                asked_by: Who::Software,
                once: Some("scheduled:2026-10".to_owned()),
                ..run(1)
            };
            assert!(work.runs().add(&run, &[item(2, "kask"), item(3, "tamm")]).await.unwrap());
            work.runs().stop_all(now).await.unwrap();
        }
        9 => {
            let imported = Some(month("2026-10"));
            let schedule = Schedule { followed_since: Some(now), imported, looked: None };
            work.put_schedule(&schedule).await.unwrap();
        }
        10 => {
            let written = WrittenMonth {
                task: Some(id("task")),
                values: values(&[("sales", 12)]),
                intended: values(&[("bank", 0)]),
                counted_at: Some(now),
            };
            work.runs().put_written(&id("kask"), month("2026-10"), &written).await.unwrap();
        }
        _ => unreachable!("there are {STEPS} steps"),
    }
}

/// Does all steps in one unit of work.
pub(crate) async fn write(store: &SqliteStore, firm: &FirmId) {
    let mut work = store.open(firm).await.unwrap();
    for number in 0..STEPS {
        step(&mut *work, number).await;
    }
    work.commit().await.unwrap();
}

/// Everything that the steps wrote, in words.
pub(crate) async fn read(store: &SqliteStore, firm: &FirmId) -> Vec<String> {
    let firms = format!("{:?}", store.firms().await.unwrap());
    let mut work = store.open(firm).await.unwrap();
    let query = AuditQuery { client: None, before: None, most: 100 };
    let mut keys = Vec::new();
    for owner in [ConnectionOwner::OwnBooks, ConnectionOwner::Client(id("kask"))] {
        keys.push(work.connections().keys(&owner).await.unwrap());
    }
    vec![
        firms,
        format!("{:?}", work.activation().await.unwrap()),
        format!("{:?}", work.settings_draft().await.unwrap()),
        format!("{:?}", work.schedule().await.unwrap()),
        format!("{:?}", work.connections().all().await.unwrap()),
        format!("{keys:?}"),
        format!("{:?}", work.client_imports().latest().await.unwrap()),
        format!("{:?}", work.client_imports().rows(IMPORT, 0, 100).await.unwrap()),
        format!("{:?}", work.client_imports().remembered().await.unwrap()),
        format!("{:?}", work.audit().page(&query).await.unwrap()),
        format!("{:?}", work.runs().page(RunsQuery { before: None, most: 100 }).await.unwrap()),
        format!("{:?}", work.runs().written(&id("kask"), months("2026-01", "2026-12")).await.unwrap()),
    ]
}
