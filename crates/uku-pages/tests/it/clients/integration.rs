use axum::http::Request;
use uku_core::connection::{ConnectionState, Standing};
use uku_core::ledger::LedgerError;
use uku_testkit::build::key_pair;
use uku_web_testkit::{Answer, Who};

use super::{House, KASK_SECRET};

const PATH: &str = "/clients/kask/integration";

fn typed<'a>(public: &'a str, secret: &'a str) -> [(&'static str, &'a str); 3] {
    [("integration", "smartaccounts"), ("publicKey", public), ("secretKey", secret)]
}

/// What stands in a field that says what is wrong with it.
fn fault<'a>(answer: &'a Answer, field: &str) -> &'a str {
    let Some(rest) = answer.text.split(&format!("id=\"{field}-error\"")).nth(1) else { return "" };
    rest.split("<span>").nth(1).unwrap().split("</span>").next().unwrap()
}

#[tokio::test]
async fn the_key_icon_opens_a_dialog_that_is_a_page_too() {
    let house = House::new().await;
    house.put("kask");
    let page = house.owner().get(PATH).await;
    assert!(
        page.says("<h1>Integration of kask</h1>") && page.says("<h2 id=\"dialog-title\">Integration</h2>")
    );
    let part = house.owner().get_part(PATH).await;
    assert!(!part.says("<html") && part.says("hx-post=\"/clients/kask/integration\" hx-target=\"#dialog\""));
    for text in ["Public API key", "Secret API key", "Connected services", "shows it only once"] {
        assert!(part.says(text), "{text}");
    }
    assert!(part.says("There are no keys.") && !part.says("Reload data") && !part.says("Delete"));
    let part = house.owner().in_language("et").get_part(PATH).await;
    assert!(part.says("Salajane API-võti") && part.says("Testi ühendust"));
}

#[tokio::test]
async fn typed_keys_are_tested_before_they_are_saved_and_show_whose_books_they_open() {
    let house = House::new().await;
    house.put("kask");
    house.books("kask");
    let part = house.owner().post_part(&format!("{PATH}/test"), &typed("kask", KASK_SECRET)).await;
    assert!(part.says("Connection successful!") && part.says("3 Nov 2026"), "{}", part.text);
    assert!(!part.says("name=\"secretKey\""), "what was typed stays in the page");
    assert_eq!(house.connection("kask").await, None);
    // Without script the whole dialog comes again, without the secret.
    let page = house.owner().post(&format!("{PATH}/test"), &typed("kask", KASK_SECRET)).await;
    assert!(page.says("Connection successful!") && page.says("value=\"kask\"") && !page.says(KASK_SECRET));
    let page =
        house.owner().in_language("et").post(&format!("{PATH}/test"), &typed("kask", KASK_SECRET)).await;
    assert!(page.says("Ühendus õnnestus!"));
}

#[tokio::test]
async fn saved_keys_are_recognised_by_their_end_only() {
    let house = House::new().await;
    house.put("kask");
    house.books("kask");
    let saved = house.owner().post(PATH, &typed("kask", KASK_SECRET)).await;
    assert_eq!(saved.location(), "/clients/kask?done=integration-saved");
    assert!(house.owner().get(saved.location()).await.says("The keys were saved."));
    let page = house.owner().get(PATH).await;
    assert!(
        page.says("the secret key that ends in 0123") && page.says("10 Nov 2026, 12:00"),
        "{}",
        page.text
    );
    assert!(!page.says(KASK_SECRET) && page.says("Reload data") && page.says("/integration/delete"));
    // Saving again without typing anything keeps them.
    let again = house.owner().post(PATH, &typed("", "")).await;
    assert_eq!(again.location(), "/clients/kask?done=integration-unchanged");
    assert_eq!(house.connection("kask").await.unwrap().hint.as_str(), "0123");
}

#[tokio::test]
async fn from_a_dialog_the_list_comes_back_as_it_was() {
    let house = House::new().await;
    house.put("kask");
    let request = Request::post(PATH)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("hx-request", "true")
        .header("hx-current-url", "http://uku.example/clients?state=untested&page=2");
    let form = format!("integration=smartaccounts&publicKey=kask&secretKey={KASK_SECRET}");
    let saved = house.owner().send(request, form.into()).await;
    let onward = saved.headers["hx-redirect"].to_str().unwrap();
    assert_eq!(onward, "/clients?state=untested&page=2&done=integration-saved");
}

#[tokio::test]
async fn the_saved_keys_are_tested_where_none_were_typed_and_their_state_is_told() {
    let house = House::new().await;
    house.connect("kask").await;
    let page = house.owner().post(&format!("{PATH}/test"), &typed("", "")).await;
    assert!(page.says("Connection successful!") && page.says("The keys worked on"));
    house.0.ledgers.revoke(key_pair("kask").public());
    let page = house.owner().post(&format!("{PATH}/test"), &typed("", "")).await;
    assert!(page.says("does not accept the keys") && page.says("Make a new key pair in SmartAccounts"));
    assert!(page.says("The keys have not worked since"));
    assert_eq!(house.connection("kask").await.map(|it| Standing::of(&it)), Some(Standing::Failing));
}

#[tokio::test]
async fn what_passes_by_itself_is_not_the_keys_fault() {
    let house = House::new().await;
    house.connect("kask").await;
    house.0.ledgers.fail(key_pair("kask").public(), Some(LedgerError::Unpaid));
    let unpaid = house.owner().post_part(&format!("{PATH}/test"), &typed("", "")).await;
    assert!(unpaid.says("alert-bad") && unpaid.says("bill"));
    let until = uku_testkit::build::at("2026-11-10T11:00:00Z");
    house.0.ledgers.fail(key_pair("kask").public(), Some(LedgerError::OverLimit { until }));
    let over = house.owner().post_part(&format!("{PATH}/test"), &typed("", "")).await;
    assert!(over.says("alert-warn") && over.says("13:00"), "{}", over.text);
}

