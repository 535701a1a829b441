//! Every row of the help page's section Troubleshooting.

use uku_core::client_import::{FetchError, ImportSource, ImportState};
use uku_core::connection::{ConnectionTrouble, TestResult};
use uku_core::ledger::{DirectoryError, Key, KeyPair, KeyPairError, WhereSpace};
use uku_core::summary::SettingsDraft;
use uku_testkit::build::settings_draft;

use super::facts::{BANK, SALES, failing, works};
use crate::support::is_one_sentence;

/// Every row of the help page's section Troubleshooting that a diagnosis can meet: the row, what is found, and what the
/// page says to do.
#[test]
fn every_row_of_the_help_pages_troubleshooting_is_found_with_its_remedy() {
    let import_fails = |error| {
        works().imports(ImportState::Failed(FetchError::Directory(error)), ImportSource::Directory).firm()
    };
    let without_keys = works().but(|facts| facts.connection = None);
    let revoked = works().fares(failing(ConnectionTrouble::WrongKeys));
    let mut empty = works();
    empty.outcomes.clear();
    let rows = [
        ("bulk import login: wrong email or password", import_fails(DirectoryError::WrongLogin), "directly"),
        ("bulk import login: inactive user", import_fails(DirectoryError::UserInactive), "activate the user"),
        ("bulk import login: no access to the company", import_fails(DirectoryError::NoCompanies), "access"),
        (
            "no data: the client's integration is not SmartAccounts",
            without_keys.client(),
            "pick SmartAccounts",
        ),
        (
            "no data: the settings on the Data import tab are not filled in",
            works().but(|facts| facts.settings = SettingsDraft::default()).client(),
            "Fill that in on the Data import tab",
        ),
        ("no data: the import day has not come", empty.client(), "Wait for the next import day"),
        ("no data: to back-fill", empty.ask(Some("2026-10"), None), "use Reload data or Import data"),
        ("a field shows no value: unmapped", works().ask(None, Some(BANK)), "then click Reload data"),
        (
            "a field shows no value: mapped, and not reloaded yet",
            works().but(|facts| facts.settings = settings_draft(&[SALES, BANK])).ask(None, Some(BANK)),
            "Click Reload data",
        ),
        ("stopped syncing: the keys were revoked", revoked.client(), "Make a new key pair in SmartAccounts"),
        ("stopped syncing: paste the new ones and test", revoked.client(), "paste both keys"),
        (
            "a newly added client inherits nothing",
            without_keys.client(),
            "paste that client's public and secret",
        ),
    ];
    for (row, findings, remedy) in rows {
        assert_eq!(findings.len(), 1, "{row}: {findings:?}");
        let said = findings[0].remedy();
        assert!(said.contains(remedy) && is_one_sentence(said), "{row}: {said}");
    }
}

/// "Per-client test connection fails", where the answer comes at once and not from a diagnosis.
#[test]
fn a_test_that_fails_names_white_space_a_lost_secret_and_revoked_keys() {
    let refused = KeyPair::new("pk-1 ", "secret-0123456789".into()).unwrap_err();
    assert_eq!(refused, KeyPairError::Space(Key::Public, WhereSpace::Trailing));
    let refused = KeyPair::new("pk-1", "\tsecret-0123456789".into()).unwrap_err();
    assert_eq!(refused, KeyPairError::Space(Key::Secret, WhereSpace::Leading));
    let remedy = TestResult::WrongKeys.remedy();
    assert!(remedy.contains("the secret is lost or the keys were revoked"), "{remedy}");
}
