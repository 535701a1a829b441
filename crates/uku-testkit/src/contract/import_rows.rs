//! The clauses of the rows of client imports.

use std::collections::BTreeSet;

use uku_core::client::{ClientField, ClientProfile, Contact, ContactKind, UnreadableRow};
use uku_core::client_import::{
    AsClient, ImportRow, ImportState, KeysDone, RowChoice, RowDone, RowNote, RowResult,
};

use super::client_imports::{begin, import, import_id, put, row};
use super::store::{StoreHarness, commit, open};
use crate::build::{contact, firm_a, firm_b, id, profile, sealed_keys};

async fn rows(harness: &dyn StoreHarness, number: u128, after: u32, most: u32) -> Vec<ImportRow> {
    let import = import_id(number);
    open(harness, &firm_a()).await.client_imports().rows(import, after, most).await.unwrap()
}

async fn choose(harness: &dyn StoreHarness, choices: &[(u32, RowChoice)]) {
    let import = import_id(1);
    commit(harness, &firm_a(), async |work| {
        work.client_imports().put_choices(import, choices).await.unwrap();
    })
    .await;
}

async fn finish(harness: &dyn StoreHarness, done: &[(u32, RowDone)]) {
    let import = import_id(1);
    commit(harness, &firm_a(), async |work| work.client_imports().put_done(import, done).await.unwrap())
        .await;
}

fn created() -> RowDone {
    RowDone { result: RowResult::Created, keys: None }
}

/// Each once, in order of numbers, however they were added; after the last there are none.
pub async fn rows_come_page_by_page_in_order(harness: &dyn StoreHarness) {
    let all: Vec<ImportRow> = (1..=2_500).map(row).collect();
    begin(harness, 1, &all[1_000..2_000]).await;
    for some in [&all[..1_000], &all[2_000..]] {
        commit(harness, &firm_a(), async |work| {
            work.client_imports().add_rows(import_id(1), some).await.unwrap();
        })
        .await;
    }
    let (mut after, mut found) = (0, Vec::new());
    for expected in [1_000, 1_000, 500, 0] {
        let page = rows(harness, 1, after, 1_000).await;
        assert_eq!(page.len(), expected);
        after = page.last().map_or(after, |row| row.number);
        found.extend(page);
    }
    assert!(found == all, "the rows are not those that were added, in order");
}

/// Names in every alphabet, rows that can't be read, keys, and what fetching found out.
pub async fn rows_come_back_as_they_were(harness: &dyn StoreHarness) {
    let note = Contact { note: Some("raamatupidaja".to_owned()), ..contact(ContactKind::Phone, "+372 5") };
    let full = ClientProfile {
        source_id: Some("0f1e 'õ'".to_owned()),
        name: "Õunapuu \"Žürii\" OÜ".to_owned(),
        registry_code: Some(" 1042 1629".to_owned()),
        vat_number: Some(String::new()),
        contacts: vec![
            note,
            contact(ContactKind::Person, "Mari Maasikas"),
            contact(ContactKind::Email, "mari@kask.ee"),
            contact(ContactKind::Address, "Pikk 1, 10123 Tallinn"),
        ],
    };
    let names =
        ["", "株式会社", "Ελλάς", "شركة \u{200f}محدودة", "🦔 e\u{301}\u{0}\n", "x'); DROP TABLE row;--"];
    let mut all = vec![
        ImportRow {
            profile: Ok(full),
            keys: Some(sealed_keys(1)),
            notes: vec![RowNote::KeysUnusable("the secret key is empty".to_owned())],
            ..row(1)
        },
        ImportRow { profile: Err(UnreadableRow("line 2 has \"3\" columns õ".to_owned())), ..row(2) },
    ];
    all.extend(
        (3..).zip(names).map(|(number, name)| ImportRow { profile: Ok(profile(name)), ..row(number) }),
    );
    begin(harness, 1, &all).await;
    assert_eq!(rows(harness, 1, 0, 100).await, all);
}

/// A later import of the same firm has its own, with the same numbers.
pub async fn rows_of_one_import_are_not_anothers(harness: &dyn StoreHarness) {
    begin(harness, 1, &[row(1), row(2)]).await;
    let other = ImportRow { profile: Ok(profile("Tamm")), ..row(1) };
    begin(harness, 2, std::slice::from_ref(&other)).await;
    finish(harness, &[(1, created())]).await;
    assert_eq!(rows(harness, 2, 0, 100).await, [other]);
    assert_eq!(rows(harness, 1, 1, 100).await, [row(2)]);
    assert_eq!(rows(harness, 3, 0, 100).await, []);
}

/// Whatever was decided; rows of which nothing was said stay as the review proposes, and a number without a row is
/// no error.
pub async fn choices_of_every_kind_come_back_as_they_were(harness: &dyn StoreHarness) {
    begin(harness, 1, &[row(1), row(2), row(3)]).await;
    let choices = [
        (1, RowChoice { ticked: Some(true), as_client: Some(AsClient::New), ..RowChoice::default() }),
        (
            3,
            RowChoice {
                ticked: Some(false),
                as_client: Some(AsClient::Existing(id("kask õ"))),
                overwrite: BTreeSet::from(ClientField::IMPORTED),
            },
        ),
        (4, RowChoice { ticked: Some(true), ..RowChoice::default() }),
    ];
    choose(harness, &choices).await;
    let [(_, first), (_, third), _] = choices;
    let expected = [ImportRow { choice: first, ..row(1) }, row(2), ImportRow { choice: third, ..row(3) }];
    assert_eq!(rows(harness, 1, 0, 100).await, expected);
}