#[tokio::test]
async fn keys_with_white_space_are_told_beside_the_field_and_the_public_one_stays() {
    let house = House::new().await;
    house.put("kask");
    for (public, secret, field, says) in [
        (" kask", KASK_SECRET, "publicKey", "begins with white space"),
        ("kask", "secret-of-kask-0123 ", "secretKey", "ends with white space"),
        ("kask", "", "secretKey", "empty"),
        ("", KASK_SECRET, "publicKey", "empty"),
    ] {
        let page = house.owner().post(PATH, &typed(public, secret)).await;
        assert_eq!(page.status, 422);
        assert!(fault(&page, field).contains(says), "{public:?} {secret:?}: {}", fault(&page, field));
        assert!(page.says(&format!("value=\"{public}\"")) && !page.says("secret-of"), "{public:?}");
        // A test says the same.
        let part = house.owner().post_part(&format!("{PATH}/test"), &typed(public, secret)).await;
        assert_eq!(part.status, 422);
        assert!(part.says(says) && !part.says("secret-of"), "{}", part.text);
    }
    assert_eq!(house.connection("kask").await, None);
}

#[tokio::test]
async fn keys_in_the_place_of_others_must_work_and_the_old_ones_stay_otherwise() {
    let house = House::new().await;
    house.connect("kask").await;
    let page = house.owner().post(PATH, &typed("unknown", "secret-of-unknown-9999")).await;
    assert_eq!(page.status, 422);
    assert!(fault(&page, "secretKey").contains("The keys were not saved."), "{}", page.text);
    assert!(fault(&page, "secretKey").contains("Copy both keys again"));
    assert_eq!(house.connection("kask").await.unwrap().hint.as_str(), "0123");
    house.books("other");
    let saved = house.owner().post(PATH, &typed("other", "secret-of-other-0123")).await;
    assert_eq!(saved.location(), "/clients/kask?done=integration-saved-tested");
    let state = house.connection("kask").await.unwrap().state;
    assert!(matches!(state, ConnectionState::Connected { .. }));
}

#[tokio::test]
async fn keys_of_another_client_are_refused_with_its_name() {
    let house = House::new().await;
    house.connect("tamm").await;
    house.put("kask");
    let page = house.owner().post(PATH, &typed("tamm", "secret-of-tamm-0123")).await;
    assert!(fault(&page, "publicKey").contains("These are the keys of tamm"), "{}", page.text);
}

#[tokio::test]
async fn deleting_asks_first_destroys_the_keys_and_may_be_clicked_twice() {
    let house = House::new().await;
    house.connect("kask").await;
    let asked = house.owner().get_part(&format!("{PATH}/delete")).await;
    assert!(asked.says("destroyed at once") && asked.says("summary tasks stay"));
    for _ in 0..2 {
        let done = house.owner().post(&format!("{PATH}/delete"), &[]).await;
        assert_eq!(done.location(), "/clients/kask?done=integration-deleted");
        assert_eq!(house.connection("kask").await, None);
    }
    assert!(house.owner().get(&format!("{PATH}/delete")).await.says("nothing to delete"));
}

#[tokio::test]
async fn choosing_none_asks_whether_the_keys_are_to_go() {
    let house = House::new().await;
    house.connect("kask").await;
    let none = [("integration", "none"), ("publicKey", ""), ("secretKey", "")];
    assert_eq!(house.owner().post(PATH, &none).await.location(), "/clients/kask/integration/delete");
    assert!(house.connection("kask").await.is_some());
    house.put("tamm");
    let unchanged = house.owner().post("/clients/tamm/integration", &none).await;
    assert_eq!(unchanged.location(), "/clients/tamm?done=integration-unchanged");
}

#[tokio::test]
async fn pausing_keeps_the_keys() {
    let house = House::new().await;
    house.connect("kask").await;
    let owner = house.owner();
    assert!(owner.get("/clients/kask/pause").await.says("The keys are kept"));
    for (paused, word) in [("yes", "client-paused"), ("yes", "client-paused"), ("no", "client-resumed")] {
        let done = owner.post("/clients/kask/pause", &[("paused", paused)]).await;
        assert_eq!(done.location(), format!("/clients/kask?done={word}"));
        assert_eq!(house.connection("kask").await.unwrap().paused, paused == "yes");
    }
    assert!(owner.get("/clients/kask?done=client-resumed").await.says("imports go on"));
}

#[tokio::test]
async fn where_the_integration_is_not_activated_that_is_said() {
    let house = House(uku_web_testkit::TestSite::new(|site| uku_pages::pages(site).0));
    house.put("kask");
    let dialog = house.owner().get(PATH).await;
    assert!(dialog.says("The SmartAccounts integration is not activated"));
    assert!(!dialog.says("value=\"smartaccounts\""));
    let saved = house.owner().post(PATH, &typed("kask", KASK_SECRET)).await;
    assert_eq!(saved.status, 422);
    assert!(saved.says("activate it first"));
    assert!(house.owner().get("/clients/import").await.says("No integration is activated"));
}

#[tokio::test]
async fn whoever_is_signed_out_meanwhile_keeps_what_was_typed() {
    let house = House::new().await;
    house.put("kask");
    let answer = house.0.visitor(Who::Nobody).post_part(PATH, &typed("kask", KASK_SECRET)).await;
    assert_eq!(answer.status, 401);
    assert!(answer.says("target=\"_blank\"") && answer.headers.contains_key("hx-retarget"));
}
