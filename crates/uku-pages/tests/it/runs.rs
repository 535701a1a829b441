//! Runs.

use uku_core::counting::CountError;
use uku_core::firm::{Action, Who as Whose};
use uku_core::ledger::LedgerError;
use uku_core::run::{Failure, Outcome, Run, RunKind, SkipReason};
use uku_testkit::build::{item, months, run, run_id};
use uku_web_testkit::{TestSite, Who};

use crate::scene::{came_of, change, changed, furnished, queue, work_off};

/// October of three clients: one was updated, one failed, one waits.
async fn in_the_middle() -> (TestSite, String) {
    let site = furnished().await;
    let one = Run { kind: RunKind::ManualImport, months: months("2026-10", "2026-10"), ..run(7) };
    queue(&site, &one, &[item(1, "kask"), item(2, "lepp"), item(3, "tamm")]).await;
    work_off(&site, &[came_of("2026-10", Outcome::Updated(vec![changed("sales_entries", 109, 112)]))]).await;
    let wrong = Failure::Count(CountError::Ledger(LedgerError::WrongKeys));
    work_off(&site, &[came_of("2026-10", Outcome::Failed(wrong))]).await;
    (site, format!("/runs/{}", run_id(7)))
}

async fn activate(site: &TestSite) {
    let owner = Who::Owner.identity().unwrap().actor;
    uku_core::activation::activate(&owner, site.store.as_ref(), &site.clock).await.unwrap();
}

#[tokio::test]
async fn runs_are_listed_with_what_came_of_them() {
    let (site, path) = in_the_middle().await;
    let page = site.visitor(Who::Admin).get("/runs").await;
    assert!(page.says(&format!("href=\"{path}\">Import data</a>")), "{}", page.text);
    assert!(page.says("2 of 3 clients") && page.says("Under way") && page.says("1 updated and 1 failed"));
    assert!(page.says("Mari Maasikas") && page.says("10 Nov 2026, 07:00"));
    let page = site.visitor(Who::Admin).in_language("et").get("/runs").await;
    assert!(page.says("2 / 3 klienti") && page.says("Andmete import"), "{}", page.text);
}

#[tokio::test]
async fn a_list_of_many_runs_goes_on() {
    let site = furnished().await;
    for number in 1..=21 {
        queue(&site, &run(number), &[]).await;
    }
    let page = site.visitor(Who::Owner).get("/runs").await;
    let next = format!("/runs?before={}", run_id(2));
    assert!(page.says(&next) && !page.says(&format!("/runs/{}\"", run_id(1))), "{}", page.text);
    let page = site.visitor(Who::Owner).get(&next).await;
    assert!(
        page.says(&format!("/runs/{}\"", run_id(1))) && page.says("First page") && !page.says("Next page")
    );
}

#[tokio::test]
async fn no_runs_yet() {
    let page = furnished().await.visitor(Who::Owner).get("/runs").await;
    assert!(page.says("Nothing was imported yet") && page.says("href=\"/why\""));
}

#[tokio::test]
async fn a_run_says_what_came_of_each_client() {
    let (site, path) = in_the_middle().await;
    let page = site.visitor(Who::Owner).get(&path).await;
    assert!(page.says("October 2026. Asked for by Mari Maasikas, 10 Nov 2026, 07:00."), "{}", page.text);
    assert!(page.says("The summary task was changed: Sales entries 109 → 112."));
    assert!(page.says("href=\"/reports/clients/kask/2026-10\">October 2026</a>"));
    assert!(page.says("href=\"/clients/lepp/integration\">Integration dialog</a>"));
    assert!(page.says("Waiting") && page.says("value=\"2\" max=\"3\"") && page.says("Left to do"));
    assert!(page.says(&format!("hx-sse:connect=\"{path}/events\"")) && page.says("Look again"));
    assert!(page.says(&format!("action=\"{path}/retry\"")) && page.says(&format!("href=\"{path}/cancel\"")));
    let page = site.visitor(Who::Owner).in_language("et").get(&path).await;
    assert!(page.says("Vaata uuesti") && page.says("Proovi ebaõnnestunut uuesti"));
}

