use serde_json::json;

use crate::ask::{active, set_up};

#[tokio::test]
async fn an_import_is_forecast_and_begun() {
    let (_, owner) = set_up(&["a", "b"]).await;
    let asked = json!({ "clients": ["a"], "months": { "from": "2026-09", "to": "2026-10" } });
    let forecast = owner.post("/import-data/forecast", &asked).await.done(200);
    assert_eq!((&forecast["clients"], &forecast["incomplete"]), (&json!(1), &json!(null)));
    let begun = owner.post("/import-data", &asked).await;
    let run = begun.done(202)["run"].clone();
    assert_eq!(begun.header("location"), format!("/api/v1/runs/{}", run.as_str().unwrap()));
    let seen = owner.get(begun.header("location")).await.done(200);
    assert_eq!(
        (&seen["id"], &seen["state"], &seen["kind"]),
        (&run, &json!("waiting"), &json!("manual_import"))
    );
    let reload = owner.post("/reload", &json!({ "overwrite": true })).await.done(202);
    let seen = owner.get(&format!("/runs/{}", reload["run"].as_str().unwrap())).await.done(200);
    assert_eq!(
        (&seen["clients"], &seen["months"]),
        (&json!(2), &json!({ "from": "2025-11", "to": "2026-10" }))
    );
}

#[tokio::test]
async fn months_that_can_not_be_imported_are_told() {
    let (_, owner) = set_up(&["a"]).await;
    for (from, to) in [("2026-10", "2026-09"), ("2020-01", "2026-10"), ("2026-11", "2026-12")] {
        let asked = json!({ "months": { "from": from, "to": to } });
        let problem = owner.post("/import-data", &asked).await.refused(422, "invalid");
        assert_eq!(problem["errors"][0]["field"], "months");
    }
    let unknown = json!({ "clients": ["nobody"] });
    owner.post("/reload", &unknown).await.refused(404, "not-found");
}

#[tokio::test]
async fn nothing_is_imported_before_the_settings_are_complete() {
    let (_, owner) = active(&["a"]).await;
    owner.post("/reload", &json!({})).await.refused(409, "conflict");
    owner.post("/reload/forecast", &json!({})).await.refused(409, "conflict");
}
