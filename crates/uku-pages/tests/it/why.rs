//! Why is there no data?

use uku_core::connection::Connection;
use uku_testkit::build::{at, connection};
use uku_web_testkit::{TestSite, Who};

use crate::scene::{change, furnished, site};

/// Gives a client keys that work.
async fn connect(site: &TestSite, client: &str) {
    let keys = uku_testkit::build::key_pair(client);
    let owner = Who::Owner.identity().unwrap().actor;
    uku_core::activation::activate(&owner, site.store.as_ref(), &site.clock).await.unwrap();
    let means = &site.site.means;
    let owner_id = uku_core::connection::ConnectionOwner::Client(uku_testkit::build::id(client));
    let sealed = uku_core::connection::SealedKeys::seal(
        means.vault.as_ref(),
        &TestSite::firm_id(),
        &owner_id.to_string(),
        &keys,
    )
    .await
    .unwrap();
    let state = uku_core::connection::ConnectionState::Connected { at: at("2026-11-10T05:00:00Z") };
    let connected = Connection { state, ..connection(client, client) };
    change(site, async |work| work.connections().put(&connected, &sealed).await.unwrap()).await;
}

#[tokio::test]
async fn an_empty_firm_is_told_everything_that_hinders() {
    let site = site();
    let page = site.visitor(Who::Owner).get("/why").await;
    assert!(page.says("The SmartAccounts integration was never activated."), "{}", page.text);
    assert!(page.says("href=\"/settings/smartaccounts\"") && page.says("No data until this is solved"));
    assert!(
        page.says("href=\"/settings/smartaccounts/data-import\"") && page.says("No client is connected.")
    );
    let page = site.visitor(Who::Owner).in_language("et").get("/why").await;
    assert!(page.says("Miks andmeid ei ole?") && page.says("Ükski klient ei ole ühendatud."));
}

#[tokio::test]
async fn a_client_is_found_by_name_and_keeps_month_and_field() {
    let site = furnished().await;
    let owner = site.visitor(Who::Owner);
    let page = owner.get("/why?text=lepp&month=2026-10&field=documents").await;
    let chosen = "/why?client=lepp&#38;month=2026-10&#38;field=documents";
    assert!(page.says(&format!("href=\"{chosen}\">Lepp AS</a>")), "{}", page.text);
    let page = owner.get(&chosen.replace("&#38;", "&")).await;
    assert!(page.says("Lepp AS, October 2026, Documents"), "{}", page.text);
    assert!(page.says("Documents is not mapped, so it is neither read nor written."));
    assert!(page.says("href=\"/clients/lepp/integration\"") && page.says("value=\"Lepp AS\""));
    assert!(page.says("href=\"/clients/import-data?client=lepp&#38;from=2026-10&#38;to=2026-10\""));
    let page = owner.get("/why?client=lepp&text=Kask").await;
    assert!(page.says("Which client?") && page.says(">Kask OÜ</a>"), "another name was typed");
}

#[tokio::test]
async fn many_that_match_are_not_all_listed() {
    let site = furnished().await;
    for number in 0..30 {
        let client = uku_testkit::build::client(&format!("Same {number:02}"));
        site.clients.put(&TestSite::firm_id(), client);
    }
    let page = site.visitor(Who::Owner).get("/why?text=same").await;
    assert!(page.says("Same 19") && !page.says("Same 20") && page.says("10 more clients match."));
}

#[tokio::test]
async fn it_is_said_plainly_when_nothing_hinders() {
    let site = furnished().await;
    connect(&site, "kask").await;
    let page = site.visitor(Who::Owner).get("/why").await;
    assert!(page.says("Nothing hinders the firm as a whole"), "{}", page.text);
    let page = site.visitor(Who::Owner).get("/why?client=kask").await;
    assert!(page.says("Nothing hinders Kask OÜ") && page.says("Nothing was imported for this client yet."));
    assert!(page.says("Explains it") && !page.says("No data until this is solved"));
    let page = site.visitor(Who::Owner).in_language("et").get("/why?client=kask").await;
    assert!(page.says("Kliendil Kask OÜ ei takista andmeid miski"), "{}", page.text);
}

#[tokio::test]
async fn only_who_may_see_the_integration_may_ask_and_only_of_their_own_clients() {
    let site = furnished().await;
    assert_eq!(site.visitor(Who::Member).get("/why").await.status, 403);
    assert_eq!(site.visitor(Who::OtherOwner).get("/why?client=kask").await.status, 404);
    assert_eq!(site.visitor(Who::Owner).get("/why?client=nobody").await.status, 404);
    let page = site.visitor(Who::Owner).get("/why?client=&month=x&field=y").await;
    assert_eq!(page.status, 200);
}