#[tokio::test]
async fn filters_show_those_that_failed_wait_or_are_done() {
    let (site, path) = in_the_middle().await;
    let owner = site.visitor(Who::Owner);
    for (shown, name) in [("failed", "Lepp AS"), ("waiting", "Tamm &#38; Pojad OÜ"), ("done", "Kask OÜ")] {
        let page = owner.get(&format!("{path}?shown={shown}")).await;
        for one in ["Lepp AS", "Tamm &#38; Pojad OÜ", "Kask OÜ"] {
            assert_eq!(page.says(&format!(">{one}</a>")), one == name, "{shown} {one}");
        }
        assert!(page.says(&format!("{path}/events?shown={shown}")));
    }
    let page = owner.get(&format!("{path}?shown=left-alone")).await;
    assert!(page.says("No client of this run is like that."));
}

#[tokio::test]
async fn months_that_fared_alike_are_one_line_and_many_lines_are_folded() {
    let site = furnished().await;
    queue(&site, &run(7), &[item(1, "kask"), item(2, "lepp")]).await;
    let skipped = || Outcome::Skipped(SkipReason::NotConnected);
    work_off(
        &site,
        &[came_of("2026-08", skipped()), came_of("2026-09", skipped()), came_of("2026-10", skipped())],
    )
    .await;
    let mixed = [Outcome::Created, Outcome::Unchanged, Outcome::Created, Outcome::Deleted];
    let months = ["2026-07", "2026-08", "2026-09", "2026-10"];
    let mixed: Vec<_> = months.into_iter().zip(mixed).map(|(of, outcome)| came_of(of, outcome)).collect();
    work_off(&site, &mixed).await;
    let page = site.visitor(Who::Owner).get(&format!("/runs/{}", run_id(7))).await;
    assert!(page.says("August 2026 to October 2026: Passed over"), "{}", page.text);
    assert_eq!(page.text.matches("<details class=\"more\">").count(), 1);
    assert!(page.says("2 summary tasks created, 1 unchanged and 1 left as they are"), "{}", page.text);
    assert!(!page.says("hx-sse:connect"), "it is over");
}

#[tokio::test]
async fn many_clients_are_on_several_pages() {
    let site = furnished().await;
    let items: Vec<_> = (0..250).map(|number| item(number, &format!("client-{number:03}"))).collect();
    queue(&site, &run(7), &items).await;
    let path = format!("/runs/{}", run_id(7));
    let page = site.visitor(Who::Owner).get(&path).await;
    assert!(page.says("1–100 of 250") && page.says("client-099") && !page.says("client-100"));
    let page = site.visitor(Who::Owner).get(&format!("{path}?page=3")).await;
    assert!(
        page.says("201–250 of 250") && page.says("client-249") && page.says("aria-current=\"page\">3</a>")
    );
    let page = site.visitor(Who::Owner).get(&format!("{path}?page=99999999999")).await;
    assert!(page.says("201–250 of 250"));
}

#[tokio::test]
async fn what_is_under_way_is_sent_and_sent_again_only_when_it_changed() {
    let (site, path) = in_the_middle().await;
    let events = site.visitor(Who::Owner).get(&format!("{path}/events")).await;
    assert_eq!(events.headers["content-type"], "text/event-stream");
    // Nothing changes meanwhile: the ten minutes are over at once on a clock that who sleeps moves on.
    assert_eq!(events.text.matches("id=\"run-progress\"").count(), 1, "{}", events.text);
    assert!(!events.says("event: over"));
}

#[tokio::test]
async fn when_it_is_over_the_page_is_told() {
    let (site, path) = in_the_middle().await;
    work_off(&site, &[came_of("2026-10", Outcome::Created)]).await;
    let events = site.visitor(Who::Owner).get(&format!("{path}/events")).await;
    assert!(events.says("3 of 3 clients") && events.text.trim_end().ends_with("event: over\ndata: over"));
}

#[tokio::test]
async fn the_stream_ends_with_the_program() {
    let (site, path) = in_the_middle().await;
    site.site.errands.end().await;
    let events = site.visitor(Who::Owner).get(&format!("{path}/events")).await;
    assert!(events.text.is_empty(), "{}", events.text);
}

