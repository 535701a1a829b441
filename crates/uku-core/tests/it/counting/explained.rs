use std::collections::BTreeSet;

use uku_core::counting::DataField;
use uku_core::ledger::EntryKind;
use uku_testkit::build::month;

use crate::support::kinds_of;

#[test]
fn every_field_has_a_hint_of_its_own_and_says_what_one_might_not_expect() {
    use DataField as F;
    let hints: BTreeSet<&str> = F::ALL.iter().map(|field| field.hint()).collect();
    assert_eq!(hints.len(), F::ALL.len());
    for (field, words) in [
        (F::SalesEntries, "Number of sales invoices in the month"),
        (F::PurchaseEntries, "Number of purchase invoices in the month"),
        (F::BankEntries, "nettings"),
        (F::PayrollEntries, "not the number of employees"),
        (F::Documents, "Other accounting documents"),
    ] {
        assert!(field.hint().contains(words), "{}", field.hint());
    }
    for kind in
        ["cash payments", "by hand", "VAT returns", "warehouse", "depreciation", "payroll", "every kind"]
    {
        assert!(F::Documents.hint().contains(kind), "{kind}");
    }
}

#[test]
fn a_field_whose_kinds_are_in_documents_says_so() {
    let documents: BTreeSet<EntryKind> = kinds_of(DataField::Documents).into_iter().collect();
    for field in DataField::ALL {
        let shares = kinds_of(field).iter().any(|kind| documents.contains(kind));
        assert_eq!(field.is_also_in_documents(), shares && field != DataField::Documents, "{field}");
    }
    assert!(DataField::AllEntries.is_also_in_documents() && !DataField::SalesEntries.is_also_in_documents());
}

#[test]
fn each_count_says_how_to_see_it_in_smartaccounts() {
    let seen: BTreeSet<String> =
        DataField::ALL.iter().map(|field| field.how_to_see(month("2028-02"))).collect();
    assert_eq!(seen.len(), DataField::ALL.len());
    for how in seen {
        assert!(how.starts_with("In SmartAccounts: general ledger entries, "), "{how}");
        assert!(how.ends_with(", from 01.02.2028 to 29.02.2028, by entry date"), "{how}");
    }
}
