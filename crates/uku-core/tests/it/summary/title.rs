use proptest::prelude::*;
use uku_core::summary::TaskTitle;
use uku_testkit::build::month;

use crate::support::cases;

fn rendered(title: &str, client: &str) -> String {
    TaskTitle::try_from(title).unwrap().render(client, month("2026-10"))
}

#[test]
fn the_month_and_the_client_stand_where_the_title_has_them() {
    for (title, task) in [
        ("SmartAccounts {month}, {client}", "SmartAccounts 2026-10, Kask OÜ"),
        ("{client}{month}", "Kask OÜ2026-10"),
        ("{month} {month} {client} {client}", "2026-10 2026-10 Kask OÜ Kask OÜ"),
        ("Summary", "Summary"),
        ("{} {other} {Month} {{month}}", "{} {other} {Month} {2026-10}"),
    ] {
        assert_eq!(rendered(title, "Kask OÜ"), task);
    }
}

#[test]
fn braces_in_a_clients_name_are_the_clients_own() {
    for name in ["{month}", "{client}", "A {month} {client} B", "{mon{client}th}"] {
        assert_eq!(rendered("{client}", name), name);
        assert_eq!(rendered("Books of {month}, {client}", name), format!("Books of 2026-10, {name}"));
    }
}

#[test]
fn a_title_is_trimmed_not_empty_and_not_endless() {
    assert_eq!(TaskTitle::try_from("  Books \n").unwrap().as_ref(), "Books");
    assert!(TaskTitle::try_from(" \t ").is_err());
    assert!(TaskTitle::try_from("õ".repeat(200)).is_ok());
    assert!(TaskTitle::try_from("õ".repeat(201)).is_err());
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn any_name_comes_out_as_it_is(name in "[{}a-z ]{0,20}") {
        prop_assert_eq!(rendered("T {client}", &name), format!("T {name}"));
    }
}
