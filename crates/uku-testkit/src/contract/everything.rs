//! One write through each method of a unit of work, and all that can be read of a firm.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uku_core::activation::Activation;
use uku_core::answers::{Answer, Begun, RequestFingerprint};
use uku_core::audit::{AuditEntry, AuditEvent, AuditQuery, AuditRecord, Personal};
use uku_core::calendar::Month;
use uku_core::client_import::{
    ClientImport, ClientImportId, ImportRow, ImportState, Remembered, RowChoice, RowDone, RowKey, RowResult,
};
use uku_core::connection::{Connection, ConnectionOwner, ConnectionState, SealedKeys};
use uku_core::counting::DataField;
use uku_core::firm::{FirmId, Who};
use uku_core::run::{Claim, MonthOutcome, Outcome, Run, RunId, RunRecord, RunsQuery};
use uku_core::schedule::Schedule;
use uku_core::store::UnitOfWork;
use uku_core::summary::{SettingsDraft, WrittenMonth};

use super::answers::key;
use super::claims::{claim, outcome};
use super::client_imports::{import, import_id, row};
use super::store::{StoreHarness, commit, open};
use crate::build::{
    at, connection, fingerprint, firm_a, id, item, month, months, run, run_id, sealed_keys, settings_draft,
    values,
};

/// All that can be read of the first firm.
#[derive(Debug, PartialEq)]
pub(super) struct Everything {
    firms: Vec<FirmId>,
    activation: Option<Activation>,
    settings: Option<SettingsDraft>,
    schedule: Schedule,
    runs: Vec<RunRecord>,
    unannounced: Vec<RunId>,
    outcomes: Vec<MonthOutcome>,
    written: Vec<(Month, WrittenMonth)>,
    connections: Vec<Connection>,
    keys: Vec<Option<SealedKeys>>,
    import: Option<ClientImport>,
    rows: Vec<ImportRow>,
    remembered: BTreeMap<RowKey, Remembered>,
    import_announced: bool,
    answers: Vec<Begun>,
    audit: Vec<AuditRecord>,
}

impl Everything {
    pub(super) async fn read(harness: &dyn StoreHarness) -> Self {
        let firms = harness.store().firms().await.unwrap();
        let mut work = open(harness, &firm_a()).await;
        let connections = work.connections().all().await.unwrap();
        let mut keys = Vec::new();
        for connection in &connections {
            keys.push(work.connections().keys(&connection.owner).await.unwrap());
        }
        // A request begins only to be looked at: this unit of work is dropped.
        let mut answers = Vec::new();
        for request in REQUESTS {
            answers.push(work.answers().begin(&key(request), ASKS, now()).await.unwrap());
        }
        let query = AuditQuery { client: None, before: None, most: 100 };
        Self {
            firms,
            activation: work.activation().await.unwrap(),
            settings: work.settings_draft().await.unwrap(),
            schedule: work.schedule().await.unwrap(),
            runs: work.runs().page(RunsQuery { before: None, most: 100 }).await.unwrap(),
            unannounced: work.runs().unannounced().await.unwrap(),
            outcomes: work.runs().latest_outcomes(&id("kask")).await.unwrap(),
            written: work.runs().written(&id("kask"), months("2025-11", "2026-10")).await.unwrap(),
            connections,
            keys,
            import: work.client_imports().latest().await.unwrap(),
            rows: work.client_imports().rows(IMPORT, 0, 100).await.unwrap(),
            remembered: work.client_imports().remembered().await.unwrap(),
            import_announced: work.client_imports().is_announced(IMPORT).await.unwrap(),
            answers,
            audit: work.audit().page(&query).await.unwrap(),
        }
    }
}

const IMPORT: ClientImportId = import_id(1);

/// Requests that may come again; all but the last are under way at first.
const REQUESTS: [&str; 3] = ["first", "second", "third"];
const ASKS: RequestFingerprint = RequestFingerprint([7; 32]);

fn entry(once: &str) -> AuditEntry {
    let personal = Personal::from([("name".to_owned(), "Mari Maasikas".to_owned())]);
    AuditEntry::new(at("2026-11-10T05:00:00Z"), Who::Software, AuditEvent::Activated { revived: 0 })
        .about(Some(&id("kask")))
        .with(personal)
        .once(once)
}

fn owner(client: &str) -> ConnectionOwner {
    ConnectionOwner::Client(id(client))
}

fn choice() -> RowChoice {
    RowChoice { ticked: Some(false), ..RowChoice::default() }
}

/// Puts something there that the steps can change; the claim of an item among it.
pub(super) async fn prepare(harness: &dyn StoreHarness) -> Claim {
    commit(harness, &firm_a(), async |work| {
        let items = [item(11, "kask"), item(12, "tamm"), item(13, "lepp")];
        assert!(work.runs().add(&run(1), &items).await.unwrap());
        for (client, seed) in [("kask", 1), ("tamm", 2)] {
            work.connections().put(&connection(client, client), &sealed_keys(seed)).await.unwrap();
        }
        work.client_imports().put(&import(1, 1, ImportState::Ready)).await.unwrap();
        let rows = [ImportRow { keys: Some(sealed_keys(3)), ..row(1) }, row(2)];
        work.client_imports().add_rows(IMPORT, &rows).await.unwrap();
        work.audit().append(&[entry("first")]).await.unwrap();
        for request in &REQUESTS[..2] {
            assert_eq!(work.answers().begin(&key(request), ASKS, now()).await.unwrap(), Begun::New);
        }
    })
    .await;
    claim(harness).await.unwrap()
}

