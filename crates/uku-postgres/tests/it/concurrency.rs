//! Several at once, as in several processes: each store has connections of its own.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use uku_core::client::{Client, ClientRefusal, ClientWrite, Clients as _};
use uku_core::client_import::{ClientImport, ClientImportId};
use uku_core::run::Epoch;
use uku_core::store::{IntegrationStore as _, StoreError};
use uku_core::summary::{SummaryWrite, Tasks as _, TasksError, WriteStamp};
use uku_postgres::PostgresStore;
use uku_testkit::build::{at, client, connection, draft, firm_a, firm_b, key, run, sealed_keys};
use uuid::Uuid;

use crate::database::House;
use crate::filled::import;

const SHORT: Duration = Duration::from_millis(200);

async fn two_stores(house: &House) -> [Arc<PostgresStore>; 2] {
    [Arc::new(house.database.store().await), Arc::new(house.database.store().await)]
}

fn failure(error: StoreError) -> String {
    let StoreError::Failed(text) = error else { panic!("expected a failure: {error}") };
    text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_registry_code_is_given_once() {
    let house = House::new().await;
    let stores = two_stores(&house).await;
    let writing = (0..12).map(|n| {
        let store = Arc::clone(&stores[n % 2]);
        let wanted = Client { registry_code: Some("1042 1629".to_owned()), ..client(&format!("client-{n}")) };
        tokio::spawn(async move {
            let write = ClientWrite { expected: None, client: wanted };
            store.write_clients(&firm_a(), &[write]).await.unwrap().remove(0)
        })
    });
    let results: Vec<_> = join_all(writing).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    let all = house.clients(&firm_a()).await.unwrap();
    assert_eq!(all.len(), 1);
    let taken = Err(ClientRefusal::RegistryCodeTaken(all[0].id.clone()));
    assert_eq!(results.iter().filter(|result| **result == taken).count(), 11);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_writers_from_two_machines_one_makes_the_task() {
    let house = House::with_clients().await;
    let stores = two_stores(&house).await;
    let writing = (0..12).map(|n| {
        let store = Arc::clone(&stores[n % 2]);
        let stamp = WriteStamp { epoch: Epoch(1), counted_at: at("2026-11-10T05:00:00Z") };
        let draft = draft(key("kask", "2026-10"), &[("sales", i64::try_from(n).unwrap())]);
        tokio::spawn(async move {
            store.write_summary(&firm_a(), &SummaryWrite { draft, expected: None, stamp }).await
        })
    });
    let results: Vec<_> = join_all(writing).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert_eq!(results.iter().filter(|result| **result == Err(TasksError::Changed)).count(), 11);
}

#[tokio::test]
async fn whoever_gets_a_connection_to_change_sees_what_others_did() {
    let house = House::with_clients().await;
    let mut quick = house.database.config();
    quick.lock_timeout = SHORT;
    let other = PostgresStore::open(&quick).await.unwrap();
    let kask = connection("kask", "key");

    let mut first = house.open(&firm_a()).await.unwrap();
    assert_eq!(first.connections().get_to_change(&kask.owner).await.unwrap(), None);
    first.connections().put(&kask, &sealed_keys(1)).await.unwrap();

    // Meanwhile nobody else is answered in the firm, and another firm isn't held up.
    let mut second = other.open(&firm_a()).await.unwrap();
    let refused = second.connections().get_to_change(&connection("tamm", "another").owner).await.unwrap_err();
    assert!(failure(refused).contains("lock timeout"));
    drop(second);
    let mut elsewhere = other.open(&firm_b()).await.unwrap();
    assert_eq!(elsewhere.connections().get_to_change(&kask.owner).await.unwrap(), None);
    drop(elsewhere);

    first.commit().await.unwrap();
    let mut second = other.open(&firm_a()).await.unwrap();
    assert_eq!(second.connections().get_to_change(&kask.owner).await.unwrap(), Some(kask));
}

#[tokio::test]
async fn of_two_who_begin_an_import_at_once_one_is_refused() {
    let house = House::new().await;
    let mut works = [house.open(&firm_a()).await.unwrap(), house.open(&firm_a()).await.unwrap()];
    for work in &mut works {
        assert_eq!(work.client_imports().latest().await.unwrap(), None);
    }
    let [mut first, mut second] = works;
    first.client_imports().put(&import()).await.unwrap();
    first.commit().await.unwrap();
    let another = ClientImport { id: ClientImportId(Uuid::from_u128(4)), ..import() };
    assert_eq!(second.client_imports().put(&another).await, Err(StoreError::Fenced));
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_given_up() {
    let house = House::with_clients().await;
    let mut quick = house.database.config();
    quick.statement_timeout = SHORT;
    let other = PostgresStore::open(&quick).await.unwrap();
    let mut first = house.open(&firm_a()).await.unwrap();
    first.runs().add(&run(1), &[]).await.unwrap();
    let mut second = other.open(&firm_a()).await.unwrap();
    // The same run: its row is not decided before the first unit of work is.
    let refused = second.runs().add(&run(1), &[]).await.unwrap_err();
    assert!(failure(refused).contains("statement timeout"));
}

#[tokio::test]
async fn a_unit_of_work_that_does_nothing_is_ended() {
    let house = House::with_clients().await;
    let mut quick = house.database.config();
    quick.idle_timeout = SHORT;
    let store = PostgresStore::open(&quick).await.unwrap();
    let mut work = store.open(&firm_a()).await.unwrap();
    work.runs().add(&run(1), &[]).await.unwrap();
    let mut raw = house.database.raw().await;
    let idle = "SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND state = 'idle in transaction'";
    while sqlx::query_scalar::<_, i64>(idle).fetch_one(&mut raw).await.unwrap() > 0 {
        tokio::task::yield_now().await;
    }
    assert!(work.commit().await.is_err());
}

#[tokio::test]
async fn who_finds_no_free_connection_is_told_in_time() {
    let house = House::with_clients().await;
    let mut small = house.database.config();
    small.connections = 1;
    small.patience = SHORT;
    let store = PostgresStore::open(&small).await.unwrap();
    let first = store.open(&firm_a()).await.unwrap();
    let Err(refused) = store.open(&firm_a()).await else { panic!("expected a refusal") };
    assert!(failure(refused).starts_with("no connection to the database was to be had in time"));
    drop(first);
    store.open(&firm_a()).await.unwrap();
}

#[tokio::test]
async fn text_that_postgresql_refuses_is_kept_as_near_as_can_be() {
    let house = House::new().await;
    let odd = Client { name: "Kask\0OÜ".to_owned(), ..client("kask") };
    let write = ClientWrite { expected: None, client: odd };
    for _ in 0..2 {
        assert_eq!(house.write_clients(&firm_a(), std::slice::from_ref(&write)).await.unwrap(), [Ok(())]);
    }
    assert_eq!(house.clients(&firm_a()).await.unwrap()[0].name, "Kask\u{fffd}OÜ");
}
