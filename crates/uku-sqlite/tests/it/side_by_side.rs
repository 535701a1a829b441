//! Many who write at once.

use std::sync::Arc;

use futures_util::future::join_all;
use uku_core::audit::{AuditEntry, AuditEvent, AuditQuery};
use uku_core::client::{Client, ClientRefusal, ClientWrite, Clients as _};
use uku_core::connection::ConnectionOwner;
use uku_core::firm::{FirmId, Who};
use uku_core::store::IntegrationStore as _;
use uku_sqlite::SqliteStore;
use uku_testkit::build::{at, client, connection, firm_a, firm_b, id};

use crate::destroyed::left;
use crate::machine::Machine;
use crate::whole::marked_keys;

const WRITERS: u32 = 12;
const ROUNDS: u32 = 10;

/// Saves keys again and again, replacing those before, and tells of it.
async fn save_keys(store: &SqliteStore, firm: &FirmId, writer: u32) {
    let connection = connection(&format!("client-{writer}"), "key");
    for round in 0..ROUNDS {
        let mut work = store.open(firm).await.unwrap();
        let keys = marked_keys(1000 + writer * ROUNDS + round);
        work.connections().put(&connection, &keys).await.unwrap();
        let event = AuditEvent::Activated { revived: round };
        let entry = AuditEntry::new(at("2026-11-10T05:00:00Z"), Who::Software, event);
        let once = format!("round {round}");
        work.audit().append(&[entry.clone(), entry.once(once)]).await.unwrap();
        work.commit().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn units_of_work_that_destroy_keys_wait_for_each_other() {
    let machine = Arc::new(Machine::new().await);
    let writers = (0..WRITERS).map(|writer| {
        let (machine, firm) = (Arc::clone(&machine), if writer % 2 == 0 { firm_a() } else { firm_b() });
        tokio::spawn(async move { save_keys(&machine, &firm, writer).await })
    });
    for writer in join_all(writers).await {
        writer.unwrap();
    }
    for firm in [firm_a(), firm_b()] {
        let mut work = machine.open(&firm).await.unwrap();
        assert_eq!(work.connections().all().await.unwrap().len(), WRITERS as usize / 2);
        let query = AuditQuery { client: None, before: None, most: 1000 };
        let numbers = work.audit().page(&query).await.unwrap().into_iter().map(|record| record.number);
        let expected = i64::from(WRITERS / 2 * ROUNDS + ROUNDS);
        assert!(numbers.eq((1..=expected).rev()), "one number each, none left out");
    }
    let latest: Vec<u32> = (0..WRITERS).map(|writer| 1000 + writer * ROUNDS + ROUNDS - 1).collect();
    assert_eq!(left(machine.folder(), 1000..1000 + WRITERS * ROUNDS), latest);
    let owner = ConnectionOwner::Client(id("client-0"));
    let keys = machine.open(&firm_a()).await.unwrap().connections().keys(&owner).await.unwrap();
    assert_eq!(keys, Some(marked_keys(1000 + ROUNDS - 1)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_registry_code_goes_to_one_client() {
    let machine = Arc::new(Machine::new().await);
    let writers = (0..WRITERS).map(|writer| {
        let machine = Arc::clone(&machine);
        tokio::spawn(async move {
            let shared =
                Client { registry_code: Some("1042 1629".to_owned()), ..client(&format!("shared-{writer}")) };
            let own =
                Client { registry_code: Some(format!("9{writer}")), ..client(&format!("own-{writer}")) };
            let writes = [shared, own].map(|client| ClientWrite { expected: None, client });
            machine.write_clients(&firm_a(), &writes).await.unwrap()
        })
    });
    let results: Vec<_> = join_all(writers).await.into_iter().map(Result::unwrap).collect();
    assert!(results.iter().all(|of_one| of_one[1].is_ok()), "a refusal harms no other write");
    let (given, refused): (Vec<_>, Vec<_>) = results.iter().map(|of_one| &of_one[0]).partition(|r| r.is_ok());
    assert_eq!(given.len(), 1);
    assert!(refused.iter().all(|r| matches!(r, Err(ClientRefusal::RegistryCodeTaken(_)))), "{refused:?}");
    assert_eq!(machine.clients(&firm_a()).await.unwrap().len(), WRITERS as usize + 1);
}
