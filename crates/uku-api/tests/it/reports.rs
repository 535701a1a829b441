use serde_json::json;
use uku_web_testkit::Who;

use crate::ask::{active, asker};

#[tokio::test]
async fn a_month_is_shown_page_by_page_also_without_tasks() {
    let (site, owner) = active(&["a", "b", "c"]).await;
    let member = asker(&site, Who::Member);
    assert_eq!(member.get("/reports").await.done(200)["items"], json!([]));
    let rows = member.pages("/reports/2026-10", 2).await;
    let names: Vec<_> = rows.iter().map(|row| row["client"]["name"].clone()).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(rows[0]["task"], json!(null));
    assert_eq!(owner.pages("/reports/2026-10?which=with_task", 2).await, Vec::<serde_json::Value>::new());
    assert_eq!(member.get("/reports/2026-10/totals").await.done(200)["now"]["tasks"], 0);
    let year = member.get("/clients/a/reports?to=2026-10").await.done(200);
    assert_eq!(year["months"].as_array().unwrap().len(), 12);
    let task = member.get("/clients/a/reports/2026-10").await.done(200);
    assert_eq!(task["client"], json!({ "id": "a", "name": "a" }));
    assert_eq!(owner.get("/clients/a/reports/2026-10/history").await.done(200)["items"], json!([]));
    member.get("/clients/a/reports").await.refused(400, "malformed");
}
