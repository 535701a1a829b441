//! What is wrong with settings that were filled in.

use uku_core::counting::DataField;
use uku_core::summary::{
    CustomField, CustomFieldKind, SettingsDraft, SettingsTrouble, Topic, check_settings,
};
use uku_testkit::build::{id, settings_draft};

use crate::support::{is_one_sentence, round_trip};

const SALES: DataField = DataField::SalesEntries;

fn topic(archived: bool) -> Topic {
    Topic { id: id("books"), name: "Books".into(), archived }
}

fn field(of: DataField, kind: CustomFieldKind, archived: bool) -> CustomField {
    CustomField { id: id(of.key()), name: format!("# {of}"), kind, archived }
}

fn number(of: DataField) -> CustomField {
    field(of, CustomFieldKind::Number, false)
}

#[test]
fn what_is_there_as_it_should_be_is_no_trouble() {
    let settings = settings_draft(&DataField::MAIN);
    let fields = DataField::MAIN.map(number);
    assert_eq!(check_settings(&settings, &[topic(false)], &fields), []);
    assert_eq!(check_settings(&SettingsDraft::default(), &[], &[]), [], "nothing is named yet");
}

#[test]
fn everything_that_is_named_and_is_not_as_it_should_be_is_told_the_topic_first() {
    use DataField as F;
    let settings = settings_draft(&[F::SalesEntries, F::PurchaseEntries, F::BankEntries, F::Documents]);
    let fields = [
        field(F::PurchaseEntries, CustomFieldKind::Number, true),
        field(F::BankEntries, CustomFieldKind::Price, false),
        number(F::Documents),
        field(F::CashEntries, CustomFieldKind::Text, true),
    ];
    let expected = [
        SettingsTrouble::TopicArchived("Books".into()),
        SettingsTrouble::FieldGone { data_field: F::SalesEntries, custom_field: id("sales_entries") },
        SettingsTrouble::FieldArchived { data_field: F::PurchaseEntries, name: "# Purchase entries".into() },
        SettingsTrouble::NotANumber {
            data_field: F::BankEntries,
            name: "# Bank entries".into(),
            kind: CustomFieldKind::Price,
        },
    ];
    let troubles = check_settings(&settings, &[topic(true)], &fields);
    assert_eq!(troubles, expected);
    for trouble in troubles {
        assert_eq!(round_trip(&trouble), trouble);
        assert!(is_one_sentence(trouble.remedy()), "{}", trouble.remedy());
    }
    let gone = check_settings(&settings_draft(&[SALES]), &[], &[number(SALES)]);
    assert_eq!(gone, [SettingsTrouble::TopicGone(id("books"))]);
}

#[test]
fn only_fields_of_type_number_can_be_mapped() {
    for kind in CustomFieldKind::ALL {
        for archived in [false, true] {
            let troubles =
                check_settings(&settings_draft(&[SALES]), &[topic(false)], &[field(SALES, kind, archived)]);
            let is_fine = kind == CustomFieldKind::Number && !archived;
            assert_eq!(troubles.is_empty(), is_fine, "{kind}");
            let of_kind = troubles.iter().any(|it| it.to_string().ends_with(&format!("Number but {kind}")));
            assert_eq!(of_kind, kind != CustomFieldKind::Number);
        }
    }
}
