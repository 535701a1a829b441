use proptest::prelude::*;
use proptest::sample::select;
use uku_core::counting::{DataField, FieldSet, Tally};
use uku_core::ledger::EntryKind;

use crate::support::{cases, kinds_of};

#[test]
fn a_field_of_which_nothing_was_found_counts_0_and_a_field_not_asked_for_is_not_there() {
    let fields = FieldSet::new([DataField::Documents, DataField::PayrollEntries]).unwrap();
    let counts = Tally::default().counts(&fields);
    assert_eq!(counts, [(DataField::Documents, 0), (DataField::PayrollEntries, 0)].into());
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn a_field_counts_the_entries_of_its_kinds(
        kinds in prop::collection::vec(select(EntryKind::ALL.to_vec()), 0..200),
    ) {
        let mut tally = Tally::default();
        for kind in &kinds {
            tally.add(*kind);
        }
        let counts = tally.counts(&FieldSet::new(DataField::ALL).unwrap());
        for field in DataField::ALL {
            let counted = kinds.iter().filter(|kind| kinds_of(field).contains(kind)).count();
            prop_assert_eq!(counts[&field], counted as u64);
            prop_assert_eq!(tally.count(field), counted as u64);
        }
        let main: u64 = DataField::MAIN.iter().map(|field| counts[field]).sum();
        prop_assert_eq!(main, counts[&DataField::AllEntries]);
    }
}