/// A person may change their mind, also back to nothing.
pub async fn a_choice_replaces_the_one_before(harness: &dyn StoreHarness) {
    begin(harness, 1, &[row(1)]).await;
    let overwrite = BTreeSet::from([ClientField::Name]);
    for choice in [
        RowChoice { ticked: Some(true), as_client: Some(AsClient::New), overwrite },
        RowChoice { ticked: Some(false), ..RowChoice::default() },
        RowChoice::default(),
    ] {
        choose(harness, &[(1, choice.clone())]).await;
        assert_eq!(rows(harness, 1, 0, 100).await, [ImportRow { choice, ..row(1) }]);
    }
}

/// What came of each row and of its keys; a number without a row is no error.
pub async fn results_of_every_kind_come_back_as_they_were(harness: &dyn StoreHarness) {
    let because = || "the client \"õ\" was changed".to_owned();
    let done: Vec<(u32, RowDone)> = (1..)
        .zip([
            RowDone { result: RowResult::Created, keys: Some(KeysDone::Saved) },
            RowDone { result: RowResult::Updated, keys: Some(KeysDone::NotSaved(because())) },
            RowDone { result: RowResult::Unchanged, keys: None },
            RowDone { result: RowResult::Declined, keys: None },
            RowDone { result: RowResult::Left, keys: None },
            RowDone { result: RowResult::Failed(because()), keys: None },
        ])
        .collect();
    let all: Vec<ImportRow> = (1..=7).map(row).collect();
    begin(harness, 1, &all).await;
    finish(harness, &done).await;
    finish(harness, &[(8, created())]).await;
    let of = |number| done.iter().find(|(of, _)| *of == number).map(|(_, done)| done.clone());
    let expected: Vec<ImportRow> =
        (1..=7).map(|number| ImportRow { done: of(number), ..row(number) }).collect();
    assert_eq!(rows(harness, 1, 0, 100).await, expected);
}

/// Keys that became a connection, or never will, are not kept a second time; those of other rows are.
pub async fn what_is_done_has_no_keys_any_more(harness: &dyn StoreHarness) {
    let with_keys = |number| ImportRow { keys: Some(sealed_keys(1)), ..row(number) };
    begin(harness, 1, &[with_keys(1), with_keys(2)]).await;
    choose(harness, &[(1, RowChoice::default())]).await;
    assert_eq!(rows(harness, 1, 0, 100).await, [with_keys(1), with_keys(2)]);
    finish(harness, &[(1, created())]).await;
    let expected = [ImportRow { done: Some(created()), ..row(1) }, with_keys(2)];
    assert_eq!(rows(harness, 1, 0, 100).await, expected);
}

/// The import itself stays, and so do another's rows.
pub async fn clearing_rows_leaves_none_of_that_import(harness: &dyn StoreHarness) {
    begin(harness, 1, &[ImportRow { keys: Some(sealed_keys(1)), ..row(1) }, row(2)]).await;
    begin(harness, 2, &[row(1)]).await;
    let clear = async |number| {
        commit(harness, &firm_a(), async |work| {
            work.client_imports().clear_rows(import_id(number)).await.unwrap();
        })
        .await;
    };
    clear(1).await;
    assert_eq!(rows(harness, 1, 0, 100).await, []);
    assert_eq!(rows(harness, 2, 0, 100).await, [row(1)]);
    clear(2).await;
    let latest = open(harness, &firm_a()).await.client_imports().latest().await.unwrap();
    assert_eq!(latest, Some(import(2, 1, ImportState::Ready)));
}

/// Not even by who knows the import's identity.
pub async fn another_firms_rows_are_not_seen(harness: &dyn StoreHarness) {
    begin(harness, 1, &[row(1)]).await;
    let mut work = open(harness, &firm_b()).await;
    assert_eq!(work.client_imports().rows(import_id(1), 0, 100).await.unwrap(), []);
}

/// Whether a change of them is refused or finds nothing, they are as they were.
pub async fn another_firms_rows_are_not_changed(harness: &dyn StoreHarness) {
    let ours = [ImportRow { keys: Some(sealed_keys(1)), ..row(1) }, row(2)];
    begin(harness, 1, &ours).await;
    put(harness, &firm_b(), &import(2, 1, ImportState::Ready)).await.unwrap();
    let import = import_id(1);
    let ticked = RowChoice { ticked: Some(true), ..RowChoice::default() };
    for change in 0..4 {
        let mut work = open(harness, &firm_b()).await;
        let imports = work.client_imports();
        let changed = match change {
            0 => imports.add_rows(import, &[row(3)]).await,
            1 => imports.put_choices(import, &[(1, ticked.clone())]).await,
            2 => imports.put_done(import, &[(1, created())]).await,
            _ => imports.clear_rows(import).await,
        };
        if changed.is_ok() {
            // A store may refuse it as late as here.
            work.commit().await.ok();
        } else {
            drop(work);
        }
        assert_eq!(rows(harness, 1, 0, 100).await, ours, "change {change}");
    }
}
