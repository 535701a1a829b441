use serde_json::json;

use crate::ask::set_up;

#[tokio::test]
async fn runs_are_listed_the_latest_first() {
    let (_, owner) = set_up(&["a", "b", "c"]).await;
    let mut begun = Vec::new();
    for _ in 0..5 {
        begun.push(owner.post("/reload", &json!({})).await.done(202)["run"].clone());
    }
    begun.reverse();
    for limit in [1, 2, 5, 200] {
        let runs = owner.pages("/runs", limit).await;
        let ids: Vec<_> = runs.iter().map(|run| run["id"].clone()).collect();
        assert_eq!(ids, begun);
    }
    let items = owner.pages(&format!("/runs/{}/items", begun[0].as_str().unwrap()), 2).await;
    let names: Vec<_> = items.iter().map(|item| item["client"]["name"].clone()).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(items[0]["state"], "waiting");
}

#[tokio::test]
async fn a_run_is_cancelled_once() {
    let (_, owner) = set_up(&["a", "b"]).await;
    let run = owner.post("/reload", &json!({})).await.done(202)["run"].clone();
    let path = format!("/runs/{}", run.as_str().unwrap());
    assert_eq!(owner.act(&format!("{path}/cancel")).await.done(200)["clients"], 2);
    assert_eq!(owner.act(&format!("{path}/cancel")).await.done(200)["clients"], 0);
    assert_eq!(owner.get(&path).await.done(200)["state"], "cancelled");
    assert_eq!(owner.act(&format!("{path}/retry")).await.done(200)["clients"], 0);
}

#[tokio::test]
async fn events_end_with_the_run() {
    let (_, owner) = set_up(&["a"]).await;
    let run = owner.post("/reload", &json!({})).await.done(202)["run"].clone();
    let path = format!("/runs/{}", run.as_str().unwrap());
    owner.act(&format!("{path}/cancel")).await.done(200);
    let reply = owner.get(&format!("{path}/events")).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, "text/event-stream"));
    let data = reply.text.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    let told: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(told, owner.get(&path).await.done(200));
    assert_eq!(reply.text.matches("event: run").count(), 1);
}

/// Somebody cancels the run while somebody else watches it.
#[tokio::test]
async fn events_tell_what_changes() {
    let (site, owner) = set_up(&["a"]).await;
    let run = owner.post("/reload", &json!({})).await.done(202)["run"].clone();
    let path = format!("/runs/{}", run.as_str().unwrap());
    let admin = crate::ask::asker(&site, uku_web_testkit::Who::Admin);
    let events = format!("{path}/events");
    let cancel = format!("{path}/cancel");
    let (reply, _) = tokio::join!(owner.get(&events), async {
        tokio::task::yield_now().await;
        admin.act(&cancel).await
    });
    let states: Vec<String> = (reply.text.lines())
        .filter_map(|line| line.strip_prefix("data: "))
        .map(|data| serde_json::from_str::<serde_json::Value>(data).unwrap()["state"].to_string())
        .collect();
    assert_eq!(states.last().map(String::as_str), Some("\"cancelled\""));
}
