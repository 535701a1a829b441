//! Numbers, dates, months, lists and plurals; which language is chosen.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::{Europe, Tz};
use rust_decimal::Decimal;
use uku_l10n::{Language, Locale, Said, Words};

const EN: Locale = Locale { language: Language::En, zone: Europe::Tallinn };
const ET: Locale = Locale { language: Language::Et, zone: Europe::Tallinn };

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn numbers() {
    for (number, english, estonian) in [
        ("0", "0", "0"),
        ("999", "999", "999"),
        ("1000", "1,000", "1\u{a0}000"),
        ("-1234567.50", "\u{2212}1,234,567.50", "\u{2212}1\u{a0}234\u{a0}567,50"),
        ("0.05", "0.05", "0,05"),
        ("79228162514264337593543950335", "79,228,162,514,264,337,593,543,950,335", ""),
    ] {
        assert_eq!(EN.number(decimal(number)), english);
        if !estonian.is_empty() {
            assert_eq!(ET.number(decimal(number)), estonian);
        }
    }
    assert_eq!(EN.number(1_234_u64), "1,234");
    assert_eq!(ET.percent(decimal("12.5")), "12,5%");
    assert_eq!(EN.percent(100_i64), "100%");
    assert_eq!(
        (EN.change(5_i64), EN.change(-5_i64), EN.change(0_i64)),
        ("+5".into(), "−5".into(), "0".into())
    );
}

#[test]
fn numbers_in_texts_are_written_like_others() {
    let said = |number: Decimal| Said::of("duration-minutes").with("count", number);
    assert_eq!(ET.say(&said(decimal("12345"))), "umbes 12\u{a0}345 minutit");
    assert_eq!(EN.say(&said(decimal("12345"))), "about 12,345 minutes");
    assert_eq!(ET.say(&said(decimal("1.5"))), "umbes 1,5 minutit");
    assert_eq!(EN.say(&said(decimal("9007199254740991"))), "about 9,007,199,254,740,991 minutes");
    assert_eq!(EN.say(&said(Decimal::MAX)), "about 79,228,162,514,264,337,593,543,950,335 minutes");
    assert_eq!(
        EN.say(&said(decimal("0.0000000000000000000000000001"))),
        "about 0.0000000000000000000000000001 minutes"
    );
}

#[test]
fn plurals() {
    let said = |count: u64| Said::of("core-ledger-clock-off").with("seconds", count);
    assert!(EN.say(&said(1)).ends_with("by 1 second."));
    assert!(EN.say(&said(0)).ends_with("by 0 seconds."));
    assert!(EN.say(&said(21)).ends_with("by 21 seconds."));
    let said = |count: u64| Said::of("core-import-tally-created").with("count", count);
    assert_eq!(ET.say(&said(1)), "1 klient lisatud");
    assert_eq!(ET.say(&said(0)), "0 klienti lisatud");
    assert_eq!(ET.say(&said(21)), "21 klienti lisatud");
}

#[test]
fn dates_and_months() {
    let date = NaiveDate::from_ymd_opt(2026, 11, 5).unwrap();
    assert_eq!(EN.date(date), "5 Nov 2026");
    assert_eq!(ET.date(date), "05.11.2026");
    let month = "2026-10".parse().unwrap();
    assert_eq!((EN.month(month), EN.month_short(month)), ("October 2026".into(), "Oct 2026".into()));
    assert_eq!((ET.month(month), ET.month_short(month)), ("oktoober 2026".into(), "okt 2026".into()));
}

