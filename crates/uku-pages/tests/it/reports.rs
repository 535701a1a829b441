//! Reports.

use uku_core::firm::Who as Whose;
use uku_core::summary::CustomFieldId;
use uku_testkit::build::{firm_a, id, key};
use uku_web_testkit::{TestSite, Who};

use crate::scene::{changed, furnished, record, site, task};

async fn reported() -> TestSite {
    let site = furnished().await;
    for (month, sales) in [("2026-08", 90), ("2026-09", 100), ("2026-10", 160)] {
        task(&site, "kask", month, sales, 12).await;
    }
    task(&site, "lepp", "2026-10", 20, 1234).await;
    site
}

#[tokio::test]
async fn nothing_imported_yet_leads_to_why() {
    let site = site();
    let page = site.visitor(Who::Owner).get("/reports").await;
    assert_eq!(page.status, 200);
    assert!(
        page.says("Nothing was imported yet") && page.says("href=\"/why?month=2026-10\""),
        "{}",
        page.text
    );
    let page = site.visitor(Who::Member).get("/reports").await;
    assert!(page.says("Nothing was imported yet") && !page.says("href=\"/why"), "{}", page.text);
}

#[tokio::test]
async fn the_latest_month_is_shown_with_changes_and_outliers() {
    let site = reported().await;
    let page = site.visitor(Who::Member).get("/reports").await;
    assert!(page.says("Summary tasks of October 2026. Small numbers: change against September 2026."));
    assert!(page.says("href=\"/reports/clients/kask/2026-10\">Kask OÜ</a>"), "{}", page.text);
    assert!(
        page.says("class=\"outlier\" title=\"September 2026: 100. A change by half or more"),
        "{}",
        page.text
    );
    assert!(page.says("<span class=\"delta\">+60</span>"));
    assert!(page.says("Tamm &#38; Pojad OÜ") && page.says("No summary task"));
    assert!(page.says("All 3 clients") && page.says("1,246"), "the sum of bank entries: {}", page.text);
    assert!(page.says("Mari Maasikas") && page.says("1–3 of 3"));
    let page = site.visitor(Who::Member).in_language("et").get("/reports").await;
    assert!(page.says("Koondülesanded: oktoober 2026") && page.says("1\u{a0}246"), "{}", page.text);
    assert!(page.says("september 2026: 100. Muutus poole võrra või rohkem väärib ülevaatamist."));
}

#[tokio::test]
async fn filters_leave_out_and_say_so_when_nobody_is_left() {
    let site = reported().await;
    let owner = site.visitor(Who::Owner);
    let page = owner.get("/reports?month=2026-10&which=without").await;
    assert!(page.says(">Tamm &#38; Pojad OÜ</a>") && !page.says(">Kask OÜ</a>"), "{}", page.text);
    let page = owner.get("/reports?month=2026-10&outliers=yes").await;
    assert!(page.says(">Kask OÜ</a>") && !page.says(">Lepp AS</a>"));
    let page = owner.get("/reports?month=2026-10&text=lepp").await;
    assert!(page.says(">Lepp AS</a>") && !page.says(">Kask OÜ</a>") && page.says("value=\"lepp\""));
    assert!(page.says("/reports/export.csv?month=2026-10&#38;text=lepp"), "{}", page.text);
    let page = owner.get("/reports?month=2026-10&active=no").await;
    assert!(page.says("No client matches") && page.says("href=\"/reports?month=2026-10\""));
    let page = owner.get("/reports?month=nonsense&which=x&active=y&after_id=&seen=-1").await;
    assert_eq!(page.status, 200);
    assert!(page.says(">Kask OÜ</a>"));
}

#[tokio::test]
async fn a_long_report_goes_on() {
    let site = furnished().await;
    for number in 0..150 {
        site.clients.put(&firm_a(), uku_testkit::build::client(&format!("Client {number:03}")));
    }
    task(&site, "kask", "2026-10", 1, 1).await;
    let owner = site.visitor(Who::Owner);
    let page = owner.get("/reports").await;
    assert!(page.says("1–100 of 153") && page.says("Client 099") && !page.says("Client 100"));
    let next = page.text.split("rel=\"next\"").next().unwrap().rsplit("href=\"").next().unwrap();
    let next = next.trim().trim_end_matches('"').replace("&#38;", "&");
    let page = owner.get(&next).await;
    assert!(page.says("101–153 of 153") && page.says("Client 100") && page.says("First page"), "{next}");
    assert!(!page.says("Next page") && page.says("Kask OÜ"));
}

