//! Whatever people do with a connection, its books are asked exactly while that is wanted.

use proptest::prelude::*;
use proptest::sample::select;
use uku_core::connection::{Saving, disconnect, recent};
use uku_core::ledger::{Ledger as _, LedgerError, Right};
use uku_testkit::build::{at, firm_a};

use super::house::{House, admin, of};
use crate::support::{block_on, cases};

#[derive(Debug, Clone, Copy)]
enum Step {
    Pause,
    Resume,
    Deactivate,
    Activate,
    Replace,
    Delete,
    Test,
    Ask,
}

const STEPS: [Step; 8] = [
    Step::Pause,
    Step::Resume,
    Step::Deactivate,
    Step::Activate,
    Step::Replace,
    Step::Delete,
    Step::Test,
    Step::Ask,
];

/// Which keys it has.
#[derive(Debug, Default, PartialEq, Eq)]
enum Keys {
    /// Those with which the books were opened.
    #[default]
    Same,
    Others,
    None,
}

/// What a person would say of the connection.
#[derive(Debug, Default)]
struct Model {
    inactive: bool,
    paused: bool,
    keys: Keys,
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn open_books_are_asked_exactly_while_the_connection_with_its_keys_is_wanted(
        steps in prop::collection::vec(select(STEPS.to_vec()), 1..24)
    ) {
        block_on(follow(&steps));
    }
}

async fn follow(steps: &[Step]) {
    let house = House::new().await;
    let keys = house.connected("kask", "pk-0").await;
    let firm = firm_a();
    let books = house.open(&firm, &of("kask")).await.unwrap();
    let query = recent(Right::Entries, at("2026-11-10T09:00:00Z"));
    let mut model = Model::default();
    for (number, step) in steps.iter().enumerate() {
        match step {
            Step::Pause | Step::Resume => {
                let paused = matches!(step, Step::Pause);
                assert_eq!(house.pause(&of("kask"), paused).await.is_ok(), model.keys != Keys::None);
                model.paused = model.keys != Keys::None && paused;
            }
            Step::Deactivate if model.inactive => {}
            Step::Deactivate => model.inactive = !house.deactivate().await.is_active(),
            Step::Activate => model.inactive = !house.activate().await.is_active(),
            Step::Replace => {
                let new = house.company(&format!("pk-{}", number + 1));
                let saved = house.save(&of("kask"), &new, Saving::Untested).await;
                assert_eq!(saved.is_ok(), !model.inactive);
                if let Ok(saved) = saved {
                    assert_eq!(saved.test.is_some(), model.keys != Keys::None);
                    model.keys = Keys::Others;
                }
            }
            Step::Delete => {
                let deleted = disconnect(&admin(), house.store.as_ref(), &house.clock, &of("kask")).await;
                assert_eq!(deleted.is_ok(), model.keys != Keys::None);
                (model.keys, model.paused) = (Keys::None, false);
            }
            Step::Test => {
                let tested = house.test(&of("kask")).await;
                assert_eq!(tested.is_ok(), !model.inactive && model.keys != Keys::None);
            }
            Step::Ask => {}
        }
        let sent = house.requests(&keys);
        let wanted = !model.inactive && !model.paused && model.keys == Keys::Same;
        let answer = books.probe(&query).await.map(drop);
        assert_eq!(answer, if wanted { Ok(()) } else { Err(LedgerError::Withdrawn) }, "{model:?}");
        assert_eq!(house.requests(&keys) - sent, u64::from(wanted), "{model:?}");
        assert_eq!(
            house.open(&firm, &of("kask")).await.is_ok(),
            !model.inactive && !model.paused && model.keys != Keys::None
        );
    }
}
