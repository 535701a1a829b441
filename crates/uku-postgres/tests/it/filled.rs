//! Something in every business table.

use uku_core::activation::Activation;
use uku_core::answers::{AnswerKey, Begun, RequestFingerprint, RequestKey};
use uku_core::audit::{AuditEntry, AuditEvent, Personal};
use uku_core::client::{Client, ClientWrite, Clients as _, ContactKind};
use uku_core::client_import::{
    ClientImport, ClientImportId, ImportRow, ImportSource, ImportState, Remembered, RowChoice, RowKey,
};
use uku_core::counting::DataField;
use uku_core::firm::{Firm, FirmId, Role, Who};
use uku_core::notice::{Audience, Notice, NoticeBoard as _, NoticeEvent, Notices as _, Reader};
use uku_core::run::{Epoch, LONGEST_LEASE, MonthOutcome, NodeName, Outcome, WorkQueue as _};
use uku_core::schedule::Schedule;
use uku_core::sign_in::{Account, Accounts as _, Session, TokenDigest};
use uku_core::store::{IntegrationStore as _, StoreError, UnitOfWork};
use uku_core::summary::{SummaryWrite, Tasks as _, WriteStamp, WrittenMonth};
use uku_postgres::{PostgresQueue, PostgresStore};
use uku_testkit::build::{
    at, client, connection, contact, draft, id, item, key, month, profile, run, run_id, sealed_keys,
    settings_draft,
};
use uuid::Uuid;

use crate::database::add_task_fields;

const IMPORT: ClientImportId = ClientImportId(Uuid::from_u128(3));

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

pub(crate) fn notice(key: &str) -> Notice {
    Notice {
        key: key.to_owned(),
        at: at("2026-11-10T05:00:00.123456789Z"),
        to: Audience::Admins,
        event: NoticeEvent::SettingsBroken { troubles: Vec::new() },
    }
}

pub(crate) fn node(name: &str) -> NodeName {
    NodeName(name.to_owned())
}

/// Somebody who is signed in.
pub(crate) fn account(firm: &FirmId) -> Account {
    let email = format!("mari@{firm}.example").parse().unwrap();
    let account = Account::new(firm.clone(), id("mari"), "Mari".to_owned(), email, Role::Admin);
    let session = Session::new(TokenDigest::of(&firm.to_string().into()), at("2026-11-10T05:00:00Z"));
    Account { sessions: vec![session], ..account }
}

/// A client with a contact.
pub(crate) fn kask() -> Client {
    Client { contacts: vec![contact(ContactKind::Email, "kask@kask.example")], ..client("kask") }
}

/// How many things [`do_one`] can do in a unit of work.
pub(crate) const THINGS: usize = 12;

/// The last of them, which stops what the others began.
const STOP: usize = THINGS - 1;

/// Does the n-th of the things that fill every table of the integration's own memory.
pub(crate) async fn do_one(work: &mut dyn UnitOfWork, n: usize) -> Result<(), StoreError> {
    match n {
        0 => work.put_settings_draft(&settings_draft(&DataField::MAIN)).await,
        1 => work.put_activation(Activation::Active { since: at("2026-11-10T05:00:00Z") }).await,
        2 => work.runs().add(&run(1), &[item(2, "kask")]).await.map(|added| assert!(added)),
        3 => work.runs().put_written(&id("kask"), month("2026-10"), &WrittenMonth::default()).await,
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
        8 => work.audit().append(&[entry()]).await,
        9 => work.put_schedule(&Schedule { looked: Some(month("2026-10")), ..Schedule::default() }).await,
        10 => {
            let key = AnswerKey { member: id("mari"), key: RequestKey::try_from("key").unwrap() };
            let begun = work.answers().begin(&key, RequestFingerprint([7; 32]), at("2026-11-10T05:00:00Z"));
            begun.await.map(|begun| assert_eq!(begun, Begun::New))
        }
        _ => work
            .runs()
            .stop(run_id(1), at("2026-11-10T05:01:00Z"))
            .await
            .map(|stopped| assert_eq!(stopped, 1)),
    }
}

/// A firm with at least one row in every business table. Nothing waits in its queue.
pub(crate) async fn fill(store: &PostgresStore, queue: &PostgresQueue, firm: &Firm) {
    store.put_firm(firm).await.unwrap();
    let write = ClientWrite { expected: None, client: kask() };
    assert_eq!(store.write_clients(&firm.id, &[write]).await.unwrap(), [Ok(())]);
    add_task_fields(store, &firm.id).await;
    let stamp = WriteStamp { epoch: Epoch(1), counted_at: at("2026-11-10T05:00:00.123456789Z") };
    let write = SummaryWrite { draft: draft(key("kask", "2026-10"), &[("sales", 3)]), expected: None, stamp };
    store.write_summary(&firm.id, &write).await.unwrap();
    store.put_addresses(&firm.id, &["mari@firma.example".to_owned()]).await.unwrap();
    store.post(&firm.id, &notice("key")).await.unwrap();
    store.mark_read(&firm.id, &Reader { member: id("mari"), role: Role::Admin }, 1).await.unwrap();
    store.put(&account(&firm.id), &[]).await.unwrap().unwrap();
    let mut work = store.open(&firm.id).await.unwrap();
    for n in 0..STOP {
        do_one(&mut *work, n).await.unwrap();
    }
    work.commit().await.unwrap();

    let claim = queue.claim(&node("node"), LONGEST_LEASE).await.unwrap().unwrap();
    assert_eq!(claim.firm, firm.id);
    let mut work = store.open(&firm.id).await.unwrap();
    let outcome = MonthOutcome::uncounted(month("2026-10"), Outcome::Created);
    work.runs().save_outcomes(claim.item, claim.epoch, 4, &[outcome]).await.unwrap();
    work.runs().finish_item(claim.item, claim.epoch, at("2026-11-10T05:01:00Z")).await.unwrap();
    work.commit().await.unwrap();
}
