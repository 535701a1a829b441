use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::subsequence;
use uku_core::counting::{DataField, FieldSet};
use uku_core::ledger::EntryKind;

use crate::support::{cases, kinds_of};

#[test]
fn the_fields_stand_in_the_order_of_the_screen_with_their_keys_and_labels() {
    let fields = [
        ("sales_entries", "Sales entries"),
        ("purchase_entries", "Purchase entries"),
        ("bank_entries", "Bank entries"),
        ("documents", "Documents"),
        ("cash_entries", "Cash entries"),
        ("manual_ledger_entries", "Manual ledger entries"),
        ("vat_return_entries", "VAT return entries"),
        ("warehouse_movements", "Warehouse movements"),
        ("depreciation_entries", "Depreciation entries"),
        ("payroll_entries", "Payroll entries"),
        ("all_entries", "All entries"),
    ];
    assert_eq!(DataField::ALL.map(|field| (field.key(), field.label())), fields);
    assert_eq!(DataField::MAIN[..], DataField::ALL[..4]);
    assert!(DataField::ALL.is_sorted());
}

#[test]
fn a_field_is_read_from_its_key_stored_under_it_and_shown_by_its_label() {
    for field in DataField::ALL {
        assert_eq!(field.key().parse(), Ok(field));
        assert_eq!(serde_json::to_value(field).unwrap(), field.key());
        assert_eq!(serde_json::from_value::<DataField>(field.key().into()).unwrap(), field);
        assert_eq!(field.to_string(), field.label());
        assert_eq!(format!("{field:>30}"), format!("{:>30}", field.label()));
    }
}

#[test]
fn a_text_that_names_no_field_is_refused_with_the_fields_there_are() {
    for text in ["", "sales", "Sales entries", "SALES_ENTRIES", "sales-entries", "sales_entries "] {
        let error = text.parse::<DataField>().unwrap_err().to_string();
        assert!(error.starts_with(&format!("`{text}` is not a data field; the fields are sales_entries, ")));
        assert!(DataField::ALL.iter().all(|field| error.contains(field.key())), "{error}");
    }
}

#[test]
fn each_field_counts_the_kinds_of_the_table() {
    for field in DataField::ALL {
        let counted: Vec<EntryKind> = EntryKind::ALL.into_iter().filter(|kind| field.counts(*kind)).collect();
        assert_eq!(counted, kinds_of(field), "{field}");
    }
}

#[test]
fn every_kind_is_in_exactly_one_of_the_four_main_fields() {
    for kind in EntryKind::ALL {
        assert_eq!(DataField::MAIN.iter().filter(|field| field.counts(kind)).count(), 1, "{kind:?}");
    }
}

#[test]
fn there_is_no_set_of_no_fields() {
    assert_eq!(FieldSet::new([]), None);
}

#[test]
fn the_main_fields_are_the_four_that_are_shown_at_once() {
    assert!(FieldSet::main().iter().eq(DataField::MAIN));
}

#[test]
fn one_kind_is_enough_where_all_fields_of_the_set_count_only_that_kind() {
    for (fields, kind) in [
        (vec![DataField::SalesEntries], Some(EntryKind::ClientInvoice)),
        (vec![DataField::PurchaseEntries], Some(EntryKind::VendorInvoice)),
        (vec![DataField::BankEntries], Some(EntryKind::BankPayment)),
        (vec![DataField::CashEntries], Some(EntryKind::CashPayment)),
        (vec![DataField::ManualLedgerEntries], Some(EntryKind::Manual)),
        (vec![DataField::VatReturnEntries], Some(EntryKind::VatReturn)),
        (vec![DataField::WarehouseMovements], Some(EntryKind::WarehouseMovement)),
        (vec![DataField::DepreciationEntries], Some(EntryKind::Depreciation)),
        (vec![DataField::PayrollEntries], Some(EntryKind::Payroll)),
        (vec![DataField::PayrollEntries, DataField::PayrollEntries], Some(EntryKind::Payroll)),
        (vec![DataField::Documents], None),
        (vec![DataField::AllEntries], None),
        (vec![DataField::CashEntries, DataField::Documents], None),
        (vec![DataField::SalesEntries, DataField::PurchaseEntries], None),
        (DataField::MAIN.to_vec(), None),
    ] {
        assert_eq!(FieldSet::new(fields.clone()).unwrap().only_kind(), kind, "{fields:?}");
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn a_set_has_each_field_once_in_the_order_of_the_screen(
        fields in subsequence(DataField::ALL.to_vec(), 1..=11).prop_shuffle(),
    ) {
        let set = FieldSet::new(fields.iter().chain(&fields).copied()).unwrap();
        let sorted: BTreeSet<DataField> = fields.into_iter().collect();
        prop_assert!(set.iter().eq(sorted));
    }

    #[test]
    fn reading_one_kind_only_never_leaves_out_what_a_field_counts(
        fields in subsequence(DataField::ALL.to_vec(), 1..=11),
    ) {
        let needed: BTreeSet<EntryKind> = fields.iter().flat_map(|field| kinds_of(*field)).collect();
        let only = FieldSet::new(fields).unwrap().only_kind();
        prop_assert_eq!(only.is_some(), needed.len() == 1);
        prop_assert!(only.is_none_or(|kind| needed.contains(&kind)));
    }
}
