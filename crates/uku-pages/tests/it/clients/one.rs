use uku_core::client::{Client, ContactKind};
use uku_testkit::build::{client, contact, firm_a};
use uku_web_testkit::Who;

use super::House;

#[tokio::test]
async fn a_client_shows_what_is_known_and_what_hinders_it() {
    let house = House::new().await;
    let kask = Client { contacts: vec![contact(ContactKind::Person, "Mari")], ..client("kask") };
    house.0.clients.put(&firm_a(), kask);
    let page = house.owner().get("/clients/kask").await;
    for text in [
        "<h1>kask</h1>",
        "Mari",
        "Not connected",
        "Why is there no data?",
        "href=\"/why?client=kask\"",
        "href=\"/reports/clients/kask\"",
        "href=\"/activity?client=kask\"",
        "href=\"/clients/kask/edit\"",
        "href=\"/clients/import-data?client=kask\"",
        "href=\"/clients/kask/integration\"",
    ] {
        assert!(page.says(text), "{text}");
    }
    assert!(!page.says("Nothing hinders"));
    assert!(house.owner().in_language("et").get("/clients/kask").await.says("Miks andmeid ei ole?"));
}

#[tokio::test]
async fn a_member_sees_the_client_only() {
    let house = House::new().await;
    house.connect("kask").await;
    let page = house.0.visitor(Who::Member).get("/clients/kask").await;
    assert_eq!(page.status, 200);
    for hidden in ["SmartAccounts", "/integration", "/why", "/activity?", "/edit", "Import data"] {
        assert!(!page.says(hidden), "{hidden}");
    }
    assert!(page.says("href=\"/reports/clients/kask\""));
}

#[tokio::test]
async fn identities_are_written_safely_into_addresses() {
    let house = House::new().await;
    house.put("a/b ?ü");
    let page = house.owner().get("/clients").await;
    assert!(page.says("href=\"/clients/a%2Fb%20%3F%C3%BC\""), "{}", page.text);
    assert!(page.says("href=\"/why?client=a%2Fb+%3F%C3%BC\""));
    assert_eq!(house.owner().get("/clients/a%2Fb%20%3F%C3%BC").await.status, 200);
}
