use chrono_tz::Europe::Tallinn;
use uku_core::calendar::instant_of;
use uku_core::summary::CustomFieldKind;

use super::*;

fn at(text: &str) -> DateTime<Utc> {
    instant_of(Tallinn, text.parse().unwrap())
}

fn facts(draft: SettingsDraft) -> Facts {
    let field = |id: &str, kind, archived| CustomField {
        id: id.parse().unwrap(),
        name: format!("name of {id}"),
        kind,
        archived,
    };
    Facts {
        draft,
        topics: vec![Topic { id: "t".parse().unwrap(), name: "Books".to_owned(), archived: false }],
        custom: vec![
            field("n", CustomFieldKind::Number, false),
            field("m", CustomFieldKind::Number, false),
            field("a", CustomFieldKind::Number, true),
        ],
        next: None,
        client: Some(Client::named("c".parse().unwrap(), "Kask OÜ")),
        month: "2026-11".parse().unwrap(),
        active: true,
    }
}

#[test]
fn the_next_import_names_day_time_and_month_and_the_year_only_where_it_differs() {
    let next = |at: DateTime<Utc>, month: &str| NextImport { at, month: month.parse().unwrap() };
    let said = |next: &NextImport| next_out(next, Tallinn, at("2026-11-24T12:00:00")).text;
    let same = next(at("2026-12-10T05:00:00"), "2026-11");
    assert_eq!(said(&same), "10 December 05:00, counts November");
    let other = next(at("2027-01-05T05:00:00"), "2026-12");
    assert_eq!(said(&other), "5 January 2027 05:00, counts December");
}

#[test]
fn what_is_missing_goes_by_its_name_on_the_screen() {
    let shown = Shown::of(Tallinn, at("2026-11-24T12:00:00"), &facts(SettingsDraft::default()));
    assert_eq!(shown.missing, ["Task title", "Topic", "Data import", "Configure data fields"]);
    assert!(shown.preview.is_none() && shown.fields.len() == DataField::ALL.len());
    for missing in [
        MissingSetting::TaskTitle,
        MissingSetting::Topic,
        MissingSetting::DataImport,
        MissingSetting::DataFields,
    ] {
        assert_eq!(screen_name(missing), missing.to_string());
    }
}

#[test]
fn what_is_broken_and_what_is_counted_twice_is_told() {
    let mut draft = SettingsDraft {
        title: Some("SA {month} {client}".parse().unwrap()),
        topic: Some("gone".parse().unwrap()),
        ..SettingsDraft::default()
    };
    for (field, custom) in
        [(DataField::Documents, "n"), (DataField::CashEntries, "m"), (DataField::SalesEntries, "a")]
    {
        draft.mapping.insert(field, custom.parse().unwrap());
    }
    let shown = Shown::of(Tallinn, at("2026-11-24T12:00:00"), &facts(draft));
    assert_eq!(shown.preview.map(|preview| preview.title).unwrap(), "SA 2026-11 Kask OÜ");
    assert_eq!(shown.broken.len(), 2);
    assert!(shown.broken.iter().all(|broken| !broken.remedy.is_empty()));
    let twice: Vec<&str> =
        shown.fields.iter().filter(|field| field.also_in_documents).map(|field| field.field).collect();
    assert_eq!(twice, ["cash_entries"]);
}
