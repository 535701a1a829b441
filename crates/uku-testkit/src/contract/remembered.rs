//! The clauses of what is remembered of rows of former imports.

use std::collections::BTreeMap;

use uku_core::client::{ClientProfile, ContactKind};
use uku_core::client_import::{Remembered, RowKey};
use uku_core::firm::FirmId;

use super::store::{StoreHarness, commit, open};
use crate::build::{at, contact, firm_a, firm_b, id, profile};

fn key(text: &str) -> RowKey {
    RowKey::from_stored(text.to_owned())
}

fn declined(on: &str) -> Remembered {
    Remembered::Declined { at: at(&format!("{on}T05:00:00.123Z")) }
}

fn imported(client: &str) -> Remembered {
    Remembered::Imported { client: id(client), written: profile(client) }
}

async fn remember(harness: &dyn StoreHarness, firm: &FirmId, rows: &[(RowKey, Remembered)]) {
    commit(harness, firm, async |work| work.client_imports().remember(rows).await.unwrap()).await;
}

async fn remembered(harness: &dyn StoreHarness, firm: &FirmId) -> BTreeMap<RowKey, Remembered> {
    open(harness, firm).await.client_imports().remembered().await.unwrap()
}

/// Nor does an empty list make anything.
pub async fn nothing_is_remembered_at_first(harness: &dyn StoreHarness) {
    assert_eq!(remembered(harness, &firm_a()).await, BTreeMap::new());
    remember(harness, &firm_a(), &[]).await;
    assert_eq!(remembered(harness, &firm_a()).await, BTreeMap::new());
}

/// What became of a row, with all that was written, under whatever key.
pub async fn what_is_remembered_comes_back_as_it_was(harness: &dyn StoreHarness) {
    let written = ClientProfile {
        source_id: Some("7".to_owned()),
        name: "Õunapuu \"Žürii\" OÜ".to_owned(),
        registry_code: Some("10421629".to_owned()),
        vat_number: Some("EE100594102".to_owned()),
        contacts: vec![contact(ContactKind::Person, "Mari"), contact(ContactKind::Email, "mari@kask.ee")],
    };
    let (client, at) = (id("pihl"), at("2026-11-11T05:00:00.123Z"));
    let both = Remembered::ImportedThenDeclined { client, written: written.clone(), at };
    let rows = [
        (key("registry:10060701"), both),
        (key("registry:10421629"), Remembered::Imported { client: id("kask õ"), written }),
        (key("own-books:7 'x'"), declined("2026-11-10")),
        (key("name:株式会社"), imported("tamm")),
    ];
    remember(harness, &firm_a(), &rows).await;
    assert_eq!(remembered(harness, &firm_a()).await, BTreeMap::from(rows));
}

/// The later word counts, in whichever direction; other rows keep theirs.
pub async fn remembering_again_replaces(harness: &dyn StoreHarness) {
    let (a, b, c) = (key("registry:1"), key("registry:2"), key("registry:3"));
    let first = [(a.clone(), declined("2026-11-10")), (b.clone(), imported("kask"))];
    remember(harness, &firm_a(), &first).await;
    let second = [(a.clone(), imported("tamm")), (c.clone(), declined("2026-11-11"))];
    remember(harness, &firm_a(), &second).await;
    let expected =
        [(a, imported("tamm")), (b.clone(), imported("kask")), (c.clone(), declined("2026-11-11"))];
    assert_eq!(remembered(harness, &firm_a()).await, BTreeMap::from(expected.clone()));
    remember(harness, &firm_a(), &[(b.clone(), declined("2026-11-12")), (c, declined("2026-11-12"))]).await;
    let now = remembered(harness, &firm_a()).await;
    assert_eq!(now.get(&b), Some(&declined("2026-11-12")));
    assert_eq!(now.len(), 3);
}

/// Two firms may import the same client, and one decline what the other took.
pub async fn another_firms_memory_is_another(harness: &dyn StoreHarness) {
    let row = key("registry:1");
    remember(harness, &firm_a(), &[(row.clone(), declined("2026-11-10"))]).await;
    assert_eq!(remembered(harness, &firm_b()).await, BTreeMap::new());
    remember(harness, &firm_b(), &[(row.clone(), imported("kask"))]).await;
    let ours = BTreeMap::from([(row.clone(), declined("2026-11-10"))]);
    assert_eq!(remembered(harness, &firm_a()).await, ours);
    assert_eq!(remembered(harness, &firm_b()).await, BTreeMap::from([(row, imported("kask"))]));
}
