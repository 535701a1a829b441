use serde_json::json;
use uku_web_testkit::Who;

use crate::ask::{active, asker};

#[tokio::test]
async fn members_are_invited_and_changed() {
    let (site, owner) = active(&[]).await;
    let ants = json!({ "name": "Ants Aru", "email": "ants@firm.example", "role": "member" });
    let link = owner.post("/members", &ants).await.done(201);
    assert_eq!(link["purpose"], "invitation");
    assert!(link["path"].as_str().unwrap().starts_with("/link/"));
    let path = format!("/members/{}", link["member"].as_str().unwrap());
    let change = async |change| owner.send("PATCH", &path, &[], Some(&change)).await;
    assert_eq!(change(json!({ "role": "admin" })).await.done(200)["role"], "admin");
    assert_eq!(change(json!({ "exportsInvoices": true })).await.done(200)["exportsInvoices"], true);
    assert_eq!(change(json!({ "name": "Ants" })).await.done(200)["name"], "Ants");
    change(json!({})).await.refused(422, "invalid");
    change(json!({ "name": "Ants", "active": true })).await.refused(422, "invalid");
    change(json!({ "role": "owner" })).await.refused(409, "conflict");
    let problem = owner.post("/members", &ants).await.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "email");
    owner.act(&format!("{path}/link")).await.done(201);
    owner.delete(&format!("{path}/second-factor")).await.done(204);
    assert_eq!(change(json!({ "active": false })).await.done(200)["active"], false);
    owner.act(&format!("{path}/link")).await.refused(409, "conflict");
    let seen = asker(&site, Who::Member).get("/members").await.done(200);
    assert_eq!(seen["items"].as_array().unwrap().len(), 1);
    let accounts = owner.get("/member-accounts").await.done(200);
    assert_eq!(accounts["items"][0]["hasPassword"], false);
}
