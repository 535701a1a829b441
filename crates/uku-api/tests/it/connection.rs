use serde_json::json;
use uku_testkit::build::key_pair;
use uku_testkit::fake::FakeLedger;

use crate::ask::{active, keys};

#[tokio::test]
async fn keys_are_saved_tested_paused_and_deleted() {
    let (site, owner) = active(&["acme"]).await;
    let path = "/clients/acme/connection";
    owner.act(&format!("{path}/test")).await.refused(409, "conflict");
    let saved = owner.put(path, &keys("acme")).await.done(200);
    assert_eq!(saved["connection"]["integration"], "untested");
    assert_eq!(saved["connection"]["key"], "…0123");
    assert_eq!(saved["test"], json!(null));
    let failed = owner.act(&format!("{path}/test")).await.done(200);
    assert_eq!(failed["result"], "wrong_keys");
    assert_eq!(owner.get(path).await.done(200)["integration"], "failing");
    site.ledgers.give(&key_pair("acme"), FakeLedger::new(&site.clock, 10, []));
    assert_eq!(owner.act(&format!("{path}/test")).await.done(200)["result"], "successful");
    assert_eq!(owner.get(path).await.done(200)["integration"], "connected");
    let paused = owner.put(&format!("{path}/paused"), &json!({ "paused": true })).await.done(200);
    assert_eq!(paused["integration"], "paused");
    owner.delete(path).await.done(204);
    owner.delete(path).await.refused(409, "conflict");
}

#[tokio::test]
async fn keys_that_do_not_work_are_tried_and_not_saved() {
    let (site, owner) = active(&["acme"]).await;
    let path = "/clients/acme/connection";
    assert_eq!(owner.post(&format!("{path}/try"), &keys("x")).await.done(200)["result"], "wrong_keys");
    let mut tested = keys("x");
    tested["test"] = json!(true);
    let problem = owner.put(path, &tested).await.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "secretKey");
    assert_eq!(owner.get(path).await.done(200)["integration"], "not connected");
    site.ledgers.give(&key_pair("x"), FakeLedger::new(&site.clock, 10, []));
    assert_eq!(owner.put(path, &tested).await.done(200)["test"]["result"], "successful");
}

#[tokio::test]
async fn what_can_be_no_key_is_named_and_never_repeated() {
    let (_, owner) = active(&["acme"]).await;
    let typed = json!({ "publicKey": "p", "secretKey": " hush-hush" });
    let reply = owner.put("/clients/acme/connection", &typed).await;
    let problem = reply.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "secretKey");
    assert!(!reply.text.contains("hush"));
    let wrong = json!({ "publicKey": "p", "secretKey": ["hush-hush"] });
    let reply = owner.put("/clients/acme/connection", &wrong).await;
    reply.refused(422, "invalid");
    assert!(!reply.text.contains("hush"));
}

#[tokio::test]
async fn the_own_books_have_keys_too() {
    let (_, owner) = active(&[]).await;
    assert_eq!(owner.get("/own-books").await.done(200)["integration"], "not connected");
    owner.put("/own-books", &keys("own")).await.done(200);
    owner.put("/own-books/paused", &json!({ "paused": true })).await.done(200);
    assert_eq!(owner.get("/own-books").await.done(200)["paused"], true);
    owner.post("/own-books/try", &keys("other")).await.done(200);
    owner.act("/own-books/test").await.done(200);
    owner.delete("/own-books").await.done(204);
}
