use proptest::prelude::*;
use uku_core::ledger::EntryId;
use uuid::Uuid;

use crate::support::cases;

const TEXT: &str = "0190d2b0-2b1a-7c3d-8e4f-5a6b7c8d9e0f";

#[test]
fn a_uuid_is_its_own_identity_however_it_is_written() {
    let id = EntryId::from_text(TEXT);
    assert_eq!(id, EntryId::from_text(&TEXT.to_uppercase()));
    assert_eq!(id, EntryId::from_text(&TEXT.replace('-', "")));
    assert_eq!(id.to_string(), TEXT);
    assert_eq!(format!("{id:?}"), TEXT);
}

#[test]
fn any_other_text_is_told_by_a_digest_that_never_changes() {
    assert_eq!(EntryId::from_text("another").to_string(), "74edb1cf-2c19-bb1f-ddc6-dca77d39e30a");
    assert_ne!(EntryId::from_text("another"), EntryId::from_text("Another"));
    assert_ne!(EntryId::from_text("1"), EntryId::from_text("01"));
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn different_uuids_are_different_identities(one: u128, other: u128) {
        let [first, second] = [one, other].map(|n| EntryId::from_text(&Uuid::from_u128(n).to_string()));
        prop_assert_eq!(one == other, first == second);
        prop_assert_eq!(one.cmp(&other), first.cmp(&second));
    }

    #[test]
    fn different_texts_are_different_identities(one in "\\PC{0,12}", other in "\\PC{0,12}") {
        prop_assert_eq!(one == other, EntryId::from_text(&one) == EntryId::from_text(&other));
    }
}