#[tokio::test]
async fn exports_hold_what_the_filters_leave() {
    let site = reported().await;
    site.clients.put(&firm_a(), uku_core::client::Client::named(id("evil"), "=HYPERLINK(1)"));
    let owner = site.visitor(Who::Owner);
    let file = owner.get("/reports/export.csv?month=2026-10").await;
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"firm-a-2026-10.csv\"");
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    let lines: Vec<&str> = file.text.lines().collect();
    let heads = "\u{feff}Client,Registry code,Month,Bank entries,Bank entries: change,Sales entries,\
                 Sales entries: change,Assignee,Status,Billed";
    assert_eq!(lines[0], heads);
    assert!(lines.contains(&"Kask OÜ,11526291,2026-10,12,0,160,60,Mari Maasikas,Done,no"), "{lines:?}");
    assert!(lines.contains(&"'=HYPERLINK(1),,2026-10,,,,,,No summary task,"), "{lines:?}");
    let file = owner.clone().in_language("et").get("/reports/export.csv?month=2026-10&text=lepp").await;
    assert_eq!(file.text.lines().count(), 2);
    assert!(
        file.text.starts_with("\u{feff}Klient;Registrikood;Kuu;") && file.says("Lepp AS;;2026-10;1234;;20;;")
    );
    let file = owner.get("/reports/export.xlsx").await;
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"firm-a-2026-10.xlsx\"");
    assert!(file.text.starts_with("PK"));
}

#[tokio::test]
async fn twelve_months_are_drawn_and_stand_in_a_table() {
    let site = reported().await;
    let owner = site.visitor(Who::Owner);
    let page = owner.get("/reports/clients/kask?field=sales_entries").await;
    assert!(page.says("November 2025 to October 2026") && page.says("class=\"bar-odd\""), "{}", page.text);
    assert!(page.says("From 90 in August 2026 to 160 in October 2026"));
    assert!(page.says("October 2026: Sales entries 160, the month before 100."));
    assert!(page.says("href=\"/reports/clients/kask/2026-09\">September 2026</a>"));
    assert!(page.says("to=2025-10") && page.says("to=2026-11"), "{}", page.text);
    let page = owner.get("/reports/clients/kask?to=2025-01").await;
    assert!(page.says("No summary tasks in these twelve months") && page.says("href=\"/why?client=kask\""));
    assert_eq!(owner.get("/reports/clients/nobody").await.status, 404);
    assert_eq!(site.visitor(Who::OtherOwner).get("/reports/clients/kask").await.status, 404);
}

#[tokio::test]
async fn a_summary_task_says_what_it_counts_and_what_changed_when() {
    let site = reported().await;
    record(&site, Whose::Software, "kask", "2026-10", true, Vec::new()).await;
    record(&site, Whose::Software, "kask", "2026-10", false, vec![changed("sales_entries", 150, 160)]).await;
    let field: CustomFieldId = id("bank_entries");
    site.tasks.edit(&firm_a(), &key("kask", "2026-10"), field, 13.into());
    site.tasks.bill(&firm_a(), &key("kask", "2026-10"));
    let page = site.visitor(Who::Owner).get("/reports/clients/kask/2026-10").await;
    assert!(page.says("<h1>Kuu kokkuvõte 2026-10</h1>"), "{}", page.text);
    assert!(page.says("Raamatupidamine") && page.says("31 Oct 2026") && page.says("Mari Maasikas"));
    assert!(page.says("Sales entries: Number of sales invoices in the month"));
    assert!(page.says("kind bank payment, from 1 Oct 2026 to 31 Oct 2026, by entry date"), "{}", page.text);
    assert_eq!(page.text.matches("Changed by hand").count(), 1, "bank entries only: {}", page.text);
    assert!(page.says("Its counts are on an invoice"));
    assert!(page.says("Late documents") && page.says("Imported") && page.says("was </span>150"));
    assert!(page.says("/clients/import-data?client=kask&#38;from=2026-10&#38;to=2026-10"));
    let page = site.visitor(Who::Owner).in_language("et").get("/reports/clients/kask/2026-10").await;
    assert!(page.says("Hilinenud dokumendid") && page.says("Käsitsi muudetud") && page.says("31.10.2026"));
}

#[tokio::test]
async fn a_member_sees_the_counts_but_not_the_integration() {
    let site = reported().await;
    record(&site, Whose::Software, "kask", "2026-10", true, Vec::new()).await;
    let page = site.visitor(Who::Member).get("/reports/clients/kask/2026-10").await;
    assert_eq!(page.status, 200);
    assert!(
        page.says("160")
            && !page.says("What changed when")
            && !page.says("import-data")
            && !page.says("/why")
    );
}

#[tokio::test]
async fn a_month_without_a_task_says_so() {
    let site = reported().await;
    let owner = site.visitor(Who::Owner);
    let page = owner.get("/reports/clients/tamm/2026-10").await;
    assert!(page.says("There is no summary task") && page.says("Tamm &#38; Pojad OÜ, October 2026"));
    assert!(page.says("href=\"/why?client=tamm&#38;month=2026-10\""), "{}", page.text);
    for path in
        ["/reports/clients/kask/2026-13", "/reports/clients/kask/x", "/reports/clients/nobody/2026-10"]
    {
        assert_eq!(owner.get(path).await.status, 404, "{path}");
    }
}
