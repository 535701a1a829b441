use uku_core::connection::Standing;
use uku_testkit::build::{id, key_pair};

use super::House;

#[tokio::test]
async fn each_ticked_connection_says_how_it_fares_and_what_to_do() {
    let house = House::new().await;
    for name in ["kask", "kuusk"] {
        house.connect(name).await;
    }
    house.put("tamm");
    house.0.ledgers.revoke(key_pair("kuusk").public());
    let ticked = [("client", "kask"), ("client", "kuusk"), ("client", "tamm")];
    let page = house.owner().post("/clients/test", &ticked).await;
    assert_eq!(page.status, 200);
    for text in [
        "1 of 2 connections work.",
        "1 client is not connected and is passed over.",
        "Connection successful!",
        "does not accept the keys",
        "Copy both keys again",
        "Integration of kuusk",
    ] {
        assert!(page.says(text), "{text}: {}", page.text);
    }
    assert_eq!(house.connection("kuusk").await.map(|it| Standing::of(&it)), Some(Standing::Failing));
    let page = house.owner().in_language("et").post("/clients/test", &ticked).await;
    assert!(page.says("Ühendus õnnestus!") && page.says("Ühendusi toimib: 1 / 2."));
}

#[tokio::test]
async fn without_ticked_connections_there_is_nothing_to_test() {
    let house = House::new().await;
    house.put("tamm");
    for ticked in [&[][..], &[("client", "tamm")], &[("client", "nobody")]] {
        assert!(house.owner().post("/clients/test", ticked).await.says("Nothing to test"));
    }
}

#[tokio::test]
async fn many_are_asked_about_first_and_go_on_by_themselves() {
    let house = House::new().await;
    for number in 0..60 {
        house.connect(&format!("c{number:02}")).await;
    }
    let all = [("all", "matching"), ("q", ""), ("state", "untested")];
    let asked = house.owner().post("/clients/test", &all).await;
    assert!(asked.says("Test 60 connections") && asked.says("requests that SmartAccounts allows"));
    assert_eq!(house.0.ledgers.requests(key_pair("c00").public()), 0);
    let started = house.owner().post("/clients/test", &[&all[..], &[("confirmed", "yes")]].concat()).await;
    assert_eq!(started.location(), "/clients?done=clients-tests-started");
    assert!(house.owner().get(started.location()).await.says("are being tested"));
    // They go on while others are answered.
    let mut looks = 0;
    while house.owner().get("/clients?state=untested").await.says("client-c") {
        tokio::task::yield_now().await;
        looks += 1;
        assert!(looks < 10_000, "the tests don't end");
    }
    let connection = house.connection(id::<uku_core::client::ClientId>("c59").as_ref()).await;
    assert_eq!(connection.map(|it| Standing::of(&it)), Some(Standing::Working));
}
