//! What is shown of a connection.

use proptest::prelude::*;
use uku_core::connection::{ConnectionOwner, ConnectionState, ConnectionTrouble, KeyHint};
use uku_core::ledger::{KeyPair, LedgerError};
use uku_testkit::build::at;

use super::house::of;
use crate::support::{cases, every_ledger_error, is_one_sentence, round_trip};

fn hint(secret: &str) -> KeyHint {
    KeyHint::of(&KeyPair::new("pk-1", secret.into()).unwrap())
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn of_a_secret_at_most_its_last_four_characters_are_shown_and_of_a_short_one_none(
        secret in "[a-z0-9õäöü€]{1,40}"
    ) {
        let shown = hint(&secret);
        let length = secret.chars().count();
        let expected = if length < 16 { 0 } else { 4 };
        prop_assert_eq!(shown.as_str().chars().count(), expected);
        prop_assert!(secret.ends_with(shown.as_str()));
        prop_assert_eq!(shown.to_string(), format!("…{}", shown.as_str()));
        prop_assert_eq!(round_trip(&shown), shown);
    }
}

#[test]
fn a_secret_of_sixteen_characters_is_the_shortest_of_which_four_are_shown() {
    assert_eq!(hint("0123456789abcde").as_str(), "");
    assert_eq!(hint("0123456789abcdef").as_str(), "cdef");
}

#[test]
fn owners_are_known_to_the_vault_by_names_that_stay() {
    assert_eq!(ConnectionOwner::OwnBooks.to_string(), "own-books");
    assert_eq!(of("own-books").to_string(), "client:own-books");
}

#[test]
fn only_trouble_with_the_keys_is_trouble_of_the_connection_and_its_remedy_is_one_sentence() {
    let errors = every_ledger_error(at("2026-11-10T10:00:00Z"));
    let troubles: Vec<_> = errors.iter().filter_map(ConnectionTrouble::of).collect();
    let expected = [
        ConnectionTrouble::WrongKeys,
        ConnectionTrouble::Unpaid,
        ConnectionTrouble::RightMissing { what: "the reason".into() },
    ];
    assert_eq!(troubles, expected);
    assert!(troubles.iter().all(|trouble| is_one_sentence(trouble.remedy())));
    assert_eq!(ConnectionTrouble::of(&LedgerError::Withdrawn), None);
}

#[test]
fn states_stay_readable_as_they_are_stored() {
    let since = at("2026-11-10T10:00:00Z");
    let why = ConnectionTrouble::RightMissing { what: "read customers".into() };
    for (state, stored) in [
        (ConnectionState::Untested, r#""untested""#),
        (ConnectionState::Connected { at: since }, r#"{"connected":{"at":"2026-11-10T10:00:00Z"}}"#),
        (
            ConnectionState::Failing { since, why },
            r#"{"failing":{"since":"2026-11-10T10:00:00Z","why":{"right_missing":{"what":"read customers"}}}}"#,
        ),
    ] {
        assert_eq!(serde_json::to_string(&state).unwrap(), stored);
        assert_eq!(round_trip(&state), state);
    }
}
