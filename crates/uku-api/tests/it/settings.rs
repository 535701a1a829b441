use serde_json::{Value, json};

use crate::ask::{active, set_up};

#[tokio::test]
async fn settings_are_changed_by_who_saw_them() {
    let (_, owner) = active(&[]).await;
    let read = owner.get("/settings").await;
    assert_eq!(read.done(200)["missing"].as_array().unwrap().len(), 4);
    let wanted = json!({ "title": "Books of {month}", "importDay": "last-work-day", "importTime": "20:30" });
    owner.put("/settings", &wanted).await.refused(428, "precondition-required");
    owner.send("PUT", "/settings", &[("if-match", "\"old\"")], Some(&wanted)).await.refused(412, "changed");
    let seen = [("if-match", read.header("etag"))];
    let changed = owner.send("PUT", "/settings", &seen, Some(&wanted)).await;
    let now = changed.done(200);
    assert_eq!((&now["importTime"], &now["usualTime"]), (&json!("20:30"), &json!(false)));
    assert_eq!((&now["lookBack"], &now["lookDay"], &now["status"]), (&json!(3), &json!(10), &json!("done")));
    // The same once more does no harm.
    let again = owner.send("PUT", "/settings", &seen, Some(&wanted)).await;
    assert_eq!(again.header("etag"), changed.header("etag"));
    again.done(200);
    let other = json!({ "title": "Other" });
    owner.send("PUT", "/settings", &seen, Some(&other)).await.refused(412, "changed");
}

#[tokio::test]
async fn what_can_not_be_set_is_told() {
    let (_, owner) = active(&[]).await;
    let put = async |wanted: Value| owner.send("PUT", "/settings", &[("if-match", "*")], Some(&wanted)).await;
    for wrong in [
        json!({ "title": "" }),
        json!({ "importDay": "day-29" }),
        json!({ "importTime": "25:00" }),
        json!({ "importTime": "5:00" }),
        json!({ "lookBack": 13 }),
        json!({ "lookDay": 0 }),
        json!({ "mapping": { "sales": "x" } }),
        json!({ "mapping": { "documents": "x", "sales_entries": "x" } }),
        json!({ "topic": "nobodys" }),
    ] {
        put(wrong).await.refused(422, "invalid");
    }
}

#[tokio::test]
async fn the_main_fields_are_created_and_mapped() {
    let (_, owner) = set_up(&["acme"]).await;
    let settings = owner.get("/settings").await.done(200);
    assert_eq!(settings["missing"], json!([]));
    assert_eq!(settings["broken"], json!([]));
    assert!(settings["nextImport"]["at"].is_string());
    let fields = owner.get("/custom-fields").await.done(200);
    assert_eq!(fields["items"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn topics_and_fields_are_kept_while_they_are_needed() {
    let (_, owner) = set_up(&["acme"]).await;
    let topics = owner.get("/topics").await.done(200);
    let topic = format!("/topics/{}", topics["items"][0]["id"].as_str().unwrap());
    let renamed = json!({ "name": "Ledgers", "archived": true });
    assert_eq!(owner.put(&topic, &renamed).await.done(200)["name"], "Ledgers");
    assert_eq!(owner.get("/settings").await.done(200)["broken"].as_array().unwrap().len(), 1);
    owner.put("/topics/nobodys", &renamed).await.refused(404, "not-found");
    owner.post("/topics", &json!({ "name": "a".repeat(101) })).await.refused(422, "invalid");
    let field = owner.post("/custom-fields", &json!({ "name": "Notes", "kind": "text" })).await.done(201);
    let field = format!("/custom-fields/{}", field["id"].as_str().unwrap());
    owner.delete(&field).await.done(204);
    owner.delete(&field).await.done(204);
}
