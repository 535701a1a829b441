//! Identities that somebody else gave.

use std::fmt::{Debug, Display};

use serde::Serialize;
use serde::de::DeserializeOwned;
use uku_core::client::ClientId;
use uku_core::firm::{FirmId, MemberId};
use uku_core::summary::{CustomFieldId, TaskId, TopicId};

use crate::support::round_trip;

fn check<T>()
where
    T: for<'a> TryFrom<&'a str> + Display + Debug + PartialEq + Serialize + DeserializeOwned,
{
    let of = |text: &str| T::try_from(text).ok();
    let given = of(" 4711-Õ \n").unwrap();
    assert_eq!(given.to_string(), "4711-Õ");
    assert_eq!(round_trip(&given), given);
    assert_eq!(serde_json::to_value(&given).unwrap(), "4711-Õ");
    assert!(of(&"õ".repeat(64)).is_some());
    for refused in [String::new(), " \t".to_owned(), "õ".repeat(65)] {
        assert_eq!(of(&refused), None);
        assert!(serde_json::from_value::<T>(refused.into()).is_err());
    }
}

#[test]
fn an_identity_is_a_text_of_1_to_64_characters_without_white_space_around_it() {
    check::<FirmId>();
    check::<MemberId>();
    check::<ClientId>();
    check::<TopicId>();
    check::<CustomFieldId>();
    check::<TaskId>();
}