/// How many steps there are.
pub(super) const STEPS: usize = 29;

/// One write. In this order each of them changes something.
pub(super) async fn step(work: &mut dyn UnitOfWork, claim: &Claim, number: usize) {
    match number {
        0..=2 => step_of_firm(work, number).await,
        3..=10 => step_of_runs(work, claim, number - 3).await,
        11..=15 => step_of_connections(work, number - 11).await,
        16..=24 => step_of_imports_and_audit(work, number - 16).await,
        25..=28 => step_of_answers(work, number - 25).await,
        _ => panic!("there are {STEPS} steps"),
    }
}

fn now() -> DateTime<Utc> {
    at("2026-11-10T06:00:00Z")
}

async fn step_of_firm(work: &mut dyn UnitOfWork, number: usize) {
    match number {
        0 => work.put_activation(Activation::Active { since: now() }).await.unwrap(),
        1 => work.put_settings_draft(&settings_draft(&DataField::MAIN)).await.unwrap(),
        _ => {
            let schedule = Schedule { followed_since: Some(now()), ..Schedule::default() };
            work.put_schedule(&schedule).await.unwrap();
        }
    }
}

async fn step_of_runs(work: &mut dyn UnitOfWork, claim: &Claim, number: usize) {
    let runs = work.runs();
    match number {
        0 => {
            let run = Run { once: Some("scheduled:2026-10".to_owned()), ..run(2) };
            assert!(runs.add(&run, &[item(21, "kask")]).await.unwrap());
        }
        1 => {
            let outcomes = [outcome("2025-11", Outcome::Created)];
            runs.save_outcomes(claim.item, claim.epoch, 3, &outcomes).await.unwrap();
        }
        2 => {
            let written = WrittenMonth { values: values(&[("sales", 4)]), ..WrittenMonth::default() };
            runs.put_written(&id("kask"), month("2025-11"), &written).await.unwrap();
        }
        3 => runs.finish_item(claim.item, claim.epoch, now()).await.unwrap(),
        4 => assert_eq!(runs.stop(run_id(2), now()).await.unwrap(), 1),
        5 => assert_eq!(runs.reopen(run_id(1), &[claim.item]).await.unwrap(), 1),
        6 => assert_eq!(runs.stop_all(now()).await.unwrap(), 3),
        _ => runs.announced(run_id(1), 1).await.unwrap(),
    }
}

async fn step_of_connections(work: &mut dyn UnitOfWork, number: usize) {
    let fares = ConnectionState::Connected { at: now() };
    match number {
        0 => work.connections().put(&connection("lepp", "lepp"), &sealed_keys(4)).await.unwrap(),
        1 => {
            assert!(
                work.connections().set_state(&owner("kask"), &fingerprint("kask"), &fares).await.unwrap()
            );
        }
        2 => assert!(work.connections().set_paused(&owner("kask"), true).await.unwrap()),
        3 => {
            let (old, new) = (sealed_keys(1).data_key, sealed_keys(5).data_key);
            assert!(work.connections().replace_data_key(&owner("kask"), &old, &new).await.unwrap());
        }
        _ => assert!(work.connections().delete(&owner("tamm")).await.unwrap()),
    }
}

async fn step_of_imports_and_audit(work: &mut dyn UnitOfWork, number: usize) {
    let done = RowDone { result: RowResult::Created, keys: None };
    match number {
        0 => work.client_imports().add_rows(IMPORT, &[row(3)]).await.unwrap(),
        1 => work.client_imports().put_choices(IMPORT, &[(2, choice())]).await.unwrap(),
        2 => work.client_imports().put_done(IMPORT, &[(1, done)]).await.unwrap(),
        3 => work.client_imports().put(&import(1, 2, ImportState::Cancelled)).await.unwrap(),
        4 => {
            let key = RowKey::from_stored("registry:1".to_owned());
            work.client_imports().remember(&[(key, Remembered::Declined { at: now() })]).await.unwrap();
        }
        5 => work.client_imports().clear_rows(IMPORT).await.unwrap(),
        6 => work.client_imports().announced(IMPORT).await.unwrap(),
        7 => work.audit().append(&[entry("second")]).await.unwrap(),
        _ => assert_eq!(work.audit().erase_personal(&id("kask")).await.unwrap(), 2),
    }
}

async fn step_of_answers(work: &mut dyn UnitOfWork, number: usize) {
    let [first, second, third] = REQUESTS.map(key);
    match number {
        0 => assert_eq!(work.answers().begin(&third, ASKS, now()).await.unwrap(), Begun::New),
        1 => work.answers().finish(&first, &Answer(b"done".to_vec())).await.unwrap(),
        2 => work.answers().forget(&second).await.unwrap(),
        _ => assert_eq!(work.answers().forget_before(at("2026-11-11T06:00:00Z")).await.unwrap(), 2),
    }
}
