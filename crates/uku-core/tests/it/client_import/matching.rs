use std::collections::BTreeMap;

use uku_core::client::{Client, ClientProfile};
use uku_core::client_import::{
    Candidate, ImportRow, ImportSource, Index, Review, RowChoice, RowKind, Similarity,
};
use uku_testkit::build::{client, id, profile};

use super::house::company;

fn registered(name: &str, code: &str) -> Client {
    Client { registry_code: Some(code.to_owned()), ..client(name) }
}

fn review(clients: Vec<Client>) -> Review {
    Review { source: ImportSource::File, index: Index::new(clients), remembered: BTreeMap::new() }
}

fn row(number: u32, profile: ClientProfile) -> ImportRow {
    ImportRow {
        number,
        profile: Ok(profile),
        new_client: id(&format!("new-{number}")),
        keys: None,
        notes: Vec::new(),
        choice: RowChoice::default(),
        done: None,
    }
}

fn kind(clients: Vec<Client>, profile: ClientProfile) -> RowKind {
    review(clients).row(&row(1, profile)).kind
}

/// Whom a row may be, and why.
fn candidates(clients: Vec<Client>, profile: ClientProfile) -> Vec<(String, Similarity)> {
    match kind(clients, profile) {
        RowKind::PossibleDuplicate { candidates } => {
            candidates.into_iter().map(|Candidate { name, why, .. }| (name, why)).collect()
        }
        RowKind::New => Vec::new(),
        other => vec![(format!("{other:?}"), Similarity::SameRegistryCode)],
    }
}

fn alike(one: &str, other: &str) -> Option<Similarity> {
    candidates(vec![client(one)], profile(other)).first().map(|(_, why)| *why)
}

fn target(kind: &RowKind) -> Option<String> {
    match kind {
        RowKind::Update { client, .. } | RowKind::Unchanged { client } => Some(client.to_string()),
        _ => None,
    }
}

#[test]
fn the_registry_code_decides_whatever_the_names_are() {
    let clients = vec![registered("Kask", "1042 1629"), client("Tamm")];
    for code in ["10421629", " 10421629 ", "1042-1629"] {
        let kind = kind(clients.clone(), company("Tamm", code));
        assert_eq!(target(&kind), Some("Kask".to_owned()), "{code}");
    }
}

#[test]
fn a_registry_code_that_two_clients_have_is_for_a_person_to_decide() {
    let clients = vec![registered("Kask", "10421629"), registered("Tamm", "1042 1629"), client("Kuusk")];
    let found = candidates(clients, company("Kuusk", "10421629"));
    assert_eq!(
        found,
        [
            ("Kask".to_owned(), Similarity::SameRegistryCode),
            ("Tamm".to_owned(), Similarity::SameRegistryCode)
        ]
    );
}

#[test]
fn a_vat_number_never_decides() {
    let group = |name: &str| Client { vat_number: Some("EE100594102".to_owned()), ..client(name) };
    let row = ClientProfile { vat_number: Some("ee 100594102".to_owned()), ..profile("Kuusk") };
    let expected = |name: &str| (name.to_owned(), Similarity::SameVatNumber);
    assert_eq!(candidates(vec![group("Tamm")], row.clone()), [expected("Tamm")]);
    assert_eq!(
        candidates(vec![group("Tamm"), group("Vaher")], row.clone()),
        [expected("Tamm"), expected("Vaher")]
    );
    let of_a_group = ClientProfile { registry_code: Some("10060701".to_owned()), ..row };
    let other = Client { registry_code: Some("10421629".to_owned()), ..group("Tamm") };
    assert_eq!(kind(vec![other], of_a_group), RowKind::New);
}

#[test]
fn a_vat_number_that_a_client_had_before_says_nothing() {
    let mut index = Index::new(vec![Client { vat_number: Some("EE100594102".to_owned()), ..client("Tamm") }]);
    let row = row(1, ClientProfile { vat_number: Some("EE100594102".to_owned()), ..profile("Kuusk") });
    let ask = |index: Index| {
        let review = Review { source: ImportSource::File, index, remembered: BTreeMap::new() };
        (review.row(&row).kind, review.index)
    };
    let (before, back) = ask(index);
    assert!(matches!(before, RowKind::PossibleDuplicate { .. }));
    index = back;
    index.put(client("Tamm"));
    assert_eq!(ask(index).0, RowKind::New);
}

