use uku_core::ledger::{LedgerError, VendorMessage};
use uku_testkit::build::at;

use crate::support::{every_ledger_error, is_one_sentence, round_trip};

#[test]
fn only_spent_requests_and_too_many_requests_tell_when_to_ask_again() {
    let until = at("2026-11-10T09:00:00Z");
    for error in every_ledger_error(until) {
        let tells = matches!(error, LedgerError::BudgetSpent { .. } | LedgerError::OverLimit { .. });
        assert_eq!(error.until(), tells.then_some(until), "{error}");
    }
}

#[test]
fn every_error_has_a_remedy_of_one_sentence() {
    for error in every_ledger_error(at("2026-11-10T09:00:00Z")) {
        assert!(is_one_sentence(error.remedy()), "{}", error.remedy());
    }
}

#[test]
fn the_remedy_fits_the_trouble() {
    let until = at("2026-11-10T09:00:00Z");
    let detail = String::new;
    for (error, word) in [
        (LedgerError::WrongKeys, "Copy both keys again"),
        (LedgerError::ClockOff { seconds: 1 }, "clock"),
        (LedgerError::BudgetSpent { until }, "60 requests a minute and 1,000 a day"),
        (LedgerError::OverLimit { until }, "60 requests a minute and 1,000 a day"),
        (LedgerError::Unpaid, "pays its SmartAccounts bill"),
        (LedgerError::Unavailable { detail: detail() }, "in an hour"),
        (LedgerError::RightMissing { what: detail() }, "the right to read"),
        (LedgerError::Refused { messages: vec![] }, "what the message says"),
        (LedgerError::Unreachable { detail: detail() }, "online"),
        (LedgerError::Garbled { detail: detail() }, "send the message"),
        (LedgerError::BudgetUnknown { detail: detail() }, "data folder"),
    ] {
        assert!(error.remedy().contains(word), "{}", error.remedy());
    }
}

#[test]
fn errors_are_stored_and_read_back() {
    for error in every_ledger_error(at("2026-11-10T09:00:00.123Z")) {
        assert_eq!(round_trip(&error), error);
    }
}

#[test]
fn the_names_under_which_errors_are_stored_stay() {
    let spent = LedgerError::BudgetSpent { until: at("2026-11-10T09:00:00Z") };
    let json = serde_json::to_string(&[LedgerError::WrongKeys, spent]).unwrap();
    assert_eq!(json, r#"["wrong_keys",{"budget_spent":{"until":"2026-11-10T09:00:00Z"}}]"#);
}

#[test]
fn the_message_carries_what_the_vendor_said() {
    let message =
        |key: Option<&str>, text: &str| VendorMessage { key: key.map(Into::into), text: text.into() };
    let refused = LedgerError::Refused {
        messages: vec![message(Some("PERIOD-LOCKED"), "The period is locked"), message(None, "Try later")],
    };
    assert_eq!(
        refused.to_string(),
        "SmartAccounts refuses the request: The period is locked (PERIOD-LOCKED); Try later"
    );
    let garbled = LedgerError::Garbled { detail: "no hasMoreEntries".into() };
    assert_eq!(garbled.to_string(), "the answer of SmartAccounts cannot be read: no hasMoreEntries");
    assert!(LedgerError::ClockOff { seconds: -130 }.to_string().contains("-130 seconds"));
}
