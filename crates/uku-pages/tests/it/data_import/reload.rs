use rust_decimal::Decimal;
use uku_core::run::{Epoch, Run, RunsQuery};
use uku_core::store::IntegrationStore as _;
use uku_core::summary::{HandEdits, SummaryWrite, Tasks as _, WriteStamp, WrittenMonth};
use uku_testkit::build::{at, draft, firm_a, id, key, month, months, values};
use uku_web_testkit::Who;

use super::{Office, TAB, value};

const RELOAD: &str = "/settings/smartaccounts/data-import/reload";

impl Office {
    async fn runs(&self) -> Vec<Run> {
        let mut work = self.0.store.open(&firm_a()).await.unwrap();
        let records = work.runs().page(RunsQuery { before: None, most: 10 }).await.unwrap();
        records.into_iter().map(|record| record.run).collect()
    }

    /// A summary task of October with five sales entries, which we wrote.
    async fn write_october(&self, client: &str) {
        let draft = draft(key(client, "2026-10"), &[("sales_entries", 5)]);
        let counted_at = at("2026-11-01T03:00:00Z");
        let stamp = WriteStamp { epoch: Epoch(1), counted_at };
        let write = SummaryWrite { draft, expected: None, stamp };
        let task = self.0.tasks.write_summary(&firm_a(), &write).await.unwrap();
        let written = WrittenMonth::default().done(task, &values(&[("sales_entries", 5)]), counted_at);
        let mut work = self.0.store.open(&firm_a()).await.unwrap();
        work.runs().put_written(&id(client), month("2026-10"), &written).await.unwrap();
        work.commit().await.unwrap();
    }
}

#[tokio::test]
async fn reload_data_tells_first_what_it_would_do() {
    let office = Office::new().await;
    office.complete().await;
    for client in ["Kask", "Tamm", "Pihlakas", "Saar"] {
        office.connect(client).await;
    }
    for client in ["Kask", "Tamm", "Pihlakas"] {
        office.write_october(client).await;
    }
    let october = |client| key(client, "2026-10");
    office.0.tasks.edit(&firm_a(), &october("Kask"), id("sales_entries"), Decimal::from(7));
    office.0.tasks.bill(&firm_a(), &october("Tamm"));
    office.0.tasks.delete(&firm_a(), &october("Pihlakas"));
    let admin = office.admin();
    assert!(admin.get(TAB).await.says(&format!("href=\"{RELOAD}\"")));
    let page = admin.get(RELOAD).await;
    assert_eq!(page.status, 200, "{}", page.text);
    for said in [
        "4 clients, November 2025 to October 2026",
        "2 summary tasks are there already and may change.",
        "1 of them is billed and stays as it is.",
        "1 deleted summary task comes back",
        "1 number was changed by hand",
        "About 52 requests",
    ] {
        assert!(page.says(said), "{said}: {}", page.text);
    }
    assert!(page.says("Kask") && page.says("Sales entries") && page.says("name=\"overwrite\""));
    let part = admin.get_part(RELOAD).await;
    assert!(part.says("id=\"dialog-title\"") && !part.says("<html"));
    assert!(office.runs().await.is_empty(), "asking starts nothing");
    let page = admin.in_language("et").get(RELOAD).await;
    assert!(page.says("Laadi andmed uuesti") && page.says("1 arv on käsitsi muudetud"), "{}", page.text);
}

#[tokio::test]
async fn a_form_that_is_sent_twice_starts_one_run() {
    let office = Office::new().await;
    office.complete().await;
    office.connect("Kask").await;
    let admin = office.admin();
    let run = value(&admin.get(RELOAD).await, "run");
    for _ in 0..2 {
        let started = admin.post(RELOAD, &[("run", &run)]).await;
        assert_eq!(started.status, 303);
        assert_eq!(started.location(), format!("/runs/{run}?done=data-import-reload-started"));
    }
    let runs = office.runs().await;
    assert_eq!(runs.len(), 1);
    assert_eq!((runs[0].hand_edits, runs[0].months), (HandEdits::Keep, months("2025-11", "2026-10")));
    // From the dialog, the whole page goes on.
    let run = value(&admin.get_part(RELOAD).await, "run");
    let started = admin.post_part(RELOAD, &[("run", &run), ("overwrite", "yes")]).await;
    let next = started.headers["hx-redirect"].to_str().unwrap();
    assert!(next.starts_with(&format!("/runs/{run}")), "{next}");
    let latest = office.runs().await.into_iter().find(|one| one.id.to_string() == run).unwrap();
    assert_eq!(latest.hand_edits, HandEdits::Overwrite);
}

#[tokio::test]
async fn why_nothing_can_be_reloaded_is_said() {
    let office = Office::bare();
    let admin = office.admin();
    let page = admin.get(RELOAD).await;
    assert!(page.says("not activated; activate it first") && page.says("/why"), "{}", page.text);
    assert!(!page.says("type=\"submit\">"), "there is nothing to start");
    let office = Office::new().await;
    let refused = office.admin().post(RELOAD, &[("run", "x")]).await;
    assert_eq!(refused.status, 409);
    assert!(
        refused.says("fill in on the Data import tab: Task title, Topic, Data import"),
        "{}",
        refused.text
    );
    office.complete().await;
    let page = office.admin().in_language("et").get(RELOAD).await;
    assert!(page.says("Ükski klient ei ole ühendatud"));
    assert!(office.runs().await.is_empty());
}

#[tokio::test]
async fn only_those_who_may_reload() {
    let office = Office::new().await;
    office.complete().await;
    office.connect("Kask").await;
    for who in [Who::Member, Who::LapsedOwner] {
        assert_eq!(office.0.visitor(who).get(RELOAD).await.status, 403, "{who:?}");
        assert_eq!(office.0.visitor(who).post(RELOAD, &[]).await.status, 403, "{who:?}");
    }
    assert!(office.runs().await.is_empty());
}
