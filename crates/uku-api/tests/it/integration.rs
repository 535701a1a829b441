use serde_json::json;

use crate::ask::{active, asker, keys, site};
use uku_web_testkit::Who;

#[tokio::test]
async fn a_firm_activates_and_deactivates() {
    let site = site();
    let owner = asker(&site, Who::Owner);
    let never = owner.get("/integration").await.done(200);
    assert_eq!(never["activation"]["active"], false);
    assert_eq!(never["findings"][0]["weight"], "blocks");
    owner.act("/integration/deactivate").await.refused(409, "conflict");
    owner.get("/integration/deactivation").await.refused(409, "conflict");
    assert_eq!(owner.act("/integration/activate").await.done(200)["active"], true);
    let forecast = owner.get("/integration/deactivation").await.done(200);
    assert_eq!(forecast["pairs"], 0);
    let off = owner.act("/integration/deactivate").await.done(200);
    assert_eq!(off["active"], false);
    assert_eq!(off["keysUntil"], forecast["keysUntil"]);
}

#[tokio::test]
async fn the_checklist_counts_clients() {
    let (_, owner) = active(&["a", "b"]).await;
    owner.put("/clients/a/connection", &keys("a")).await.done(200);
    owner.put("/own-books", &keys("own")).await.done(200);
    let seen = owner.get("/integration").await.done(200);
    assert_eq!(seen["connections"]["active"], 2);
    assert_eq!(seen["connections"]["connected"], 1);
    assert_eq!(seen["connections"]["untested"], 1);
    assert_eq!(seen["connections"]["notConnected"], 1);
    assert_eq!(seen["ownBooks"], true);
    assert_eq!(seen["nextImport"], json!(null));
}

#[tokio::test]
async fn keys_are_destroyed_by_their_phrase_only() {
    let (_, owner) = active(&["a"]).await;
    owner.put("/clients/a/connection", &keys("a")).await.done(200);
    let wrong = json!({ "confirmation": "destroy" });
    let problem = owner.post("/integration/destroy-keys", &wrong).await.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "confirmation");
    let forecast = owner.get("/integration/destruction").await.done(200);
    let confirmed = json!({ "confirmation": forecast["phrase"] });
    assert_eq!(owner.post("/integration/destroy-keys", &confirmed).await.done(200)["pairs"], 1);
    let connection = owner.get("/clients/a/connection").await.done(200);
    assert_eq!(connection["integration"], "not connected");
}
