//! Looking for clients and tasks, beyond the contracts.

use uku_core::client::{ClientQuery, Clients as _};
use uku_core::counting::DataField;
use uku_core::store::IntegrationStore as _;
use uku_core::summary::Tasks as _;
use uku_testkit::build::{firm_a, id, settings_draft};

use crate::machine::{Machine, open};

fn looking_for(text: &str) -> ClientQuery {
    ClientQuery { text: text.to_owned(), most: 10, ..ClientQuery::default() }
}

#[tokio::test]
async fn clients_that_were_written_before_one_could_look_for_them_are_found() {
    let machine = Machine::with_clients().await;
    let forget = "UPDATE clients SET name = 'Ümera ' || name, registry_code = '10 42', search_name = NULL,
                      search_text = NULL";
    sqlx::query(forget).execute(&mut machine.raw().await).await.unwrap();
    let folder = machine.close().await;
    let store = open(folder.path()).await.unwrap();
    for text in ["umera", "1042", "tamm umera"] {
        let found = store.find_clients(&firm_a(), &looking_for(text)).await.unwrap();
        assert!(found.clients.iter().any(|client| client.id == id("tamm")), "{text}");
    }
    assert_eq!(store.find_clients(&firm_a(), &ClientQuery::default()).await.unwrap().total, 2);
}

#[tokio::test]
async fn nobody_who_looks_waits_for_whoever_writes() {
    let machine = Machine::with_clients().await;
    let mut work = machine.open(&firm_a()).await.unwrap();
    work.put_settings_draft(&settings_draft(&DataField::MAIN)).await.unwrap();
    let mut look = machine.look(&firm_a()).await.unwrap();
    assert_eq!(look.settings_draft().await.unwrap(), None);
    assert_eq!(look.connections().standings().await.unwrap(), []);
    assert_eq!(machine.find_clients(&firm_a(), &looking_for("kask")).await.unwrap().total, 1);
    assert_eq!(machine.summary_months(&firm_a()).await.unwrap(), []);
    work.commit().await.unwrap();
}

#[tokio::test]
async fn nothing_is_written_by_looking() {
    let machine = Machine::with_clients().await;
    let mut look = machine.look(&firm_a()).await.unwrap();
    assert!(look.put_settings_draft(&settings_draft(&DataField::MAIN)).await.is_err());
}
