//! Notices.

use uku_core::connection::ConnectionTrouble;
use uku_core::notice::{Audience, Notice, NoticeEvent, Notices as _, OutcomeTally};
use uku_core::run::RunKind;
use uku_core::summary::SettingsTrouble;
use uku_testkit::build::{at, firm_a, id, month, months, run_id};
use uku_web_testkit::{TestSite, Who};

use crate::scene::furnished;

async fn post(site: &TestSite, key: &str, event: NoticeEvent) {
    let notice = Notice { key: key.to_owned(), at: at("2026-11-10T09:00:00Z"), to: Audience::Admins, event };
    site.notices.post(&firm_a(), &notice).await.unwrap();
}

fn finished() -> NoticeEvent {
    let tally = OutcomeTally { created: 216, failed: 2, ..OutcomeTally::default() };
    let months = months("2026-10", "2026-10");
    let (run, kind) = (run_id(7), RunKind::ManualImport);
    NoticeEvent::RunFinished { run, kind, months, clients: 219, cancelled: false, tally }
}

#[tokio::test]
async fn nothing_was_told_yet() {
    let page = furnished().await.visitor(Who::Member).get("/notices").await;
    assert!(page.says("No notices yet") && !page.says("Mark all read"));
}

#[tokio::test]
async fn each_notice_leads_on() {
    let site = furnished().await;
    let gone = SettingsTrouble::TopicGone(id("gone"));
    let because = uku_core::notice::MissedBecause::NotRunning;
    let one = vec![(id("kask"), ConnectionTrouble::WrongKeys)];
    for (key, event) in [
        ("1", finished()),
        ("2", NoticeEvent::KeysStoppedWorking { run: run_id(7), clients: one }),
        ("3", NoticeEvent::SettingsBroken { troubles: vec![gone] }),
        ("4", NoticeEvent::ImportMissed { month: month("2026-09"), because }),
    ] {
        post(&site, key, event).await;
    }
    let page = site.visitor(Who::Owner).get("/notices").await;
    assert!(page.says(&format!("href=\"/runs/{}\">Import data is done: October 2026</a>", run_id(7))));
    assert!(page.says("For 219 clients: 216 summary tasks created and 2 failed."), "{}", page.text);
    assert!(page.says("href=\"/clients/kask/integration\"") && page.says("Kask OÜ: "), "{}", page.text);
    assert!(page.says("href=\"/settings/smartaccounts/data-import\""));
    assert!(page.says("href=\"/clients/import-data?from=2026-09&#38;to=2026-09\""));
    assert_eq!(page.text.matches("class=\"is-unread\"").count(), 4);
    let page = site.visitor(Who::Owner).in_language("et").get("/notices").await;
    assert!(page.says("Märgi kõik loetuks") && page.says("Kask OÜ: "));
}

#[tokio::test]
async fn marking_as_read_leaves_what_came_since() {
    let site = furnished().await;
    post(&site, "1", finished()).await;
    let owner = site.visitor(Who::Owner);
    let page = owner.get("/notices").await;
    assert!(page.says("name=\"up_to\" value=\"1\""), "{}", page.text);
    post(&site, "2", finished()).await;
    let done = owner.post("/notices/read", &[("up_to", "1")]).await;
    assert_eq!(done.location(), "/notices?done=notices-read");
    let page = owner.get(done.location()).await;
    assert!(page.says("The notices are marked as read."));
    assert!(
        page.says("id=\"notice-2\" class=\"is-unread\"") && page.says("id=\"notice-1\">"),
        "{}",
        page.text
    );
    owner.post("/notices/read", &[("up_to", "2")]).await;
    assert!(!owner.get("/notices").await.says("Mark all read"));
}

#[tokio::test]
async fn a_member_sees_none_of_the_admins_notices() {
    let site = furnished().await;
    post(&site, "1", finished()).await;
    assert!(site.visitor(Who::Member).get("/notices").await.says("No notices yet"));
    assert!(site.visitor(Who::OtherOwner).get("/notices").await.says("No notices yet"));
}

#[tokio::test]
async fn a_long_list_goes_on_and_a_long_notice_is_short() {
    let site = furnished().await;
    for number in 1..=51 {
        post(&site, &number.to_string(), finished()).await;
    }
    let clients = (0..40).map(|n| (id(&format!("client-{n:02}")), ConnectionTrouble::Unpaid)).collect();
    post(&site, "keys", NoticeEvent::KeysStoppedWorking { run: run_id(7), clients }).await;
    let page = site.visitor(Who::Owner).get("/notices").await;
    assert!(page.says("client-09") && !page.says("client-10") && page.says("And 30 more clients."));
    assert!(page.says("href=\"/notices?before=3\"") && !page.says("id=\"notice-2\""), "{}", page.text);
    let page = site.visitor(Who::Owner).get("/notices?before=3").await;
    assert!(page.says("id=\"notice-2\"") && page.says("href=\"/notices\">First page"));
}
