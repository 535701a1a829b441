use uku_core::counting::{Contradiction, CountError};
use uku_testkit::build::{at, date};

use crate::support::{every_ledger_error, is_one_sentence, round_trip};

fn contradictions() -> Vec<Contradiction> {
    vec![
        Contradiction::OutsideRange { date: date("2027-01-01") },
        Contradiction::PageRepeats { page: 7 },
        Contradiction::EmptyPage { page: 8 },
        Contradiction::Endless { pages: 50_000 },
        Contradiction::ChangingWhileCounted { reads: 3 },
    ]
}

#[test]
fn every_reason_not_to_count_has_a_remedy_of_one_sentence_and_is_stored_and_read_back() {
    let contradictions = contradictions().into_iter().map(CountError::from);
    let ledger = every_ledger_error(at("2026-11-10T09:00:00Z")).into_iter().map(CountError::from);
    for error in contradictions.chain(ledger) {
        assert!(is_one_sentence(error.remedy()), "{}", error.remedy());
        assert_eq!(round_trip(&error), error);
    }
}

#[test]
fn trouble_with_the_books_is_told_in_the_books_own_words_and_remedy() {
    for error in every_ledger_error(at("2026-11-10T09:00:00Z")) {
        let count = CountError::from(error.clone());
        assert_eq!((count.to_string(), count.remedy()), (error.to_string(), error.remedy()));
    }
}

#[test]
fn only_books_that_keep_changing_are_to_be_counted_when_nobody_works_in_them() {
    for contradiction in contradictions() {
        let changing = matches!(contradiction, Contradiction::ChangingWhileCounted { .. });
        let strange = matches!(contradiction, Contradiction::OutsideRange { .. });
        let remedy = CountError::from(contradiction).remedy();
        assert_eq!(remedy.contains("nobody works in these books"), changing, "{remedy}");
        assert_eq!(remedy.contains("strange date"), strange, "{remedy}");
    }
}

#[test]
fn a_contradiction_says_where_it_was_found() {
    let texts = contradictions().iter().map(ToString::to_string).collect::<Vec<_>>();
    for (text, place) in texts.iter().zip(["dated 2027-01-01", "page 7", "page 8", "50000 pages", "3 times"])
    {
        assert!(text.contains(place), "{text}");
    }
}
