use uku_core::counting::DataField;
use uku_core::summary::CustomFieldKind;

use super::{Office, TAB, borrowed, filled, selected, send, value};

const CREATE: &str = "/settings/smartaccounts/data-import/fields";

#[tokio::test]
async fn the_data_fields_are_the_four_main_ones_and_those_behind_show_more() {
    let office = Office::new().await;
    let page = office.admin().get(TAB).await;
    let (main, more) = page.text.split_once("Show more").unwrap();
    for (name, hint) in [
        ("Sales entries", "Number of sales invoices in the month"),
        ("Purchase entries", "Number of purchase invoices in the month"),
        ("Bank entries", "Bank transactions"),
        ("Documents", "Other accounting documents"),
    ] {
        assert!(main.contains(&format!(">{name}</label>")) && main.contains(hint), "{name}");
    }
    for field in &DataField::ALL[4..] {
        assert!(more.contains(&format!(">{field}</label>")), "{field}");
    }
    assert!(more.contains("Also counted in Documents: who bills by both bills it twice."));
    assert!(!main.contains("Also counted in Documents"));
    assert_eq!(page.text.matches(">Not imported</option>").count(), DataField::ALL.len());
    let page = office.admin().in_language("et").get(TAB).await;
    assert!(
        page.says("Näita rohkem") && page.says("Ostuarvete arv kuus") && page.says(">Ei impordita</option>")
    );
}

#[tokio::test]
async fn the_four_fields_are_created_and_mapped_in_the_language_of_the_reader() {
    for (language, names) in [
        ("en", ["Bank entries", "Documents", "Purchase entries", "Sales entries"]),
        ("et", ["Dokumendid", "Müügikanded", "Ostukanded", "Pangakanded"]),
    ] {
        let office = Office::bare();
        let admin = office.admin().in_language(language);
        for _ in 0..2 {
            let created = admin.post(CREATE, &[]).await;
            assert_eq!(
                created.location(),
                "/settings/smartaccounts/data-import?done=data-import-fields-created"
            );
        }
        let fields = office.fields().await;
        let made: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(made, names);
        assert!(fields.iter().all(|field| field.kind == CustomFieldKind::Number));
        let mapped = office.draft().await.mapping;
        assert_eq!(mapped.into_keys().collect::<Vec<_>>(), DataField::MAIN);
    }
}

#[tokio::test]
async fn creating_them_over_the_page_keeps_what_was_typed() {
    let office = Office::bare();
    office.put_field("cash", "Cash", CustomFieldKind::Number, false).await;
    let admin = office.admin();
    let form = filled(&admin.get(TAB).await, &[("title", "Mine"), ("cash_entries", "cash")]);
    let part = admin.post_part(CREATE, &borrowed(&form)).await;
    assert_eq!(part.status, 200, "{}", part.text);
    assert!(part.says("id=\"data-fields\"") && !part.says("<html"));
    let draft = office.draft().await;
    let sales = draft.mapping[&DataField::SalesEntries].to_string();
    assert_eq!(
        (selected(&part, "sales_entries"), selected(&part, "cash_entries")),
        (sales.clone(), "cash".into())
    );

    // The page goes on with what the part brought.
    let read = value(&part, "read");
    let mut form: Vec<_> = form.into_iter().filter(|(name, _)| name != "read").collect();
    form.push(("read".to_owned(), read));
    for (name, value) in &mut form {
        if DataField::ALL.map(DataField::key).contains(&name.as_str()) {
            *value = selected(&part, name);
        }
    }
    assert_eq!(send(&admin, &form).await.status, 303);
    let saved = office.draft().await;
    assert_eq!(saved.title.unwrap().as_ref(), "Mine");
    assert_eq!(saved.mapping[&DataField::SalesEntries].to_string(), sales);
    assert_eq!(saved.mapping.len(), 5);
}

#[tokio::test]
async fn creating_them_does_not_hide_what_somebody_else_changed() {
    let office = Office::new().await;
    let admin = office.admin();
    let mine = filled(&admin.get(TAB).await, &[("title", "Mine")]);
    let theirs = filled(&admin.get(TAB).await, &[("title", "Theirs")]);
    assert_eq!(send(&admin, &theirs).await.status, 303);
    let part = admin.post_part(CREATE, &borrowed(&mine)).await;
    let mut form: Vec<_> = mine.into_iter().filter(|(name, _)| name != "read").collect();
    form.push(("read".to_owned(), value(&part, "read")));
    assert_eq!(send(&admin, &form).await.status, 412);
}