#[test]
fn every_month_has_a_name_of_its_own() {
    for locale in [EN, ET] {
        let names = |kind: &str| {
            let names = (1..=12).map(|month| locale.text(&format!("{kind}-{month}")));
            names.collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!((names("month").len(), names("month-short").len()), (12, 12));
        assert!(names("month").iter().all(|name| !name.contains("month")));
    }
}

#[test]
fn moments_are_those_of_the_firms_clock() {
    let winter = moment("2026-11-25T12:05:59Z");
    assert_eq!(EN.moment(winter), "25 Nov 2026, 14:05");
    assert_eq!(ET.moment(winter), "25.11.2026 kell 14:05");
    let summer = moment("2026-06-30T21:30:00Z");
    assert_eq!(ET.moment(summer), "01.07.2026 kell 00:30");
    let said = Said::of("core-activation-active").with("since", summer);
    assert_eq!(Locale { zone: Tz::UTC, ..EN }.say(&said), "Active since 30 Jun 2026, 21:30.");
    assert_eq!(Words::embedded().say(Language::En, &said), "Active since 1 Jul 2026, 00:30.");
}

#[test]
fn durations() {
    for (seconds, english, estonian) in [
        (-5, "less than a minute", "alla minuti"),
        (29, "less than a minute", "alla minuti"),
        (30, "about 1 minute", "umbes 1 minut"),
        (180, "about 3 minutes", "umbes 3 minutit"),
        (5_369, "about 89 minutes", "umbes 89 minutit"),
        (5_370, "about 2 hours", "umbes 2 tundi"),
        (129_569, "about 36 hours", "umbes 36 tundi"),
        (129_570, "about 2 days", "umbes 2 päeva"),
    ] {
        assert_eq!(EN.duration(TimeDelta::seconds(seconds)), english, "{seconds}");
        assert_eq!(ET.duration(TimeDelta::seconds(seconds)), estonian, "{seconds}");
    }
    assert!(EN.duration(TimeDelta::MAX).ends_with("days"));
}

#[test]
fn lists() {
    let list = |count: usize| {
        let all: Vec<Said> = ["a", "b", "c"].into_iter().take(count).map(Said::verbatim).collect();
        Said::of("core-import-tally").with("parts", all)
    };
    let said = |locale: Locale| (0..=3).map(|count| locale.say(&list(count))).collect::<Vec<_>>();
    assert_eq!(said(EN), [".", "a.", "a and b.", "a, b and c."]);
    assert_eq!(said(ET), [".", "a.", "a ja b.", "a, b ja c."]);
}

#[test]
fn words_from_outside_stay_as_they_are() {
    let hostile = "{ $who } { verbatim } <b>\u{2068}";
    assert_eq!(ET.say(&Said::verbatim(hostile)), hostile);
}

#[test]
fn what_has_no_text_is_its_key() {
    assert_eq!(ET.text("nobody-wrote-this"), "nobody-wrote-this");
    assert_eq!(ET.text("not a key { at all"), "not a key { at all");
    assert!(!Words::embedded().has(Language::Et, "nobody-wrote-this"));
    assert!(EN.say(&Said::of("moment")).contains("$date"), "a missing value is seen, and nothing panics");
}

#[test]
fn the_language_that_is_asked_for_most() {
    for (header, chosen) in [
        ("", None),
        ("de,fr;q=0.5", None),
        ("*", None),
        ("et", Some(Language::Et)),
        ("ET-ee", Some(Language::Et)),
        ("en-GB,en;q=0.9,et;q=0.8", Some(Language::En)),
        ("en;q=0.3, et;q=0.7", Some(Language::Et)),
        ("en;q=0, de", None),
        ("et;q=0, en;q=0.1", Some(Language::En)),
        ("en, et", Some(Language::En)),
        ("et;q=2, en;q=NaN, en;q=abc", None),
        ("ett", None),
    ] {
        assert_eq!(Language::negotiate(header), chosen, "{header}");
    }
}

#[test]
fn languages_have_codes() {
    assert_eq!(Language::default(), Language::En);
    for language in Language::ALL {
        assert_eq!(language.code().parse(), Ok(language));
    }
    assert!("ee".parse::<Language>().unwrap_err().to_string().contains("`ee`"));
}

#[test]
fn words_are_shared_by_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(Words::embedded());
}
