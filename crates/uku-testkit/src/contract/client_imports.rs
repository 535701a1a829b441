//! The clauses of [`ClientImports`](uku_core::client_import::ClientImports).

use futures_util::future::join_all;
use uku_core::client_import::{
    ClientImport, ClientImportId, Confirmed, FetchError, ImportRow, ImportSource, ImportState, RowChoice,
};
use uku_core::firm::FirmId;
use uku_core::ledger::{DirectoryError, LedgerError, VendorMessage};
use uku_core::store::StoreError;
use uuid::Uuid;

pub use super::import_rows::{
    a_choice_replaces_the_one_before, another_firms_rows_are_not_changed, another_firms_rows_are_not_seen,
    choices_of_every_kind_come_back_as_they_were, clearing_rows_leaves_none_of_that_import,
    results_of_every_kind_come_back_as_they_were, rows_come_back_as_they_were,
    rows_come_page_by_page_in_order, rows_of_one_import_are_not_anothers, what_is_done_has_no_keys_any_more,
};
pub use super::remembered::{
    another_firms_memory_is_another, nothing_is_remembered_at_first, remembering_again_replaces,
    what_is_remembered_comes_back_as_it_was,
};
use super::store::{StoreHarness, commit, open};
use crate::build::{at, firm_a, firm_b, id, profile};

suite! { $ client_imports_contract, client_imports {
    the_latest_import_is_the_one_begun_last,
    imports_from_every_source_come_back_as_they_were,
    states_of_every_kind_come_back_as_they_were,
    a_version_is_put_only_after_the_one_before,
    of_two_writers_at_once_one_is_fenced,
    an_import_is_announced_once_said_so,
    another_firms_import_is_not_seen,
    another_firms_import_is_not_changed,
    rows_come_page_by_page_in_order,
    rows_come_back_as_they_were,
    rows_of_one_import_are_not_anothers,
    choices_of_every_kind_come_back_as_they_were,
    a_choice_replaces_the_one_before,
    results_of_every_kind_come_back_as_they_were,
    what_is_done_has_no_keys_any_more,
    clearing_rows_leaves_none_of_that_import,
    another_firms_rows_are_not_seen,
    another_firms_rows_are_not_changed,
    nothing_is_remembered_at_first,
    what_is_remembered_comes_back_as_it_was,
    remembering_again_replaces,
    another_firms_memory_is_another,
} }

/// The identity of an import.
pub(super) const fn import_id(number: u128) -> ClientImportId {
    ClientImportId(Uuid::from_u128(number))
}

/// A version of an import; those with greater numbers were begun later.
pub(super) fn import(number: u8, version: i64, state: ImportState) -> ClientImport {
    ClientImport {
        id: import_id(number.into()),
        source: ImportSource::Directory,
        started_by: id("mari"),
        started_at: at(&format!("2026-11-10T05:{number:02}:00.123Z")),
        state,
        rows: 5_000,
        repeats: 2,
        version,
    }
}

/// A row of which nothing is known but its client's name.
pub(super) fn row(number: u32) -> ImportRow {
    ImportRow {
        number,
        profile: Ok(profile(&format!("Klient {number}"))),
        new_client: id(&format!("new-{number}")),
        keys: None,
        notes: vec![],
        choice: RowChoice::default(),
        done: None,
    }
}

/// Puts a version of an import, in a unit of work of its own.
pub(super) async fn put(
    harness: &dyn StoreHarness,
    firm: &FirmId,
    import: &ClientImport,
) -> Result<(), StoreError> {
    let mut work = open(harness, firm).await;
    work.client_imports().put(import).await?;
    work.commit().await
}

/// Begins an import of the first firm with these rows.
pub(super) async fn begin(harness: &dyn StoreHarness, number: u8, rows: &[ImportRow]) {
    put(harness, &firm_a(), &import(number, 1, ImportState::Ready)).await.unwrap();
    let import = import_id(number.into());
    commit(harness, &firm_a(), async |work| work.client_imports().add_rows(import, rows).await.unwrap())
        .await;
}

