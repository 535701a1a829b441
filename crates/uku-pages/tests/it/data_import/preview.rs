use uku_web_testkit::Who;

use super::Office;

const TITLE: &str = "/settings/smartaccounts/data-import/title?title=";
const DAY: &str = "/settings/smartaccounts/data-import/day?";

#[tokio::test]
async fn a_title_is_previewed_as_it_is_typed() {
    let admin = Office::bare().admin();
    let preview = admin.get_part(&format!("{TITLE}Books+%7Bmonth%7D,+%7Bclient%7D")).await;
    assert_eq!(preview.text, "Preview: Books 2026-11, Kask OÜ");
    assert_eq!(admin.get_part(&format!("{TITLE}++")).await.text, "");
    let long = admin.get_part(&format!("{TITLE}{}", "x".repeat(201))).await;
    assert!(long.says("too long"));
    let markup = admin.get_part(&format!("{TITLE}%3Cb%3E")).await;
    assert!(!markup.says("<b>"));
    assert_eq!(admin.in_language("et").get_part(&format!("{TITLE}A")).await.text, "Eelvaade: A");
}

#[tokio::test]
async fn a_rule_is_previewed_by_the_clock_of_the_firm() {
    let admin = Office::bare().admin();
    for (query, said) in [
        ("import_day=last-work-day", "November 2026 is imported on 30 Nov 2026, 21:00."),
        (
            "import_day=last-calendar-day&import_time=18:15",
            "November 2026 is imported on 30 Nov 2026, 18:15.",
        ),
        ("import_day=day-5", "November 2026 is imported on 5 Dec 2026, 05:00."),
    ] {
        let preview = admin.get_part(&format!("{DAY}{query}")).await;
        assert!(preview.says(said), "{}", preview.text);
        let misses = preview.says("What is entered after that is missed until the late look.");
        assert_eq!(misses, !query.contains("day-5"));
    }
    assert_eq!(admin.get_part(&format!("{DAY}import_day=")).await.text, "");
    let preview = admin.in_language("et").get_part(&format!("{DAY}import_day=day-28")).await;
    assert_eq!(preview.text, "Näiteks november 2026 imporditakse 28.12.2026 kell 05:00.");
}

#[tokio::test]
async fn previews_are_for_those_who_see_the_settings() {
    let member = Office::bare().0.visitor(Who::Member);
    assert_eq!(member.get_part(&format!("{TITLE}A")).await.status, 403);
    assert_eq!(member.get_part(&format!("{DAY}import_day=day-5")).await.status, 403);
}
