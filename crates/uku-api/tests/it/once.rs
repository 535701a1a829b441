use serde_json::json;
use uku_web_testkit::Who;

use crate::ask::{active, asker, set_up};

#[tokio::test]
async fn the_same_key_twice_is_one_run() {
    let (_, owner) = set_up(&["acme"]).await;
    let key = [("idempotency-key", "reload-1")];
    let body = json!({});
    let first = owner.send("POST", "/reload", &key, Some(&body)).await;
    let again = owner.send("POST", "/reload", &key, Some(&body)).await;
    first.done(202);
    assert_eq!((first.status, &first.text), (again.status, &again.text));
    for kept in ["location", "content-type"] {
        assert_eq!(first.header(kept), again.header(kept));
    }
    assert_eq!(owner.pages("/runs", 10).await.len(), 1);
    owner.send("POST", "/reload", &[("idempotency-key", "reload-2")], Some(&body)).await.done(202);
    assert_eq!(owner.pages("/runs", 10).await.len(), 2);
}

#[tokio::test]
async fn two_at_once_are_one_client() {
    let (_, owner) = active(&[]).await;
    let key = [("idempotency-key", "client")];
    let body = json!({ "name": "Kask OÜ" });
    let send = || owner.send("POST", "/clients", &key, Some(&body));
    let (one, other) = tokio::join!(send(), send());
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert!(statuses == [201, 201] || statuses == [201, 409], "{statuses:?}");
    assert_eq!(owner.pages("/clients", 10).await.len(), 1);
}

#[tokio::test]
async fn a_key_belongs_to_one_request_of_one_member() {
    let (site, owner) = active(&[]).await;
    let key = [("idempotency-key", "k")];
    owner.send("POST", "/clients", &key, Some(&json!({ "name": "A" }))).await.done(201);
    owner.send("POST", "/clients", &key, Some(&json!({ "name": "B" }))).await.refused(422, "invalid");
    owner.send("POST", "/topics", &key, Some(&json!({ "name": "A" }))).await.refused(422, "invalid");
    let admin = asker(&site, Who::Admin);
    admin.send("POST", "/clients", &key, Some(&json!({ "name": "B" }))).await.done(201);
    assert_eq!(owner.pages("/clients", 10).await.len(), 2);
}

#[tokio::test]
async fn refusals_are_kept_in_their_words() {
    let (_, owner) = active(&[]).await;
    let key = [("idempotency-key", "k")];
    let body = json!({ "name": "" });
    let first = owner.send("POST", "/clients", &key, Some(&body)).await;
    first.refused(422, "invalid");
    let again = owner.send("POST", "/clients", &key, Some(&body)).await;
    again.refused(422, "invalid");
    assert_eq!(first.text, again.text);
}

#[tokio::test]
async fn keys_have_a_form() {
    let (_, owner) = active(&[]).await;
    let body = json!({ "name": "A" });
    for wrong in [String::new(), " ".to_owned(), "a".repeat(256)] {
        owner
            .send("POST", "/clients", &[("idempotency-key", &wrong)], Some(&body))
            .await
            .refused(400, "malformed");
    }
    let longest = "a".repeat(255);
    owner.send("POST", "/clients", &[("idempotency-key", &longest)], Some(&body)).await.done(201);
}
