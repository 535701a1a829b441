use std::num::NonZeroU32;

use chrono::TimeDelta;
use uku_api::Rate;
use uku_web_testkit::Who;

use crate::ask::{asker, site_at};

#[tokio::test]
async fn who_asks_too_often_waits_and_nobody_else_does() {
    let number = |number| NonZeroU32::new(number).unwrap();
    let site = site_at(Rate { per_minute: number(6), at_once: number(2) });
    let owner = asker(&site, Who::Owner);
    for _ in 0..2 {
        owner.get("/me").await.done(200);
    }
    let refused = owner.get("/me").await;
    refused.refused(429, "too-many-requests");
    let wait: i64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=11).contains(&wait), "{wait}");
    asker(&site, Who::Admin).get("/me").await.done(200);
    asker(&site, Who::OtherOwner).get("/me").await.done(200);
    site.clock.advance(TimeDelta::seconds(wait));
    owner.get("/me").await.done(200);
    owner.get("/me").await.refused(429, "too-many-requests");
}
