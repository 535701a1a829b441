use uku_core::client::{Client, ClientProfile, ContactKind};
use uku_core::client_import::{Confirmed, FoundClient, ImportSource, ImportState};
use uku_core::store::IntegrationStore as _;
use uku_testkit::build::{client, contact, firm_a, key_pair, profile};

use super::house::{House, Listed, company, confirmed, untick};
use crate::fragile::{Fault, FragileClients, FragileStore, When};
use crate::support::block_on;

/// A row of every kind, and enough of them for three batches.
async fn prepared() -> House {
    let house = House::new().await;
    house.take([company("Kask", "10421629"), company("Tamm", "10060701"), profile("Lepp")]).await;
    house.clients.put(client("Maasikas"));
    let with_keys = |name: &str, public: &str| FoundClient {
        profile: Ok(company(name, &format!("x1{name}"))),
        keys: Some(Ok(key_pair(public))),
    };
    let mut rows: Vec<FoundClient> = [
        company("Kask ja Pojad", "10421629"),
        company("Tamm", "10060701"),
        profile("Lepp"),
        profile("Maasikas OÜ"),
        profile(" "),
    ]
    .into_iter()
    .map(|profile| FoundClient::from(Ok(profile)))
    .collect();
    rows.push(with_keys("Pihl", "pihl"));
    rows.push(with_keys("Paju", "pihl"));
    rows.extend((0..430).map(|number| FoundClient::from(Ok(profile(&format!("Uus {number}"))))));
    house.import_from(&mut Listed::pages(ImportSource::File, [Ok(rows)])).await;
    house.choose(&[(8, untick())]).await.unwrap();
    house
}

async fn outcome(house: &House) -> (Confirmed, Vec<Client>, usize) {
    let mut work = house.store.open(&firm_a()).await.unwrap();
    let connections = work.connections().all().await.unwrap().len();
    drop(work);
    (confirmed(&house.latest().await), house.all().await, connections)
}

/// Whatever call fails, before or after it did its work: confirming again ends as if nothing had happened.
#[test]
fn a_crash_at_any_point_is_made_good_by_confirming_again() {
    let undisturbed = block_on(async {
        let house = prepared().await;
        house.confirm().await;
        house.assert_every_intent_has_its_outcome().await;
        outcome(&house).await
    });
    assert_eq!(undisturbed.0.created, 431);
    assert_eq!(undisturbed.0.updated, 1);
    for when in [When::Before, When::After] {
        for at in 1.. {
            let came = block_on(async {
                let house = prepared().await;
                let fault = Fault::new(at, when);
                let clients = FragileClients(&house.clients, fault.clone());
                let store = FragileStore(&house.store, fault.clone());
                let first = house.confirm_with(&clients, &store).await;
                assert_eq!(first.is_err(), fault.came());
                if !matches!(house.latest().await.state, ImportState::Confirmed(_)) {
                    house.confirm().await;
                }
                let found = outcome(&house).await;
                assert_eq!(found.0, undisturbed.0, "call {at}, {when:?}");
                assert!(found == undisturbed, "call {at}, {when:?}");
                house.assert_every_intent_has_its_outcome().await;
                fault.came()
            });
            if !came {
                break;
            }
        }
    }
}

/// The clients were written, and then nothing more: neither what came of it nor what was written is remembered.
async fn died_after_writing(house: &House) {
    let clients = FragileClients(&house.clients, Fault::new(1, When::After));
    house.confirm_with(&clients, &house.store).await.unwrap_err();
}

#[test]
fn what_a_person_edited_after_the_crash_stays() {
    block_on(async {
        let house = House::new().await;
        let row = ClientProfile {
            vat_number: Some("EE100594102".to_owned()),
            contacts: vec![contact(ContactKind::Email, "a@kask.ee")],
            ..company("Kask", "10421629")
        };
        house.import([row]).await;
        died_after_writing(&house).await;
        house
            .edit(|client| {
                client.name = "Minu Kask".to_owned();
                client.vat_number = None;
                client.contacts.clear();
            })
            .await;
        let edited = house.only().await;
        assert_eq!(house.confirm().await.created, 1);
        assert_eq!(house.only().await, edited);
        house.assert_every_intent_has_its_outcome().await;
    });
}

#[test]
fn who_crashes_again_and_again_still_ends_with_each_client_once() {
    block_on(async {
        let house = prepared().await;
        for at in [1, 3, 4, 5, 6, 7, 8, 6, 9] {
            let fault = Fault::new(at, When::After);
            let clients = FragileClients(&house.clients, fault.clone());
            let _ = house.confirm_with(&clients, &FragileStore(&house.store, fault)).await;
        }
        if house.latest().await.state == ImportState::Confirming {
            house.confirm().await;
        }
        assert_eq!(outcome(&house).await.0.created, 431);
        assert_eq!(house.all().await.len(), 435);
        house.assert_every_intent_has_its_outcome().await;
    });
}
