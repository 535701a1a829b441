use uku_core::connection::Standing;
use uku_core::store::StoreError;

/// How a connection stands, by the word of its state as [`to_word`](crate::to_word) wrote it.
pub fn standing(column: &str, word: &str, paused: bool) -> Result<Standing, StoreError> {
    match word {
        _ if paused => Ok(Standing::Paused),
        "untested" => Ok(Standing::Untested),
        "connected" => Ok(Standing::Working),
        "failing" => Ok(Standing::Failing),
        other => Err(StoreError::Corrupt(format!("{column}: `{other}` is no state"))),
    }
}

#[cfg(test)]
mod tests {
    use uku_core::connection::{Connection, ConnectionOwner, ConnectionState, ConnectionTrouble, KeyHint};
    use uku_core::ledger::KeyFingerprint;

    use super::*;
    use crate::to_word;

    #[test]
    fn it_is_what_the_connection_itself_says() {
        let at = "2026-11-25T05:00:00Z".parse().unwrap();
        for state in [
            ConnectionState::Untested,
            ConnectionState::Connected { at },
            ConnectionState::Failing { since: at, why: ConnectionTrouble::Unpaid },
        ] {
            for paused in [false, true] {
                let connection = Connection {
                    owner: ConnectionOwner::OwnBooks,
                    fingerprint: KeyFingerprint::from_stored(String::new()),
                    hint: KeyHint::from_stored(String::new()),
                    saved_at: at,
                    state: state.clone(),
                    paused,
                };
                let word = to_word(&state).unwrap();
                assert_eq!(standing("kind", &word, paused), Ok(Standing::of(&connection)));
            }
        }
        assert!(standing("kind", "odd", false).is_err());
    }
}
