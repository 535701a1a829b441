use serde_json::json;

use crate::ask::{active, keys};

#[tokio::test]
async fn who_changed_what_is_told_and_personal_texts_can_be_erased() {
    let (_, owner) = active(&["a", "b"]).await;
    let new = json!({ "name": "Mari Maasikas FIE" });
    let client = owner.post("/clients", &new).await.done(201);
    let id = client["id"].as_str().unwrap();
    owner.put("/clients/a/connection", &keys("a")).await.done(200);
    let all = owner.pages("/activity", 2).await;
    assert!(all.len() >= 4);
    assert!(all.windows(2).all(|two| two[0]["number"].as_i64() > two[1]["number"].as_i64()));
    assert!(all.iter().all(|record| record["who"] == "owner"));
    let about = owner.pages(&format!("/activity?client={id}"), 1).await;
    assert_eq!(about.len(), 2);
    assert_eq!(about[0]["personal"]["name"], "Mari Maasikas FIE");
    let erased = owner.act(&format!("/clients/{id}/erase-personal-data")).await.done(200);
    assert_eq!(erased["records"], 1);
    let about = owner.pages(&format!("/activity?client={id}"), 5).await;
    assert_eq!(about.len(), 3);
    assert!(about.iter().all(|record| record["personal"] == json!({})));
}

#[tokio::test]
async fn a_client_is_diagnosed() {
    let (_, owner) = active(&["a"]).await;
    let found = owner.get("/clients/a/diagnosis?month=2026-10&field=documents").await.done(200);
    assert!(!found["findings"].as_array().unwrap().is_empty());
    assert!(!owner.get("/diagnosis").await.done(200)["findings"].as_array().unwrap().is_empty());
    owner.get("/clients/a/diagnosis?field=sales").await.refused(400, "malformed");
}
