//! Something in every business table.

use uku_core::activation::Activation;
use uku_core::audit::{AuditEntry, AuditEvent, Personal};
use uku_core::client::{Client, ClientWrite, Clients as _, ContactKind};
use uku_core::client_import::{
    ClientImport, ClientImportId, ImportRow, ImportSource, ImportState, Remembered, RowChoice, RowKey,
};
use uku_core::counting::DataField;
use uku_core::firm::{Firm, Who};
use uku_core::run::{Epoch, Item, ItemId, MonthOutcome, Outcome, Run, RunId, RunKind};
use uku_core::store::{IntegrationStore as _, StoreError, UnitOfWork};
use uku_core::summary::{SummaryWrite, Tasks as _, WriteStamp};
use uku_postgres::PostgresStore;
use uku_testkit::build::{
    at, client, connection, contact, draft, id, key, month, months, profile, sealed_keys, settings,
};
use uuid::Uuid;

pub(crate) const RUN: RunId = RunId(Uuid::from_u128(1));
pub(crate) const ITEM: ItemId = ItemId(Uuid::from_u128(2));
const IMPORT: ClientImportId = ClientImportId(Uuid::from_u128(3));

pub(crate) fn run(client: &str) -> Run {
    Run {
        id: RUN,
        kind: RunKind::ManualImport,
        months: months("2026-10", "2026-10"),
        created_at: at("2026-11-10T05:00:00.123456789Z"),
        items: vec![Item { id: ITEM, client: id(client) }],
    }
}

pub(crate) fn import() -> ClientImport {
    ClientImport {
        id: IMPORT,
        source: ImportSource::File,
        started_by: id("mari"),
        started_at: at("2026-11-10T05:00:00Z"),
        state: ImportState::Ready,
        rows: 1,
        repeats: 0,
        version: 1,
    }
}

pub(crate) fn entry() -> AuditEntry {
    let personal = Personal::from([("email".to_owned(), "mari@firma.example".to_owned())]);
    AuditEntry::new(at("2026-11-10T05:00:00Z"), Who::Software, AuditEvent::Activated { revived: 0 })
        .about(Some(&id("kask")))
        .with(personal)
        .once("activated")
}

/// A client with a contact.
pub(crate) fn kask() -> Client {
    Client { contacts: vec![contact(ContactKind::Email, "kask@kask.example")], ..client("kask") }
}

/// How many things [`do_one`] can do in a unit of work.
pub(crate) const THINGS: usize = 9;

/// Does the n-th of the things that fill every table of the integration's own memory.
pub(crate) async fn do_one(work: &mut dyn UnitOfWork, n: usize) -> Result<(), StoreError> {
    match n {
        0 => work.put_summary_settings(&settings(&DataField::MAIN)).await,
        1 => work.put_activation(Activation::Active { since: at("2026-11-10T05:00:00Z") }).await,
        2 => work.runs().add(&run("kask")).await,
        3 => {
            let epoch = work.runs().start_item(ITEM).await?;
            let outcome = MonthOutcome { month: month("2026-10"), counts: None, outcome: Outcome::Created };
            work.runs().finish_item(ITEM, epoch, at("2026-11-10T05:01:00Z"), 4, &[outcome]).await
        }
        4 => work.connections().put(&connection("kask", "key"), &sealed_keys(1)).await,
        5 => work.client_imports().put(&import()).await,
        6 => {
            let row = ImportRow {
                number: 1,
                profile: Ok(profile("Kask")),
                new_client: id("new"),
                keys: Some(sealed_keys(2)),
                notes: Vec::new(),
                choice: RowChoice::default(),
                done: None,
            };
            work.client_imports().add_rows(IMPORT, &[row]).await
        }
        7 => {
            let declined = Remembered::Declined { at: at("2026-11-10T05:00:00Z") };
            work.client_imports().remember(&[(RowKey::from_stored("name:kask".to_owned()), declined)]).await
        }
        _ => work.audit().append(&[entry()]).await,
    }
}

/// A firm with at least one row in every business table.
pub(crate) async fn fill(store: &PostgresStore, firm: &Firm) {
    store.put_firm(firm).await.unwrap();
    let write = ClientWrite { expected: None, client: kask() };
    assert_eq!(store.write_clients(&firm.id, &[write]).await.unwrap(), [Ok(())]);
    let stamp = WriteStamp { epoch: Epoch(1), counted_at: at("2026-11-10T05:00:00.123456789Z") };
    let write = SummaryWrite { draft: draft(key("kask", "2026-10"), &[("sales", 3)]), expected: None, stamp };
    store.write_summary(&firm.id, &write).await.unwrap();
    let mut work = store.open(&firm.id).await.unwrap();
    for n in 0..THINGS {
        do_one(&mut *work, n).await.unwrap();
    }
    work.commit().await.unwrap();
}
