//! Each fact, what is found, and how much it hinders.

use uku_core::activation::{Activation, KEYS_KEPT, KeptKeys};
use uku_core::client_import::{FetchError, ImportSource, ImportState};
use uku_core::connection::{ConnectionState, ConnectionTrouble};
use uku_core::counting::CountError;
use uku_core::diagnosis::Weight::{Blocks, Explains};
use uku_core::diagnosis::{Finding, Weight};
use uku_core::firm::{Plan, Subscription, WorkPaused};
use uku_core::ledger::LedgerError;
use uku_core::run::{Failure, MonthOutcome, Outcome, SkipReason};
use uku_core::summary::{MissingSetting, SettingsDraft, SettingsTrouble, TasksError};
use uku_core::vault::VaultError;
use uku_testkit::build::{id, month};

use super::facts::{Facts, everything, failed, failing, hint, now, outcome, works};
use crate::support::is_one_sentence;

/// Facts, the one finding that they give, and how much it hinders.
pub(super) fn of_firm() -> Vec<(Facts, Finding, Weight)> {
    let pays = |plan, lapsed| works().but(|facts| facts.subscription = Subscription { plan, lapsed });
    let is = |activation| works().but(|facts| facts.activation = activation);
    let inactive = |keys| Activation::Inactive { since: now(), keys };
    let deactivated = |keys| Finding::Deactivated { since: now(), keys };
    let until = KeptKeys::Until(now() + KEYS_KEPT);
    let gone = KeptKeys::Destroyed(now());
    let lacks = |change: fn(&mut SettingsDraft)| works().but(|facts| change(&mut facts.settings));
    let missing = |setting| Finding::SettingsMissing(vec![setting]);
    let broken = || SettingsTrouble::TopicGone(id("books"));
    let import = |state| works().imports(state, ImportSource::File);
    vec![
        (pays(Plan::Team, true), Finding::Subscription(WorkPaused::Lapsed), Blocks),
        (pays(Plan::Solo, false), Finding::Subscription(WorkPaused::NoIntegrations), Blocks),
        (is(None), Finding::NeverActivated, Blocks),
        (is(Some(inactive(until))), deactivated(until), Blocks),
        (is(Some(inactive(gone))), deactivated(gone), Blocks),
        (lacks(|settings| settings.title = None), missing(MissingSetting::TaskTitle), Blocks),
        (lacks(|settings| settings.topic = None), missing(MissingSetting::Topic), Blocks),
        (lacks(|settings| settings.import_day = None), missing(MissingSetting::DataImport), Blocks),
        (lacks(|settings| settings.mapping.clear()), missing(MissingSetting::DataFields), Blocks),
        (
            works().but(|facts| facts.settings = SettingsDraft::default()),
            Finding::SettingsMissing(everything()),
            Blocks,
        ),
        (works().but(|facts| facts.troubles = vec![broken()]), Finding::SettingsBroken(broken()), Blocks),
        (works().but(|facts| facts.connected = 0), Finding::NobodyConnected, Blocks),
        (
            import(ImportState::Failed(FetchError::Nothing)),
            Finding::ClientImportFailed(FetchError::Nothing),
            Explains,
        ),
        (import(ImportState::Interrupted), Finding::ClientImportInterrupted(ImportSource::File), Explains),
        (
            works().imports(ImportState::Interrupted, ImportSource::Directory),
            Finding::ClientImportInterrupted(ImportSource::Directory),
            Explains,
        ),
        (import(ImportState::Ready), Finding::ClientImportWaits, Explains),
        (import(ImportState::Confirming), Finding::ClientImportWaits, Explains),
    ]
}

fn of_client() -> Vec<(Facts, Finding, Weight)> {
    let fares = |why: ConnectionTrouble| {
        (works().fares(failing(why.clone())), Finding::Failing { since: now(), why }, Weight::Blocks)
    };
    let sealed = |error: VaultError| {
        let facts = works().but(|facts| facts.sealed = Some(error.clone()));
        (facts, Finding::KeysSealed(error), Weight::Blocks)
    };
    let came = |of_month: MonthOutcome| works().but(|facts| facts.outcomes = vec![of_month]);
    let october = month("2026-10");
    let task = Failure::Task(TasksError::Changed);
    let count = Failure::Count(CountError::Ledger(LedgerError::Withdrawn));
    vec![
        (works().but(|facts| facts.client.active = false), Finding::ClientInactive, Blocks),
        (works().but(|facts| facts.connection = None), Finding::NotConnected, Blocks),
        (works().but(|facts| facts.connection.as_mut().unwrap().paused = true), Finding::Paused, Blocks),
        fares(ConnectionTrouble::WrongKeys),
        fares(ConnectionTrouble::RightMissing { what: "read general ledger entries".into() }),
        fares(ConnectionTrouble::Unpaid),
        sealed(VaultError::NoMasterKey("2025".into())),
        sealed(VaultError::DoesNotOpen),
        (works().fares(ConnectionState::Untested), Finding::Untested(hint()), Explains),
        (works().but(|facts| facts.outcomes.clear()), Finding::NothingImported, Explains),
        (failed_facts(), Finding::MonthFailed(october, count), Blocks),
        (
            came(outcome("2026-10", 1, Outcome::Failed(task.clone()))),
            Finding::MonthFailed(october, task),
            Blocks,
        ),
        (
            came(outcome("2026-10", 1, Outcome::Deferred(now()))),
            Finding::MonthDeferred(october, now()),
            Blocks,
        ),
        (came(outcome("2026-10", 1, Outcome::Billed(Vec::new()))), Finding::MonthBilled(october), Explains),
        (
            came(outcome("2026-10", 1, Outcome::EditedByHand(Vec::new()))),
            Finding::MonthEditedByHand(october),
            Explains,
        ),
        (came(outcome("2026-10", 1, Outcome::Deleted)), Finding::MonthDeleted(october), Explains),
        (
            came(outcome("2026-10", 1, Outcome::Skipped(SkipReason::Paused))),
            Finding::MonthSkipped(october, SkipReason::Paused),
            Blocks,
        ),
        (came(outcome("2026-10", 0, Outcome::Created)), Finding::MonthEmpty(october), Explains),
        (came(outcome("2026-10", 0, Outcome::Unchanged)), Finding::MonthEmpty(october), Explains),
    ]
}

fn failed_facts() -> Facts {
    works().but(|facts| facts.outcomes = vec![failed("2026-10", LedgerError::Withdrawn)])
}

#[test]
fn each_fact_has_its_one_finding_with_its_weight_and_a_remedy_of_one_sentence() {
    let firm = of_firm().into_iter().map(|(facts, finding, weight)| (facts.firm(), finding, weight));
    let client = of_client().into_iter().map(|(facts, finding, weight)| (facts.client(), finding, weight));
    for (findings, finding, weight) in firm.chain(client) {
        assert_eq!(findings, std::slice::from_ref(&finding));
        assert_eq!(finding.weight(), weight, "{finding}");
        assert!(is_one_sentence(finding.remedy()), "{}", finding.remedy());
        let text = finding.to_string();
        assert!(!text.is_empty() && !text.ends_with('.'), "{text}");
    }
}
