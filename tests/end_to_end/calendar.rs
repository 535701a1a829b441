use crate::uku::{Ran, uku};

fn calendar(rule: &str, from: &str, to: &str) -> Ran {
    Ran::of(uku().args(["calendar", "--rule", rule, "--from", from, "--to", to]))
}

#[test]
fn a_century_has_a_line_for_each_month() {
    let ran = calendar("last-work-day", "2000-01", "2100-12");
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!((ran.code, lines.len()), (0, 1_212));
    // Good Friday at the end of March, New Year's Eve, a month that ends on a Sunday, a leap day.
    for line in [
        "2018-03 2018-03-29T21:00",
        "2024-03 2024-03-28T21:00",
        "2029-03 2029-03-29T21:00",
        "2040-03 2040-03-29T21:00",
        "2056-03 2056-03-30T21:00",
        "2026-12 2026-12-31T21:00",
        "2026-05 2026-05-29T21:00",
        "2028-02 2028-02-29T21:00",
    ] {
        assert!(lines.contains(&line), "{line}");
    }
}

#[test]
fn the_other_rules() {
    assert_eq!(calendar("last-calendar-day", "2026-02", "2026-02").out, "2026-02 2026-02-28T21:00\n");
    assert_eq!(calendar("day-10", "2026-12", "2026-12").out, "2026-12 2027-01-10T05:00\n");
    let json = Ran::of(
        uku().args(["calendar", "--rule", "day-1", "--from", "2026-03", "--to", "2026-03", "--json"]),
    );
    assert_eq!(json.out, "[{\"month\":\"2026-03\",\"importedAt\":\"2026-04-01T05:00\"}]\n");
}

#[test]
fn what_is_no_rule_or_no_month_is_wrong_usage() {
    for (rule, from, to, said) in [
        ("day-29", "2026-01", "2026-02", "day-1 to day-28"),
        ("monthly", "2026-01", "2026-02", "last-work-day"),
        ("day-1", "2026-13", "2026-02", "like 2026-10"),
        ("day-1", "2026-02", "2026-01", "turned around"),
    ] {
        let ran = calendar(rule, from, to);
        assert_eq!(ran.code, 2, "{rule} {from} {to}");
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}
