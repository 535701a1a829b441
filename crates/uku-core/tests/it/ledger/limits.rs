use chrono::TimeDelta;
use proptest::prelude::*;
use uku_core::ledger::{Limits, REQUEST_TIMEOUT};

use crate::support::cases;

#[test]
fn the_vendor_allows_60_requests_a_minute_and_1000_in_24_hours() {
    assert_eq!(Limits::VENDOR.to_string(), "60/1000");
    assert_eq!("60/1000".parse(), Ok(Limits::VENDOR));
    let windows = Limits::VENDOR.windows().map(|(most, window)| (most.get(), window));
    assert_eq!(windows, [(60, TimeDelta::minutes(1)), (1000, TimeDelta::hours(24))]);
}

#[test]
fn a_text_that_is_not_two_positive_numbers_is_refused_and_the_error_repeats_it() {
    for text in [
        "",
        "/",
        "60",
        "60/",
        "/1000",
        "0/1000",
        "60/0",
        "-1/1000",
        "60/1000/1",
        "60 / 1000",
        "off",
        "4294967296/1",
    ] {
        let error = text.parse::<Limits>().unwrap_err().to_string();
        assert_eq!(
            error,
            format!("`{text}` are no limits; write the requests a minute and a day, like 60/1000")
        );
    }
}

#[test]
fn a_request_is_given_up_within_half_a_minute() {
    assert_eq!(REQUEST_TIMEOUT, TimeDelta::seconds(30));
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn limits_are_written_and_read_back(minute in 1..=u32::MAX, day in 1..=u32::MAX) {
        let text = format!("{minute}/{day}");
        let limits: Limits = text.parse().unwrap();
        prop_assert_eq!((limits.per_minute.get(), limits.per_day.get()), (minute, day));
        prop_assert_eq!(limits.to_string(), text);
    }
}
