//! SmartAccounts, and what connects clients with it.

use uku_core::activation::{
    Activation, ActivationError, DeactivationForecast, DestructionForecast, KeptKeys,
};
use uku_core::client::ClientsError;
use uku_core::connection::{ConnectError, ConnectionState, ConnectionTrouble, NoBooks, TestResult};
use uku_core::counting::{CountError, DataField};
use uku_core::firm::{Action, Denied};
use uku_core::ledger::{DirectoryError, Key, KeyPairError, LedgerError, Right, WhereSpace};
use uku_core::store::StoreError;
use uku_core::vault::VaultError;
use uku_l10n::Say;
use uku_l10n::core::counting;

use super::causes::{connection_troubles, contradictions, directory_errors, ledger_errors, text};
use super::checks::{labels, own_labels, remedies, sentences};
use crate::samples::{as_the_core_says, is_sentence, month, noon, translated};

#[test]
fn ledger() {
    sentences(&ledger_errors());
    remedies(&ledger_errors(), LedgerError::remedy);
    sentences(&directory_errors());
    remedies(&directory_errors(), DirectoryError::remedy);
    labels(&Right::OWN_BOOKS);
    labels(&[Key::Public, Key::Secret]);
    let places = [WhereSpace::Leading, WhereSpace::Trailing, WhereSpace::Inside];
    labels(&places);
    for key in [Key::Public, Key::Secret] {
        sentences(&[KeyPairError::Empty(key)]);
        sentences(&places.map(|place| KeyPairError::Space(key, place)));
    }
}

#[test]
fn counting_and_fields() {
    sentences(&contradictions());
    let errors: Vec<CountError> = contradictions().into_iter().map(Into::into).collect();
    sentences(&errors);
    remedies(&errors, CountError::remedy);
    labels(&DataField::ALL);
    for field in DataField::ALL {
        translated(&counting::hint(field));
        as_the_core_says(&counting::hint(field), field.hint());
        let how = counting::how_to_see(field, month());
        translated(&how);
        let core = field.how_to_see(month());
        as_the_core_says(
            &how,
            &core.replace("01.10.2026", "1 Oct 2026").replace("31.10.2026", "31 Oct 2026"),
        );
        let also = counting::also_in_documents(field);
        assert_eq!(also.is_some(), field.is_also_in_documents());
        also.iter().for_each(is_sentence);
    }
}

fn test_results() -> Vec<TestResult> {
    vec![
        TestResult::Successful { latest: vec![] },
        TestResult::WrongKeys,
        TestResult::ClockWrong { seconds: 90 },
        TestResult::ClockWrong { seconds: -90 },
        TestResult::RightMissing { what: text("read payments") },
        TestResult::Unpaid,
        TestResult::OverLimit { until: noon() },
    ]
}

#[test]
fn connections() {
    sentences(&test_results());
    remedies(&test_results(), TestResult::remedy);
    let unreachable = TestResult::NotReachable { detail: text("SmartAccounts cannot be reached") };
    is_sentence(&unreachable.said());
    translated(&unreachable.said());
    remedies(&[unreachable], TestResult::remedy);
    sentences(&connection_troubles());
    remedies(&connection_troubles(), ConnectionTrouble::remedy);
    let failing = ConnectionState::Failing { since: noon(), why: ConnectionTrouble::Unpaid };
    own_labels(&[ConnectionState::Untested, ConnectionState::Connected { at: noon() }, failing]);
    sentences(&[
        ConnectError::Denied(Denied::Role(Action::Connect)),
        ConnectError::NotActive,
        ConnectError::NoSuchClient,
        ConnectError::NotConnected(text("Kask OÜ")),
        ConnectError::SameKeys { other: text("Kask OÜ") },
        ConnectError::Refused(TestResult::WrongKeys),
        ConnectError::Clients(ClientsError::Unavailable(text("no answer"))),
        ConnectError::Vault(VaultError::DoesNotOpen),
        ConnectError::Store(StoreError::Fenced),
    ]);
    sentences(&[
        NoBooks::NotActive,
        NoBooks::NotConnected,
        NoBooks::Paused,
        NoBooks::Failing(ConnectionTrouble::WrongKeys),
        NoBooks::Vault(VaultError::DoesNotOpen),
        NoBooks::Store(StoreError::Fenced),
    ]);
}

#[test]
fn activating() {
    let since = noon();
    let states = [
        Activation::Active { since },
        Activation::Inactive { since, keys: KeptKeys::Until(since) },
        Activation::Inactive { since, keys: KeptKeys::Destroyed(since) },
    ];
    own_labels(&states);
    for state in states {
        is_sentence(&state.said());
    }
    sentences(&[
        ActivationError::Denied(Denied::Role(Action::Activate)),
        ActivationError::NotActive,
        ActivationError::NotConfirmed(text("destroy 3 key pairs")),
        ActivationError::Store(StoreError::Fenced),
    ]);
    sentences(&[false, true].map(|gives_up_import| DeactivationForecast {
        pairs: 3,
        keys_until: since,
        gives_up_import,
    }));
    sentences(&[DestructionForecast { pairs: 3 }]);
    is_sentence(&DestructionForecast { pairs: 1 }.said());
}
