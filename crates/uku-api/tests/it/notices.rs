use serde_json::json;
use uku_core::notice::MissedBecause;
use uku_core::notice::{Audience, Notice, NoticeEvent, Notices};
use uku_testkit::build::{at, month};
use uku_web_testkit::{TestSite, Who};

use crate::ask::{active, asker};

#[tokio::test]
async fn notices_are_read_by_each_for_themselves() {
    let (site, owner) = active(&[]).await;
    for number in 0..5 {
        let event = NoticeEvent::ImportMissed { month: month("2026-10"), because: MissedBecause::NotRunning };
        let notice =
            Notice { key: number.to_string(), at: at("2026-11-10T05:00:00Z"), to: Audience::Admins, event };
        site.notices.post(&TestSite::firm_id(), &notice).await.unwrap();
    }
    let notices = owner.pages("/notices", 2).await;
    assert_eq!(notices.len(), 5);
    assert!(notices.windows(2).all(|two| two[0]["number"].as_i64() > two[1]["number"].as_i64()));
    assert!(notices[0]["subject"].as_str().unwrap().contains(' '));
    assert_eq!(owner.get("/notices/unread").await.done(200)["unread"], 5);
    let read = json!({ "upTo": notices[1]["number"] });
    assert_eq!(owner.post("/notices/read", &read).await.done(200)["unread"], 1);
    assert_eq!(asker(&site, Who::Admin).get("/notices/unread").await.done(200)["unread"], 5);
    assert_eq!(asker(&site, Who::Member).get("/notices/unread").await.done(200)["unread"], 0);
}