async fn latest(harness: &dyn StoreHarness, firm: &FirmId) -> Option<ClientImport> {
    open(harness, firm).await.client_imports().latest().await.unwrap()
}

fn directory_errors() -> Vec<DirectoryError> {
    let detail = "vastus \"õ\" 'x'\n".to_owned();
    vec![
        DirectoryError::WrongLogin,
        DirectoryError::UserInactive,
        DirectoryError::NoCompanies,
        DirectoryError::NotSwitchedOn { address: "sa.example".to_owned() },
        DirectoryError::NoAnswer,
        DirectoryError::SignedOut,
        DirectoryError::Unreachable { detail: detail.clone() },
        DirectoryError::Garbled { detail },
    ]
}

fn ledger_errors() -> Vec<LedgerError> {
    let (until, detail) = (at("2026-11-11T05:00:00.456Z"), "vastus \"õ\" 'x'\n".to_owned());
    let message =
        |key: Option<&str>| VendorMessage { key: key.map(str::to_owned), text: "lukus õ".to_owned() };
    vec![
        LedgerError::WrongKeys,
        LedgerError::ClockOff { seconds: -121 },
        LedgerError::BudgetSpent { until },
        LedgerError::OverLimit { until },
        LedgerError::Unpaid,
        LedgerError::Unavailable { detail: detail.clone() },
        LedgerError::RightMissing { what: "read customers".to_owned() },
        LedgerError::Refused { messages: vec![message(Some("PERIOD")), message(None)] },
        LedgerError::Unreachable { detail: detail.clone() },
        LedgerError::Garbled { detail: detail.clone() },
        LedgerError::Withdrawn,
        LedgerError::BudgetUnknown { detail },
    ]
}

/// Everything for which clients could not be fetched.
pub(super) fn fetch_errors() -> Vec<FetchError> {
    let errors = directory_errors().into_iter().map(FetchError::Directory);
    let errors = errors.chain(ledger_errors().into_iter().map(FetchError::Books)).chain([
        FetchError::Nothing,
        FetchError::Endless { rows: 20_000 },
        FetchError::Vault("the master key `2026` is not here".to_owned()),
    ]);
    errors.collect()
}

fn states() -> Vec<ImportState> {
    let confirmed = Confirmed {
        created: 1,
        updated: 2,
        unchanged: 3,
        declined: 4,
        left: 5,
        failed: 6,
        connected: 7,
        not_connected: u32::MAX,
    };
    let others = [
        ImportState::Fetching { heard_at: at("2026-11-10T05:00:00.456Z") },
        ImportState::Ready,
        ImportState::Confirming,
        ImportState::Confirmed(confirmed),
        ImportState::Cancelled,
        ImportState::Interrupted,
    ];
    others.into_iter().chain(fetch_errors().into_iter().map(ImportState::Failed)).collect()
}

/// One that is put again is not begun again.
pub async fn the_latest_import_is_the_one_begun_last(harness: &dyn StoreHarness) {
    assert_eq!(latest(harness, &firm_a()).await, None);
    let (first, second) = (import(1, 1, ImportState::Ready), import(2, 1, ImportState::Ready));
    for import in
        [&first, &second, &ClientImport { version: 2, state: ImportState::Cancelled, ..first.clone() }]
    {
        put(harness, &firm_a(), import).await.unwrap();
    }
    assert_eq!(latest(harness, &firm_a()).await, Some(second));
}

/// Where the clients come from, who began it and how many rows there are is not lost, and may change.
pub async fn imports_from_every_source_come_back_as_they_were(harness: &dyn StoreHarness) {
    for (number, source) in (1..).zip([ImportSource::Directory, ImportSource::OwnBooks, ImportSource::File]) {
        let begun =
            ClientImport { source, started_by: id("jüri 'õ'"), ..import(number, 1, ImportState::Ready) };
        put(harness, &firm_a(), &begun).await.unwrap();
        assert_eq!(latest(harness, &firm_a()).await, Some(begun.clone()));
        let later = ClientImport { rows: u32::MAX, repeats: 0, version: 2, ..begun };
        put(harness, &firm_a(), &later).await.unwrap();
        assert_eq!(latest(harness, &firm_a()).await, Some(later));
    }
}

