//! The activity.

use uku_core::audit::{AuditEntry, AuditEvent};
use uku_core::client::ClientField;
use uku_core::firm::Who as Whose;
use uku_core::run::{RunId, RunKind};
use uku_core::summary::HandEdits;
use uku_testkit::build::{at, id, months, run_id};
use uku_web_testkit::{TestSite, Who};

use crate::scene::{change, changed, furnished, record};

async fn append(site: &TestSite, entry: AuditEntry) {
    change(site, async |work| work.audit().append(&[entry]).await.unwrap()).await;
}

async fn lively() -> TestSite {
    let site = furnished().await;
    let owner = || Whose::Member(id("owner"));
    let started = AuditEvent::RunStarted {
        run: run_id(7),
        kind: RunKind::Reload,
        months: months("2025-11", "2026-10"),
        clients: 3,
        hand_edits: HandEdits::Keep,
    };
    append(&site, AuditEntry::new(at("2026-11-09T12:12:00Z"), owner(), started)).await;
    let fields = vec![ClientField::IMPORTED[0]];
    let done = uku_core::audit::Succeeded::Yes;
    let added = AuditEvent::ClientWritten { new: true, fields, done };
    let personal = [("name".to_owned(), "Peeter Mets".to_owned())].into();
    let added = AuditEntry::new(at("2026-11-09T13:00:00Z"), owner(), added).about(Some(&id("lepp")));
    append(&site, added.with(personal)).await;
    record(&site, Whose::Software, "kask", "2026-10", false, vec![changed("sales_entries", 109, 112)]).await;
    site
}

#[tokio::test]
async fn nothing_was_recorded_yet() {
    let page = furnished().await.visitor(Who::Owner).get("/activity").await;
    assert!(page.says("Nothing was recorded yet"), "{}", page.text);
}

#[tokio::test]
async fn who_did_what_is_told_by_days() {
    let site = lively().await;
    let page = site.visitor(Who::Owner).get("/activity").await;
    assert!(page.says("Mari Maasikas started: Reload data, November 2025 to October 2026, 3 clients."));
    assert!(page.says("Uku changed the summary task of Kask OÜ for October 2026: Sales entries 109 → 112."));
    assert!(
        page.says(&format!("href=\"/runs/{}\"", run_id(7))) && page.says("/reports/clients/kask/2026-10")
    );
    let today = page.text.find("10 Nov 2026</h2>").unwrap();
    assert!(today < page.text.find("9 Nov 2026</h2>").unwrap(), "{}", page.text);
    assert!(page.says("datetime=\"2026-11-09T14:12\">14:12</time>"), "by the firm's clock");
    let page = site.visitor(Who::Owner).in_language("et").get("/activity").await;
    assert!(page.says("09.11.2026</h2>") && page.says("Tegevuslogi"));
}

#[tokio::test]
async fn one_client_is_chosen_by_name() {
    let site = lively().await;
    let owner = site.visitor(Who::Owner);
    let page = owner.get("/activity?text=lep").await;
    assert!(page.says("href=\"/activity?client=lepp\">Lepp AS</a>"), "{}", page.text);
    let page = owner.get("/activity?text=nobody+at+all").await;
    assert!(page.says("No client has these words"));
    let page = owner.get("/activity?client=lepp").await;
    assert!(page.says("added the client Lepp AS") && !page.says("Reload data"));
    assert!(page.says("Peeter Mets") && page.says("href=\"/activity/erase?client=lepp\""));
}

#[tokio::test]
async fn a_long_activity_goes_on() {
    let site = furnished().await;
    for number in 1..=120 {
        let cancelled = AuditEvent::RunCancelled { run: RunId(run_id(number).0), clients: 1 };
        append(&site, AuditEntry::new(at("2026-11-09T12:12:00Z"), Whose::Software, cancelled)).await;
    }
    let page = site.visitor(Who::Owner).get("/activity").await;
    assert_eq!(page.text.matches("<li><time").count(), 100);
    let next = page.text.split("rel=\"next\"").next().unwrap().rsplit("href=\"").next().unwrap();
    let page = site.visitor(Who::Owner).get(next.trim().trim_end_matches('"')).await;
    assert!(page.text.matches("<li><time").count() >= 20 && page.says("First page"), "{next}");
}

#[tokio::test]
async fn erasing_asks_for_the_name_and_keeps_what_was_typed() {
    let site = lively().await;
    let owner = site.visitor(Who::Owner);
    let page = owner.get("/activity/erase?client=lepp").await;
    assert!(page.says("Type Lepp AS to confirm") && page.says("<h1>"), "{}", page.text);
    assert!(!owner.get_part("/activity/erase?client=lepp").await.says("<h1>"));
    let wrong = owner.post("/activity/erase", &[("client", "lepp"), ("confirmation", "lepp as")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.says("This is not the name.") && wrong.says("value=\"lepp as\""));
    assert!(owner.get("/activity?client=lepp").await.says("Peeter Mets"), "nothing was erased");
    let done = owner.post("/activity/erase", &[("client", "lepp"), ("confirmation", " Lepp AS ")]).await;
    assert_eq!(done.location(), "/activity?client=lepp&done=activity-erased");
    let page = owner.get(done.location()).await;
    assert!(page.says("The personal data was erased.") && !page.says("Peeter Mets"), "{}", page.text);
    assert!(page.says("added the client Lepp AS"), "what happened stays");
}

#[tokio::test]
async fn who_may_not_see_it_is_refused() {
    let site = lively().await;
    let member = site.visitor(Who::Member);
    assert_eq!(member.get("/activity").await.status, 403);
    assert_eq!(
        member.post("/activity/erase", &[("client", "lepp"), ("confirmation", "Lepp AS")]).await.status,
        403
    );
    let other = site.visitor(Who::OtherOwner).get("/activity?client=lepp").await;
    assert!(other.says("Nothing was recorded yet") && !other.says("Lepp AS"), "{}", other.text);
}
