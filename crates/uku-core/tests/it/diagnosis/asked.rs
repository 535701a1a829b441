//! Questions for a client, a month, a field.

use uku_core::client_import::{Confirmed, ImportSource, ImportState};
use uku_core::connection::ConnectionState;
use uku_core::counting::CountError;
use uku_core::diagnosis::{Finding, Weight};
use uku_core::firm::WorkPaused;
use uku_core::ledger::LedgerError;
use uku_core::run::{Failure, Outcome};
use uku_core::summary::SettingsDraft;
use uku_core::vault::VaultError;
use uku_testkit::build::{month, settings_draft};

use super::facts::{BANK, SALES, everything, failed, hint, now, outcome, works};
use super::table::of_firm;
use crate::support::is_one_sentence;

#[test]
fn a_firm_and_a_client_that_lack_nothing_have_no_finding() {
    assert_eq!(works().firm(), []);
    assert_eq!(works().client(), []);
    assert_eq!(works().ask(Some("2026-10"), Some(SALES)), []);
    for over in [ImportState::Confirmed(Confirmed::default()), ImportState::Cancelled] {
        assert_eq!(works().imports(over, ImportSource::File).firm(), []);
    }
    let fetching = ImportState::Fetching { heard_at: now() };
    assert_eq!(works().imports(fetching, ImportSource::Directory).firm(), []);
}

#[test]
fn what_hinders_the_firm_hinders_each_client_first_and_its_client_import_none() {
    for (facts, finding, weight) in of_firm() {
        let hindered = weight == Weight::Blocks && finding != Finding::NobodyConnected;
        let inactive = facts.but(|facts| facts.client.active = false);
        let expected =
            if hindered { vec![finding, Finding::ClientInactive] } else { vec![Finding::ClientInactive] };
        assert_eq!(inactive.client(), expected);
    }
}

#[test]
fn the_gravest_come_first_and_everything_that_hinders_is_named() {
    let facts = works().fares(ConnectionState::Untested).but(|facts| {
        facts.subscription.lapsed = true;
        facts.activation = None;
        facts.settings = settings_draft(&[SALES]);
        facts.client.active = false;
        facts.connection.as_mut().unwrap().paused = true;
        facts.sealed = Some(VaultError::DoesNotOpen);
        facts.outcomes.clear();
    });
    let expected = [
        Finding::Subscription(WorkPaused::Lapsed),
        Finding::NeverActivated,
        Finding::ClientInactive,
        Finding::Paused,
        Finding::KeysSealed(VaultError::DoesNotOpen),
        Finding::Unmapped(BANK),
        Finding::Untested(hint()),
        Finding::MonthNotImported(month("2026-09")),
    ];
    assert_eq!(facts.ask(Some("2026-09"), Some(BANK)), expected);
}

#[test]
fn a_month_is_answered_for_itself() {
    let facts = works().but(|facts| {
        facts.outcomes = vec![
            outcome("2026-08", 3, Outcome::Updated(Vec::new())),
            failed("2026-09", LedgerError::Withdrawn),
            outcome("2026-10", 0, Outcome::Created),
        ];
    });
    let withdrawn = Failure::Count(CountError::Ledger(LedgerError::Withdrawn));
    let september = Finding::MonthFailed(month("2026-09"), withdrawn);
    assert_eq!(facts.ask(Some("2026-08"), None), []);
    assert_eq!(facts.ask(Some("2026-09"), None), std::slice::from_ref(&september));
    assert_eq!(facts.ask(Some("2026-10"), None), [Finding::MonthEmpty(month("2026-10"))]);
    assert_eq!(facts.ask(Some("2026-07"), None), [Finding::MonthNotImported(month("2026-07"))]);
    // In general the gravest is told, and of those the latest.
    assert_eq!(facts.client(), [september]);
}

#[test]
fn a_field_is_answered_by_whether_it_is_mapped_and_was_when_the_month_was_imported() {
    let unmapped = works().ask(Some("2026-10"), Some(BANK));
    assert_eq!(unmapped, [Finding::Unmapped(BANK)]);
    assert!(is_one_sentence(unmapped[0].remedy()));
    let mapped = works().but(|facts| facts.settings = settings_draft(&[SALES, BANK]));
    let later = Finding::MappedLater(BANK, month("2026-10"));
    assert_eq!(mapped.ask(Some("2026-10"), Some(BANK)), std::slice::from_ref(&later));
    assert_eq!(mapped.ask(Some("2026-10"), Some(SALES)), []);
    assert_eq!(mapped.ask(Some("2026-09"), Some(BANK)), [Finding::MonthNotImported(month("2026-09"))]);
    assert_eq!((later.weight(), is_one_sentence(later.remedy())), (Weight::Blocks, true));
    assert_eq!(
        later.to_string(),
        "Bank entries was mapped after 2026-10 was imported, so it has no number there yet"
    );
    // Without any settings nothing is mapped.
    let none = works().but(|facts| facts.settings = SettingsDraft::default());
    let expected = [Finding::SettingsMissing(everything()), Finding::Unmapped(BANK)];
    assert_eq!(none.ask(None, Some(BANK)), expected);
    let said = expected[0].to_string();
    assert!(said.ends_with("Task title, Topic, Data import, Configure data fields"), "{said}");
}