/// With everything that went wrong, where it failed.
pub async fn states_of_every_kind_come_back_as_they_were(harness: &dyn StoreHarness) {
    for (version, state) in (1..).zip(states()) {
        let import = import(1, version, state);
        put(harness, &firm_a(), &import).await.unwrap();
        assert_eq!(latest(harness, &firm_a()).await, Some(import));
    }
}

/// A new one begins with 1. What is refused changes nothing.
pub async fn a_version_is_put_only_after_the_one_before(harness: &dyn StoreHarness) {
    for version in [0, 2] {
        let refused = put(harness, &firm_a(), &import(1, version, ImportState::Ready)).await;
        assert_eq!(refused, Err(StoreError::Fenced), "version {version} of a new one");
    }
    assert_eq!(latest(harness, &firm_a()).await, None);
    for version in 1..=2 {
        put(harness, &firm_a(), &import(1, version, ImportState::Ready)).await.unwrap();
    }
    for version in [0, 1, 2, 4] {
        let refused = put(harness, &firm_a(), &import(1, version, ImportState::Cancelled)).await;
        assert_eq!(refused, Err(StoreError::Fenced), "version {version} after 2");
    }
    assert_eq!(latest(harness, &firm_a()).await, Some(import(1, 2, ImportState::Ready)));
}

/// Both read the same version and write the next.
pub async fn of_two_writers_at_once_one_is_fenced(harness: &dyn StoreHarness) {
    put(harness, &firm_a(), &import(1, 1, ImportState::Ready)).await.unwrap();
    let versions = [ImportState::Confirming, ImportState::Cancelled].map(|state| import(1, 2, state));
    let firm = firm_a();
    let results = join_all(versions.iter().map(|version| put(harness, &firm, version))).await;
    let stored = latest(harness, &firm_a()).await;
    for (version, result) in versions.into_iter().zip(results) {
        let expected = if stored.as_ref() == Some(&version) { Ok(()) } else { Err(StoreError::Fenced) };
        assert_eq!(result, expected);
    }
    assert_eq!(stored.map(|import| import.version), Some(2));
}

/// Its versions go on as if nobody had said so, and it stays announced with each of them.
pub async fn an_import_is_announced_once_said_so(harness: &dyn StoreHarness) {
    let announced = async |firm: FirmId, number| {
        open(harness, &firm).await.client_imports().is_announced(import_id(number)).await.unwrap()
    };
    for number in 1..=2 {
        put(harness, &firm_a(), &import(number, 1, ImportState::Ready)).await.unwrap();
    }
    put(harness, &firm_b(), &import(1, 1, ImportState::Ready)).await.unwrap();
    assert!(!announced(firm_a(), 1).await);
    for _ in 0..2 {
        commit(harness, &firm_a(), async |work| work.client_imports().announced(import_id(1)).await.unwrap())
            .await;
        assert!(announced(firm_a(), 1).await);
    }
    put(harness, &firm_a(), &import(1, 2, ImportState::Confirming)).await.unwrap();
    assert!(announced(firm_a(), 1).await);
    assert!(!announced(firm_a(), 2).await && !announced(firm_b(), 1).await);
    assert!(!announced(firm_a(), 3).await, "one that was never begun");
}

/// Neither it nor how far it is.
pub async fn another_firms_import_is_not_seen(harness: &dyn StoreHarness) {
    put(harness, &firm_a(), &import(1, 1, ImportState::Ready)).await.unwrap();
    assert_eq!(latest(harness, &firm_b()).await, None);
}

/// Whatever another firm puts under the same identity.
pub async fn another_firms_import_is_not_changed(harness: &dyn StoreHarness) {
    put(harness, &firm_a(), &import(1, 1, ImportState::Ready)).await.unwrap();
    let refused = put(harness, &firm_b(), &import(1, 2, ImportState::Cancelled)).await;
    assert_eq!(refused, Err(StoreError::Fenced));
    assert_eq!(latest(harness, &firm_a()).await, Some(import(1, 1, ImportState::Ready)));
}