#[tokio::test]
async fn cancelling_asks_first_and_twice_does_no_harm() {
    let (site, path) = in_the_middle().await;
    let owner = site.visitor(Who::Owner);
    let page = owner.get(&format!("{path}/cancel")).await;
    assert!(
        page.says("It is not done for 1 client yet, and will not be.") && page.says("<h1>"),
        "{}",
        page.text
    );
    let part = owner.get_part(&format!("{path}/cancel")).await;
    assert!(part.says("id=\"dialog-title\"") && !part.says("<h1>"));
    let done = owner.post(&format!("{path}/cancel"), &[]).await;
    assert_eq!(
        (done.status.as_u16(), done.location()),
        (303, format!("{path}?done=runs-cancelled").as_str())
    );
    let page = owner.get(done.location()).await;
    assert!(page.says("The run was cancelled. What was written stays.") && page.says("Cancelled"));
    let again = owner.post(&format!("{path}/cancel"), &[]).await;
    assert_eq!(again.location(), format!("{path}?done=runs-over-already"));
    let asked = owner.get(&format!("{path}/cancel")).await;
    assert_eq!(asked.location(), path, "nothing is left to be asked");
    let dialog = owner.post_part(&format!("{path}/cancel"), &[]).await;
    assert_eq!(dialog.headers["hx-redirect"], format!("{path}?done=runs-over-already"));
}

#[tokio::test]
async fn what_failed_is_retried_once() {
    let (site, path) = in_the_middle().await;
    let owner = site.visitor(Who::Owner);
    let refused = owner.post(&format!("{path}/retry"), &[]).await;
    assert_eq!(refused.status, 409, "the integration is not active");
    activate(&site).await;
    let done = owner.post(&format!("{path}/retry"), &[]).await;
    assert_eq!(done.location(), format!("{path}?done=runs-retried"));
    let again = owner.post(&format!("{path}/retry"), &[]).await;
    assert_eq!(again.location(), format!("{path}?done=runs-nothing-to-retry"));
    let page = owner.get(again.location()).await;
    assert!(page.says("There is nothing to retry in this run.") && page.says("1 of 3 clients"));
}

#[tokio::test]
async fn strangers_see_nothing_and_who_may_not_import_can_not_cancel() {
    let (site, path) = in_the_middle().await;
    for missing in ["/runs/x", "/runs/00000000-0000-0000-0000-0000000000ff"] {
        assert_eq!(site.visitor(Who::Owner).get(missing).await.status, 404, "{missing}");
        assert_eq!(site.visitor(Who::Owner).get(&format!("{missing}/events")).await.status, 404, "{missing}");
    }
    assert_eq!(site.visitor(Who::OtherOwner).get(&path).await.status, 404);
    assert_eq!(site.visitor(Who::OtherOwner).post(&format!("{path}/cancel"), &[]).await.status, 404);
    assert_eq!(site.visitor(Who::Member).get(&path).await.status, 403);
    let lapsed = site.visitor(Who::LapsedOwner);
    let page = lapsed.get(&path).await;
    assert!(page.status == 200 && !page.says("/cancel") && !page.says("/retry"));
    assert_eq!(lapsed.post(&format!("{path}/retry"), &[]).await.status, 403);
    assert!(Who::LapsedOwner.identity().unwrap().actor.may(Action::ImportData).is_err());
}

#[tokio::test]
async fn what_the_software_began_is_asked_for_by_uku() {
    let site = furnished().await;
    queue(&site, &Run { asked_by: Whose::Software, kind: RunKind::Scheduled, ..run(7) }, &[item(1, "kask")])
        .await;
    change(&site, async |work| {
        work.runs().stop(run_id(7), uku_testkit::build::at("2026-11-10T09:00:00Z")).await.unwrap();
    })
    .await;
    let page = site.visitor(Who::Owner).get("/runs").await;
    assert!(
        page.says("Scheduled import") && page.says(">Uku</td>") && page.says("Cancelled"),
        "{}",
        page.text
    );
}