#[test]
fn names_are_only_suggestions() {
    for (one, other, why) in [
        ("Kask OÜ", "Kask", Some(Similarity::SameName)),
        ("Kask OÜ", "kask AS", Some(Similarity::SameName)),
        ("☕", "☕", Some(Similarity::SameName)),
        ("Õun ja Pirn", "Pirn ja Õun OÜ", Some(Similarity::SameWords)),
        ("Maasikas", "Maasika", Some(Similarity::OneLetter)),
        ("Maasikas", "Maasikass", Some(Similarity::OneLetter)),
        ("Maasikas", "Maasikos", Some(Similarity::OneLetter)),
        ("Maasikas", "Maaskias", Some(Similarity::OneLetter)),
        ("Ромашка", "Ромашки", Some(Similarity::OneLetter)),
        ("Maasikas", "Mustikas", None),
        // Short names differ by a letter too easily.
        ("Kask", "Kass", None),
        ("株式会社", "株式会", None),
        ("☕", "☂", None),
    ] {
        assert_eq!(alike(one, other), why, "{one} / {other}");
        assert_eq!(alike(other, one), why, "{other} / {one}");
    }
}

#[test]
fn two_registry_codes_are_two_companies_unless_the_name_is_the_very_same() {
    let there = vec![registered("Maasikas", "10421629")];
    assert_eq!(kind(there.clone(), company("Maasika", "10060701")), RowKind::New);
    assert_eq!(
        candidates(there, company("Maasikas OÜ", "10060701")),
        [("Maasikas".to_owned(), Similarity::SameName)]
    );
}

#[test]
fn a_client_without_a_code_may_be_the_company_of_a_similar_name() {
    let found = candidates(vec![client("Maasika")], company("Maasikas", "10060701"));
    assert_eq!(found, [("Maasika".to_owned(), Similarity::OneLetter)]);
}

#[test]
fn a_former_name_or_code_of_a_client_says_nothing() {
    let mut index = Index::new(vec![registered("Maasikas", "10421629")]);
    index.put(Client { id: id("Maasikas"), ..registered("Kuusk", "10060701") });
    let review = Review { source: ImportSource::File, index, remembered: BTreeMap::new() };
    assert_eq!(review.row(&row(1, company("Maasikas", "10421629"))).kind, RowKind::New);
    assert_eq!(target(&review.row(&row(2, company("Kuusk", "10060701"))).kind), Some("Maasikas".to_owned()));
}

#[test]
fn many_clients_of_one_name_are_not_all_told() {
    let crowd = (0..500).map(|number| Client { id: id(&format!("c{number}")), ..client("Eraisik") });
    let found = candidates(crowd.collect(), profile("Eraisik"));
    assert!((2..=20).contains(&found.len()), "{}", found.len());
}

/// Comparing all with all would take hours: 400 million pairs for each of these.
#[test]
fn twenty_thousand_rows_are_matched_with_twenty_thousand_clients() {
    // One word, two words, the same name, the same VAT number, nothing but marks.
    let named = |number: u32| match number % 5 {
        0 => profile(&format!("F{number} OÜ")),
        1 => profile(&format!("Firma nr{number}")),
        2 => profile("Eraisik"),
        3 => ClientProfile { vat_number: Some("EE100594102".to_owned()), ..profile(&format!("G{number}")) },
        _ => profile("☕"),
    };
    let clients = (0..20_000).map(|number| {
        let ClientProfile { name, vat_number, .. } = named(number);
        Client { id: id(&format!("c{number}")), vat_number, ..client(&name) }
    });
    let review = review(clients.collect());
    let rows = (0..20_000).map(|number| {
        let ClientProfile { name, vat_number, .. } = named(number);
        // Every second one is another than the clients, by several letters.
        let name = if number % 2 == 0 { name } else { format!("{name}xyz") };
        row(number + 1, ClientProfile { vat_number, ..profile(&name) })
    });
    let found: Vec<RowKind> = rows.map(|row| review.row(&row).kind).collect();
    let new = found.iter().filter(|kind| **kind == RowKind::New).count();
    let duplicates = found.iter().filter(|kind| matches!(kind, RowKind::PossibleDuplicate { .. })).count();
    assert_eq!((new, duplicates), (8_000, 12_000));
}
