use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::subsequence;
use rust_decimal::Decimal;
use uku_core::counting::{Counts, DataField};
use uku_core::summary::{CustomFieldId, FieldMapping, FieldMappingError};
use uku_testkit::build::{id, values};

use crate::support::{cases, round_trip};

fn mapping(fields: &[(DataField, &str)]) -> Result<FieldMapping, FieldMappingError> {
    let fields: BTreeMap<DataField, CustomFieldId> =
        fields.iter().map(|(field, custom)| (*field, id(custom))).collect();
    FieldMapping::try_from(fields)
}

#[test]
fn a_mapping_of_nothing_is_refused() {
    let error = mapping(&[]).unwrap_err();
    assert_eq!(error, FieldMappingError::Empty);
    assert!(error.to_string().contains("map at least one"), "{error}");
    assert!(serde_json::from_str::<FieldMapping>("{}").is_err());
}

#[test]
fn two_data_fields_in_one_custom_field_are_refused_and_both_are_named() {
    let shared = [(DataField::Documents, "x"), (DataField::SalesEntries, "x"), (DataField::BankEntries, "y")];
    let error = mapping(&shared).unwrap_err();
    assert_eq!(error, FieldMappingError::Shared(DataField::SalesEntries, DataField::Documents));
    assert_eq!(
        error.to_string(),
        "Sales entries and Documents are mapped to the same custom task field; give each its own"
    );
    let json = r#"{"documents":"x","sales_entries":"x"}"#;
    assert!(serde_json::from_str::<FieldMapping>(json).is_err());
}

#[test]
fn a_mapping_is_stored_under_the_keys_of_its_fields() {
    let mapping = mapping(&[(DataField::SalesEntries, "cf-1"), (DataField::AllEntries, "cf-2")]).unwrap();
    let json = serde_json::to_string(&mapping).unwrap();
    assert_eq!(json, r#"{"sales_entries":"cf-1","all_entries":"cf-2"}"#);
    assert_eq!(round_trip(&mapping), mapping);
}

#[test]
fn a_mapping_is_looked_up_both_ways() {
    let mapping = mapping(&[(DataField::SalesEntries, "cf-1"), (DataField::Documents, "cf-2")]).unwrap();
    assert_eq!(mapping.custom_field(DataField::Documents), Some(&id("cf-2")));
    assert_eq!(mapping.custom_field(DataField::BankEntries), None);
    assert_eq!(mapping.data_field(&id("cf-1")), Some(DataField::SalesEntries));
    assert_eq!(mapping.data_field(&id("cf-3")), None);
    assert!(mapping.fields().iter().eq([DataField::SalesEntries, DataField::Documents]));
}

#[test]
fn only_mapped_fields_that_were_counted_have_values_and_0_is_a_value() {
    let mapping = mapping(&[
        (DataField::SalesEntries, "cf-1"),
        (DataField::BankEntries, "cf-2"),
        (DataField::CashEntries, "cf-3"),
    ])
    .unwrap();
    let counts: Counts =
        [(DataField::SalesEntries, 7), (DataField::BankEntries, 0), (DataField::Documents, 9)].into();
    assert_eq!(mapping.values(&counts), values(&[("cf-1", 7), ("cf-2", 0)]));
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn every_count_of_a_mapped_field_is_the_value_of_its_custom_field(
        fields in subsequence(DataField::ALL.to_vec(), 1..=11),
        count: u64,
    ) {
        let named: Vec<_> = fields.iter().map(|field| (*field, field.key())).collect();
        let mapping = mapping(&named).unwrap();
        prop_assert!(mapping.fields().iter().eq(fields.iter().copied()));
        let counts: Counts = (0..).zip(&fields).map(|(n, field)| (*field, count.saturating_sub(n))).collect();
        let values = mapping.values(&counts);
        prop_assert_eq!(values.len(), fields.len());
        for field in fields {
            prop_assert_eq!(values[&id(field.key())], Decimal::from(counts[&field]));
        }
    }
}
