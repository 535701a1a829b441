//! Data of former versions is kept.

use sqlx::migrate::Migrator;
use tempfile::TempDir;
use uku_core::client::{Client, ClientRefusal, ClientWrite, Clients as _};
use uku_core::firm::{Firm, Plan, Subscription};
use uku_core::run::{Epoch, ItemRecord, RunId};
use uku_core::store::IntegrationStore as _;
use uku_core::summary::Tasks as _;
use uku_testkit::build::{at, client, firm, firm_a, id, key, member, values};
use uuid::Uuid;

use crate::machine::{create, open};

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/store");

/// The last migration of the version that only knew firms, clients, tasks, settings and runs.
const RUNS: i64 = 20_261_123_100_300;

const DATA: [&str; 7] = [
    "INSERT INTO firms VALUES ('firm-a', 'firm-a', 'owner')",
    "INSERT INTO clients VALUES
         ('firm-a', 'kask', 'Kask', ' ee 104-21.629 ', 'mari', 1), ('firm-a', 'lepp', 'Lepp', '90', NULL, NULL),
         ('firm-a', 'paju', 'Paju', '90', NULL, NULL), ('firm-a', 'tamm', 'Tamm', ' - ', NULL, NULL)",
    "INSERT INTO summary_tasks VALUES ('firm-a', 'kask', '2026-10', 'task', 'Books', 'books', 'mari', 'done',
         '2026-10-31', '2026-10-31', 0, 3, 2, '2026-11-01T05:00:00.000000000Z')",
    "INSERT INTO summary_values VALUES ('firm-a', 'kask', '2026-10', 'sales', '12')",
    "INSERT INTO runs VALUES ('firm-a', '00000000-0000-0000-0000-000000000001', 'reload', '2026-10', '2026-10',
         '2026-11-01T05:00:00.000000000Z')",
    "INSERT INTO run_items VALUES ('firm-a', '00000000-0000-0000-0000-000000000002',
         '00000000-0000-0000-0000-000000000001', 0, 'kask', 2, NULL, 4)",
    "INSERT INTO lanes VALUES ('firm-a', 'kask', 2)",
];

/// A folder as the version whose last migration this was left it.
pub(crate) async fn left_by(last: i64, data: &[&'static str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut raw = create(&folder.path().join("uku.db")).await;
    let former = MIGRATIONS.iter().filter(|migration| migration.version <= last).cloned().collect();
    Migrator::with_migrations(former).run_direct(None, &mut raw, false).await.unwrap();
    for sql in data {
        sqlx::query(*sql).execute(&mut raw).await.unwrap();
    }
    folder
}

async fn former() -> TempDir {
    left_by(RUNS, &DATA).await
}

fn coded(name: &str, id: &str, code: &str) -> Client {
    Client { name: name.to_owned(), registry_code: Some(code.to_owned()), ..client(id) }
}

#[tokio::test]
async fn firms_go_on_and_clients_are_active() {
    let folder = former().await;
    let store = open(folder.path()).await.unwrap();
    let subscription = Subscription { plan: Plan::Team, lapsed: false };
    let expected = Firm { registry_code: None, subscription, ..firm("firm-a") };
    assert_eq!(store.firm(&firm_a()).await.unwrap(), Some(expected));
    let kask =
        Client { default_member: Some(member("mari", true)), ..coded("Kask", "kask", " ee 104-21.629 ") };
    let others = [coded("Lepp", "lepp", "90"), coded("Paju", "paju", "90"), coded("Tamm", "tamm", " - ")];
    let expected: Vec<Client> = [kask].into_iter().chain(others).collect();
    assert_eq!(store.clients(&firm_a()).await.unwrap(), expected);
    assert_eq!(store.firms().await.unwrap(), []);
}

#[tokio::test]
async fn tasks_and_runs_are_kept() {
    let folder = former().await;
    let store = open(folder.path()).await.unwrap();
    let task = store.summary(&firm_a(), &key("kask", "2026-10")).await.unwrap().unwrap();
    assert_eq!((task.values, task.version.0), (values(&[("sales", 12)]), 3));
    let mut work = store.open(&firm_a()).await.unwrap();
    let run = work.runs().run(RunId(Uuid::from_u128(1))).await.unwrap().unwrap();
    let [(item, record)] = run.items.as_slice() else { panic!("expected one item") };
    let expected = ItemRecord {
        epoch: Some(Epoch(2)),
        requests: 4,
        due_at: at("2026-11-01T05:00:00Z"),
        ..ItemRecord::default()
    };
    assert_eq!((&item.client, record), (&id("kask"), &expected));
}

#[tokio::test]
async fn registry_codes_of_former_clients_are_taken_and_doubles_can_be_edited() {
    let folder = former().await;
    let store = open(folder.path()).await.unwrap();
    let found = store.client(&firm_a(), &id("lepp")).await.unwrap();
    let mend = |code: &str| ClientWrite { expected: found.clone(), client: coded("Lepp OÜ", "lepp", code) };
    let new = |code: &str| ClientWrite { expected: None, client: coded("New", "new", code) };
    let taken = |by: &str| Err(ClientRefusal::RegistryCodeTaken(id(by)));
    let writes = [new("EE10421629"), new("9 0"), mend("EE10421629"), mend("9-0"), new("-")];
    let results = store.write_clients(&firm_a(), &writes).await.unwrap();
    assert_eq!(results, [taken("kask"), taken("lepp"), taken("kask"), Ok(()), Ok(())]);
}
