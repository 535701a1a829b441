//! One write through each method of a unit of work, and all that can be read of a firm.

use std::collections::BTreeMap;

use uku_core::activation::Activation;
use uku_core::audit::{AuditEntry, AuditEvent, AuditQuery, AuditRecord, Personal};
use uku_core::client_import::{
    ClientImport, ClientImportId, ImportRow, ImportState, Remembered, RowChoice, RowDone, RowKey, RowResult,
};
use uku_core::connection::{Connection, ConnectionOwner, ConnectionState, SealedKeys};
use uku_core::counting::DataField;
use uku_core::firm::{FirmId, Who};
use uku_core::run::{Epoch, ItemId, MonthOutcome, Outcome, RunRecord};
use uku_core::store::UnitOfWork;
use uku_core::summary::SummarySettings;

use super::client_imports::{import, import_id, row};
use super::runs::{item, item_id, outcome, run, run_id};
use super::store::{StoreHarness, commit, open};
use crate::build::{at, connection, fingerprint, firm_a, id, sealed_keys, settings};

/// All that can be read of the first firm.
#[derive(Debug, PartialEq)]
pub(super) struct Everything {
    firms: Vec<FirmId>,
    activation: Option<Activation>,
    settings: Option<SummarySettings>,
    runs: Vec<Option<RunRecord>>,
    outcomes: Vec<MonthOutcome>,
    connections: Vec<Connection>,
    keys: Vec<Option<SealedKeys>>,
    import: Option<ClientImport>,
    rows: Vec<ImportRow>,
    remembered: BTreeMap<RowKey, Remembered>,
    audit: Vec<AuditRecord>,
}

impl Everything {
    pub(super) async fn read(harness: &dyn StoreHarness) -> Self {
        let firms = harness.store().firms().await.unwrap();
        let mut work = open(harness, &firm_a()).await;
        let mut runs = Vec::new();
        for number in [1, 2] {
            runs.push(work.runs().run(run_id(number)).await.unwrap());
        }
        let connections = work.connections().all().await.unwrap();
        let mut keys = Vec::new();
        for connection in &connections {
            keys.push(work.connections().keys(&connection.owner).await.unwrap());
        }
        let query = AuditQuery { client: None, before: None, most: 100 };
        Self {
            firms,
            activation: work.activation().await.unwrap(),
            settings: work.summary_settings().await.unwrap(),
            runs,
            outcomes: work.runs().latest_outcomes(&id("kask")).await.unwrap(),
            connections,
            keys,
            import: work.client_imports().latest().await.unwrap(),
            rows: work.client_imports().rows(IMPORT, 0, 100).await.unwrap(),
            remembered: work.client_imports().remembered().await.unwrap(),
            audit: work.audit().page(&query).await.unwrap(),
        }
    }
}

const IMPORT: ClientImportId = import_id(1);
const KASK: ItemId = item_id(11);

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

/// Puts something there that the steps can change.
pub(super) async fn prepare(harness: &dyn StoreHarness) {
    commit(harness, &firm_a(), async |work| {
        work.runs().add(&run(1, vec![item(11, "kask"), item(12, "tamm"), item(13, "kask")])).await.unwrap();
        work.runs().start_item(KASK).await.unwrap();
        for (client, seed) in [("kask", 1), ("tamm", 2)] {
            work.connections().put(&connection(client, client), &sealed_keys(seed)).await.unwrap();
        }
        work.client_imports().put(&import(1, 1, ImportState::Ready)).await.unwrap();
        let rows = [ImportRow { keys: Some(sealed_keys(3)), ..row(1) }, row(2)];
        work.client_imports().add_rows(IMPORT, &rows).await.unwrap();
        work.audit().append(&[entry("first")]).await.unwrap();
    })
    .await;
}

/// How many steps there are.
pub(super) const STEPS: usize = 19;

/// One write. In this order each of them changes something.
pub(super) async fn step(work: &mut dyn UnitOfWork, number: usize) {
    let now = at("2026-11-10T06:00:00Z");
    let fares = ConnectionState::Connected { at: now };
    let done = RowDone { result: RowResult::Created, keys: None };
    match number {
        0 => work.put_activation(Activation::Active { since: now }).await.unwrap(),
        1 => work.put_summary_settings(&settings(&DataField::MAIN)).await.unwrap(),
        2 => work.runs().add(&run(2, vec![item(21, "kask")])).await.unwrap(),
        3 => assert_eq!(work.runs().start_item(item_id(21)).await.unwrap(), Epoch(2)),
        4 => {
            let outcomes = [outcome("2025-11", Outcome::Created)];
            work.runs().finish_item(KASK, Epoch(1), now, 3, &outcomes).await.unwrap();
        }
        5 => assert_eq!(work.runs().stop_all(now).await.unwrap(), 3),
        6 => work.connections().put(&connection("lepp", "lepp"), &sealed_keys(4)).await.unwrap(),
        7 => {
            assert!(
                work.connections().set_state(&owner("kask"), &fingerprint("kask"), &fares).await.unwrap()
            );
        }
        8 => assert!(work.connections().set_paused(&owner("kask"), true).await.unwrap()),
        9 => {
            let (old, new) = (sealed_keys(1).data_key, sealed_keys(5).data_key);
            assert!(work.connections().replace_data_key(&owner("kask"), &old, &new).await.unwrap());
        }
        10 => assert!(work.connections().delete(&owner("tamm")).await.unwrap()),
        11 => work.client_imports().add_rows(IMPORT, &[row(3)]).await.unwrap(),
        12 => work.client_imports().put_choices(IMPORT, &[(2, choice())]).await.unwrap(),
        13 => work.client_imports().put_done(IMPORT, &[(1, done)]).await.unwrap(),
        14 => work.client_imports().put(&import(1, 2, ImportState::Cancelled)).await.unwrap(),
        15 => {
            let key = RowKey::from_stored("registry:1".to_owned());
            work.client_imports().remember(&[(key, Remembered::Declined { at: now })]).await.unwrap();
        }
        16 => work.client_imports().clear_rows(IMPORT).await.unwrap(),
        17 => work.audit().append(&[entry("second")]).await.unwrap(),
        18 => assert_eq!(work.audit().erase_personal(&id("kask")).await.unwrap(), 2),
        _ => panic!("there are {STEPS} steps"),
    }
}
