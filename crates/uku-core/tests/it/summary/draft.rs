//! Settings as far as they are filled in.

use std::collections::BTreeMap;

use proptest::prelude::*;
use uku_core::calendar::{DayOfMonth, ImportDay};
use uku_core::counting::DataField;
use uku_core::summary::{
    CustomFieldKind, LateLook, LookBack, MissingSetting, SettingsDraft, SummarySettings, TaskStatus,
};
use uku_testkit::build::{id, settings, settings_draft};

use crate::support::{cases, round_trip};

#[test]
fn what_is_required_and_missing_is_told_in_the_order_of_the_screen() {
    use MissingSetting as M;
    let missing = SettingsDraft::default().complete().unwrap_err();
    assert_eq!(missing, [M::TaskTitle, M::Topic, M::DataImport, M::DataFields]);
    let names: Vec<String> = missing.iter().map(ToString::to_string).collect();
    assert_eq!(names, ["Task title", "Topic", "Data import", "Configure data fields"]);
    let full = settings_draft(&[DataField::SalesEntries]);
    for (draft, missing) in [
        (SettingsDraft { title: None, ..full.clone() }, vec![M::TaskTitle]),
        (SettingsDraft { topic: None, import_day: None, ..full.clone() }, vec![M::Topic, M::DataImport]),
        (SettingsDraft { mapping: BTreeMap::new(), ..full.clone() }, vec![M::DataFields]),
    ] {
        assert_eq!(draft.complete(), Err(missing));
    }
    // Two data fields in one custom task field: neither is mapped as it should be.
    let mut shared = full;
    shared.mapping.insert(DataField::BankEntries, id(DataField::SalesEntries.key()));
    assert_eq!(shared.complete(), Err(vec![M::DataFields]));
}

#[test]
fn complete_settings_and_what_was_filled_in_are_the_same() {
    let full = SummarySettings { status: TaskStatus::Open, ..settings(&DataField::MAIN) };
    assert_eq!(SettingsDraft::from(full.clone()).complete(), Ok(full));
}

#[test]
fn what_is_not_filled_in_has_its_usual_value_also_when_it_is_read_back() {
    let empty: SettingsDraft = serde_json::from_str("{}").unwrap();
    assert_eq!(empty, SettingsDraft::default());
    assert_eq!(empty.status, TaskStatus::Done);
    assert_eq!((u8::from(empty.late_look.months), u8::from(empty.late_look.day)), (3, 10));
    assert_eq!(round_trip(&settings_draft(&DataField::MAIN)), settings_draft(&DataField::MAIN));
}

#[test]
fn months_are_imported_at_the_usual_time_of_the_rule_unless_another_is_set() {
    let of =
        |import_day, import_time| SummarySettings { import_day, import_time, ..settings(&DataField::MAIN) };
    assert_eq!(of(ImportDay::LastWorkDay, None).time().to_string(), "21:00:00");
    assert_eq!(of(ImportDay::FollowingMonth(DayOfMonth::TENTH), None).time().to_string(), "05:00:00");
    let noon = chrono::NaiveTime::from_hms_opt(12, 0, 0);
    assert_eq!(Some(of(ImportDay::LastWorkDay, noon).time()), noon);
}

#[test]
fn kinds_of_custom_fields_have_names_of_their_own() {
    let names: std::collections::BTreeSet<String> =
        CustomFieldKind::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(names.len(), CustomFieldKind::ALL.len());
    assert_eq!(CustomFieldKind::Number.to_string(), "Number");
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn one_looks_back_0_to_12_months(months: u8) {
        let back = LookBack::try_from(months);
        prop_assert_eq!(back.is_ok(), months <= 12);
        match back {
            Ok(back) => {
                prop_assert_eq!(u8::from(back), months);
                prop_assert_eq!(round_trip(&back), back);
                prop_assert_eq!(LateLook { months: back, day: DayOfMonth::TENTH }.looks(), months > 0);
            }
            Err(error) => prop_assert!(error.to_string().contains("say 0 to 12")),
        }
    }
}
