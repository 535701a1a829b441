use proptest::prelude::*;
use uku_core::client::ClientProfile;
use uku_core::client_import::{ImportSource, RowKey, name_key};
use uku_testkit::build::profile;

use crate::support::cases;

#[test]
fn legal_forms_accents_marks_and_case_do_not_count() {
    for (one, other) in [
        ("OÜ Kask", "Kask osaühing"),
        ("  ÕUNAPUU   &  pojad ", "Õunapuu Pojad OÜ"),
        ("Žürii", "zurii"),
        ("Cafe\u{301} OÜ", "Café"),
        ("Ｋａｓｋ", "Kask"),
        ("ООО Ромашка", "ооо ромашка"),
    ] {
        assert_eq!(name_key(one), name_key(other), "{one} / {other}");
    }
}

#[test]
fn names_in_every_alphabet_stay_different_names() {
    let names = [
        "Ромашка",
        "Берёза",
        "株式会社",
        "有限公司",
        "شركة",
        "مؤسسة",
        "☕",
        "☕☕",
        "👩‍🌾",
        "OÜ",
        "AS",
        "\u{301}",
        "+",
        "Õun",
        "Õunad",
    ];
    for (at, one) in names.iter().enumerate() {
        assert_ne!(name_key(one), "", "{one}");
        for other in &names[at + 1..] {
            assert_ne!(name_key(one), name_key(other), "{one} / {other}");
        }
    }
}

#[test]
fn a_blank_name_is_none() {
    for name in ["", " ", "\t\n", "\u{a0}"] {
        assert_eq!(name_key(name), "", "{name:?}");
        assert_eq!(RowKey::of(ImportSource::File, &profile(name)), None);
    }
}

#[test]
fn a_row_is_recognised_by_registry_code_else_the_sources_id_else_the_name() {
    let row = |code: &str, id: &str, name: &str| {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let profile = ClientProfile { registry_code: text(code), source_id: text(id), ..profile(name) };
        RowKey::of(ImportSource::Directory, &profile).unwrap()
    };
    assert_eq!(row("10421629", "7", "Kask"), row(" 1042 1629 ", "8", "Tamm"));
    assert_ne!(row("10421629", "7", "Kask"), row("10060701", "7", "Kask"));
    assert_eq!(row("", "7", "Kask"), row("-", " 7 ", "Tamm"));
    assert_ne!(row("", "7", "Kask"), row("", "8", "Kask"));
    assert_eq!(row("", "", "Kask OÜ"), row("", " ", " KASK  oü "));
}

#[test]
fn companies_that_differ_by_their_legal_form_are_two_rows() {
    let key = |name: &str| RowKey::of(ImportSource::File, &profile(name));
    assert_ne!(key("Kask OÜ"), key("Kask AS"));
    assert_ne!(key("Õun"), key("Oun"));
}

#[test]
fn a_word_in_the_place_of_a_registry_code_is_no_code() {
    let key = |code: &str, name: &str| {
        let profile = ClientProfile { registry_code: Some(code.to_owned()), ..profile(name) };
        RowKey::of(ImportSource::File, &profile)
    };
    for nothing in ["-", "puudub", "N/A", "0", "00000000", "нет"] {
        assert_ne!(key(nothing, "Kask"), key(nothing, "Tamm"), "{nothing}");
    }
}

#[test]
fn an_id_of_one_source_is_nothing_to_another() {
    let profile = ClientProfile { source_id: Some("7".to_owned()), ..profile("Kask") };
    let keys = [ImportSource::Directory, ImportSource::OwnBooks, ImportSource::File]
        .map(|source| RowKey::of(source, &profile));
    assert!(keys[0] != keys[1] && keys[1] != keys[2] && keys[0] != keys[2]);
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn every_name_has_a_key_that_stays_as_it_is(name in "\\PC{0,30}") {
        let key = name_key(&name);
        prop_assert_eq!(key.is_empty(), name.trim().is_empty());
        prop_assert_eq!(name_key(&format!("  {name} ")), key);
    }
}
