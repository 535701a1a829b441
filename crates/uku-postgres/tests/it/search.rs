//! Looking for clients, beyond the contract.

use uku_core::client::{ClientQuery, Clients as _};
use uku_testkit::build::{firm_a, firm_b, id};

use crate::database::{House, run};

fn looking_for(text: &str) -> ClientQuery {
    ClientQuery { text: text.to_owned(), most: 10, ..ClientQuery::default() }
}

#[tokio::test]
async fn clients_that_were_written_before_one_could_look_for_them_are_found() {
    let house = House::with_clients().await;
    let mut raw = house.database.raw().await;
    let forget = "UPDATE clients SET name = 'Ümera ' || name, registry_code = '10 42', search_name = NULL,
                      search_text = NULL";
    run(&mut raw, forget).await;
    assert_eq!(house.find_client_ids(&firm_b(), &looking_for("umera")).await.unwrap().len(), 2);
    for text in ["umera", "1042", "tamm umera"] {
        let found = house.find_clients(&firm_a(), &looking_for(text)).await.unwrap();
        assert!(found.clients.iter().any(|client| client.id == id("tamm")), "{text}");
    }
}
