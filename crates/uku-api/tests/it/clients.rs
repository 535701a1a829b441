use serde_json::{Value, json};
use uku_web_testkit::Who;

use crate::ask::{active, asker, keys};

fn names(clients: &[Value]) -> Vec<&str> {
    clients.iter().map(|client| client["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn pages_have_no_gaps_and_nobody_twice() {
    let all: Vec<String> = (0..23).map(|number| format!("client {number:02}")).collect();
    let (_, owner) = active(&all.iter().map(String::as_str).collect::<Vec<_>>()).await;
    for limit in [1, 5, 23, 200] {
        assert_eq!(names(&owner.pages("/clients", limit).await), all);
    }
    let found: Vec<&String> = all.iter().filter(|name| name.contains('0')).collect();
    let page = owner.get("/clients?limit=5&text=client%200").await.done(200);
    assert_eq!(page["total"], found.len());
    assert_eq!(names(&owner.pages("/clients?text=client%200", 3).await), found);
}

#[tokio::test]
async fn clients_are_found_by_how_they_are_connected() {
    let (site, owner) = active(&["a", "b"]).await;
    owner.put("/clients/a/connection", &keys("a")).await.done(200);
    assert_eq!(names(&owner.pages("/clients?state=connected", 5).await), ["a"]);
    assert_eq!(names(&owner.pages("/clients?state=not_connected", 5).await), ["b"]);
    let found = owner.pages("/clients?state=untested", 5).await;
    assert_eq!(found[0]["connection"]["integration"], "untested");
    let member = asker(&site, Who::Member);
    let seen = member.pages("/clients", 5).await;
    assert_eq!(names(&seen), ["a", "b"]);
    assert!(seen[0].get("connection").is_none());
    member.get("/clients?state=connected").await.refused(403, "forbidden");
}

#[tokio::test]
async fn a_client_is_added_and_changed_by_who_saw_it() {
    let (_, owner) = active(&[]).await;
    let new = json!({
        "name": " Kask OÜ ", "registryCode": "10000018",
        "contacts": [{ "kind": "email", "value": "mari@kask.example" }],
    });
    let added = owner.post("/clients", &new).await;
    let client = added.done(201);
    assert_eq!(client["name"], "Kask OÜ");
    let path = added.header("location").to_owned();
    let read = owner.get(&path).await;
    assert_eq!((read.done(200), read.header("etag")), (client.clone(), added.header("etag")));
    assert_eq!(read.header("etag"), format!("\"{}\"", client["version"].as_str().unwrap()));

    let edit = json!({ "name": "Kask AS", "active": true });
    owner.put(&path, &edit).await.refused(428, "precondition-required");
    let seen = [("if-match", read.header("etag"))];
    let changed = owner.send("PUT", &path, &seen, Some(&edit)).await;
    assert_eq!(changed.done(200)["registryCode"], json!(null));
    assert_ne!(changed.header("etag"), read.header("etag"));
    // The same once more does no harm; another change does.
    owner.send("PUT", &path, &seen, Some(&edit)).await.done(200);
    let other = json!({ "name": "Kask TÜ", "active": true });
    owner.send("PUT", &path, &seen, Some(&other)).await.refused(412, "changed");
    owner.send("PUT", &path, &[("if-match", "W/\"x\"")], Some(&other)).await.refused(412, "changed");
    owner.send("PUT", &path, &[("if-match", "*")], Some(&other)).await.done(200);
}

#[tokio::test]
async fn two_clients_have_no_registry_code_in_common() {
    let (_, owner) = active(&[]).await;
    let new = json!({ "name": "Kask OÜ", "registryCode": "10000018" });
    owner.post("/clients", &new).await.done(201);
    let problem = owner.post("/clients", &new).await.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "registryCode");
    let nobody = json!({ "name": "A", "defaultMember": "nobody" });
    let problem = owner.post("/clients", &nobody).await.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "defaultMember");
}
