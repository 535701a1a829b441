use serde_json::json;
use uku_web_testkit::Who;

use crate::ask::{Asker, active, asker, site};

#[tokio::test]
async fn addresses_and_methods_that_are_not_there() {
    let site = site();
    for who in [Who::Nobody, Who::Owner] {
        let who = asker(&site, who);
        for path in
            ["/api", "/api/", "/api/v1", "/api/v1/nothing", "/api/v2/clients", "/api/v1/clients/a/b/c"]
        {
            who.get(path).await.refused(404, "not-found");
        }
        let reply = who.delete("/integration").await;
        reply.refused(405, "method-not-allowed");
        assert!(reply.header("allow").contains("GET"), "{:?}", reply.headers);
    }
}

#[tokio::test]
async fn documents_that_do_not_fit() {
    let (_, owner) = active(&[]).await;
    let send = async |kind: &str, body: &str| {
        owner.send_text("POST", "/clients", &[("content-type", kind)], Some(body)).await
    };
    let json = "application/json";
    send(json, "{").await.refused(400, "malformed");
    send(json, "").await.refused(400, "malformed");
    send(json, r#"{"name": "a\u0000b"}"#).await.refused(400, "malformed");
    send("text/plain", r#"{"name": "a"}"#).await.refused(415, "unsupported-media-type");
    send(json, "[]").await.refused(422, "invalid");
    send(json, r#"{"name": 1}"#).await.refused(422, "invalid");
    let mistyped = send(json, r#"{"name": "a", "registry_code": "1"}"#).await.refused(422, "invalid");
    assert!(mistyped["detail"].as_str().unwrap().contains("registry_code"));
    let huge = format!(r#"{{"name": "{}"}}"#, "a".repeat(5 * 1024 * 1024));
    send(json, &huge).await.refused(413, "too-large");
    send("application/json; charset=utf-8", r#"{"name": "a"}"#).await.done(201);
}

#[tokio::test]
async fn queries_and_paths_that_do_not_fit() {
    let (_, owner) = active(&["acme"]).await;
    let lists = [
        "limit=0",
        "limit=201",
        "limit=x",
        "active=perhaps",
        "state=lost",
        "unknown=1",
        "text=%00",
        "state=",
        "cursor=",
    ];
    for query in lists {
        owner.get(&format!("/clients?{query}")).await.refused(400, "malformed");
    }
    for path in ["/runs/1", "/reports/2026-13", "/reports/october", "/clients/%00", "/clients/%FF"] {
        owner.get(path).await.refused(404, "not-found");
    }
    owner.get(&format!("/clients/{}", "a".repeat(65))).await.refused(404, "not-found");
}

#[tokio::test]
async fn cursors_of_another_list_or_of_nobody_are_refused() {
    let (_, owner) = active(&["a", "b", "c"]).await;
    let page = owner.get("/clients?limit=1").await.done(200);
    let cursor = page["next"].as_str().unwrap();
    owner.get(&format!("/clients?limit=1&cursor={cursor}")).await.done(200);
    for other in ["/clients?text=a&", "/clients?active=true&", "/activity?", "/notices?", "/reports/2026-10?"]
    {
        owner.get(&format!("{other}cursor={cursor}")).await.refused(400, "malformed");
    }
    for forged in ["x", "e30", "%20", "eyJvZiI6IngiLCJhdCI6MX0"] {
        owner.get(&format!("/clients?cursor={forged}")).await.refused(400, "malformed");
    }
}

#[tokio::test]
async fn problems_are_in_the_language_that_is_asked_for() {
    let site = site();
    let estonian = Asker::of(site.visitor(Who::Owner).in_language("et"));
    let problem = estonian.get("/clients/nobody").await.refused(404, "not-found");
    let english = asker(&site, Who::Owner).get("/clients/nobody").await.refused(404, "not-found");
    assert_ne!(problem["title"], english["title"]);
    assert_ne!(problem["detail"], english["detail"]);
}

#[tokio::test]
async fn pages_of_other_sites_can_do_nothing() {
    let site = site();
    let owner = asker(&site, Who::Owner);
    let cross = [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")];
    owner.send("POST", "/integration/activate", &cross, None).await.refused(403, "forbidden");
    assert_eq!(owner.get("/integration").await.json()["activation"]["active"], json!(false));
}

#[tokio::test]
async fn faults_name_their_fields() {
    let (_, owner) = active(&[]).await;
    let problem = owner.post("/clients", &json!({ "name": " " })).await.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "name");
}
