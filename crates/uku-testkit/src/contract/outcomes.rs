//! An outcome of every kind, for what keeps them.

use rust_decimal::Decimal;
use uku_core::connection::ConnectionTrouble;
use uku_core::counting::{Contradiction, CountError, DataField};
use uku_core::firm::WorkPaused;
use uku_core::ledger::{LedgerError, VendorMessage};
use uku_core::run::{Failure, Outcome, SkipReason};
use uku_core::summary::{Change, CustomFieldKind, SettingsTrouble, TasksError};

use crate::build::{at, date, id};

/// Outcomes of every kind, with every failure and every reason for skipping.
pub(super) fn of_every_kind() -> Vec<Outcome> {
    let changes = vec![
        Change { field: id("sales"), old: None, new: Decimal::ZERO },
        Change { field: id("bank"), old: Some(Decimal::new(125, 1)), new: Decimal::from(13) },
    ];
    let mut outcomes = vec![
        Outcome::Created,
        Outcome::Updated(changes.clone()),
        Outcome::Unchanged,
        Outcome::Billed(changes.clone()),
        Outcome::EditedByHand(changes),
        Outcome::Deleted,
        Outcome::Deferred(at("2026-11-11T05:00:00.123Z")),
    ];
    outcomes.extend(failures().into_iter().map(Outcome::Failed));
    outcomes.extend(reasons().into_iter().map(Outcome::Skipped));
    assert!(outcomes.iter().all(is_listed));
    outcomes
}

fn failures() -> Vec<Failure> {
    let of_ledger = ledger_errors().into_iter().map(|error| Failure::Count(CountError::Ledger(error)));
    let of_content =
        contradictions().into_iter().map(|error| Failure::Count(CountError::Contradiction(error)));
    let of_tasks = task_errors().into_iter().map(Failure::Task);
    let of_settings = troubles().into_iter().map(Failure::Settings);
    let others = [
        Failure::Keys("no key \"õ\"".to_owned()),
        Failure::Data("gone".to_owned()),
        Failure::Crashed { times: 3 },
    ];
    of_ledger.chain(of_content).chain(of_tasks).chain(of_settings).chain(others).collect()
}

fn ledger_errors() -> Vec<LedgerError> {
    let until = at("2026-11-11T05:00:00.123Z");
    let detail = "lukus 'õ'\n".to_owned();
    let message = |key: Option<&str>| VendorMessage { key: key.map(str::to_owned), text: detail.clone() };
    vec![
        LedgerError::WrongKeys,
        LedgerError::ClockOff { seconds: -125 },
        LedgerError::BudgetSpent { until },
        LedgerError::OverLimit { until },
        LedgerError::Unpaid,
        LedgerError::Unavailable { detail: detail.clone() },
        LedgerError::RightMissing { what: "read entries".to_owned() },
        LedgerError::Refused { messages: vec![message(Some("PERIOD")), message(None)] },
        LedgerError::Unreachable { detail: detail.clone() },
        LedgerError::Garbled { detail: String::new() },
        LedgerError::Withdrawn,
        LedgerError::BudgetUnknown { detail },
    ]
}

fn contradictions() -> Vec<Contradiction> {
    vec![
        Contradiction::OutsideRange { date: date("1999-01-01") },
        Contradiction::PageRepeats { page: 2 },
        Contradiction::EmptyPage { page: 3 },
        Contradiction::Endless { pages: u32::MAX },
        Contradiction::ChangingWhileCounted { reads: 3 },
    ]
}

fn task_errors() -> Vec<TasksError> {
    vec![
        TasksError::Stale,
        TasksError::Changed,
        TasksError::Billed,
        TasksError::NameTaken("Müük".to_owned()),
        TasksError::KindInUse,
        TasksError::InUse,
        TasksError::Unavailable("gone".to_owned()),
    ]
}

/// What can be wrong with settings, of every kind.
pub(super) fn troubles() -> Vec<SettingsTrouble> {
    let (data_field, name) = (DataField::PayrollEntries, "Palk 'õ'".to_owned());
    let mut troubles = vec![
        SettingsTrouble::TopicGone(id("books")),
        SettingsTrouble::TopicArchived(name.clone()),
        SettingsTrouble::FieldGone { data_field, custom_field: id("sales") },
        SettingsTrouble::FieldArchived { data_field, name: name.clone() },
    ];
    let not_numbers =
        CustomFieldKind::ALL.map(|kind| SettingsTrouble::NotANumber { data_field, name: name.clone(), kind });
    troubles.extend(not_numbers);
    troubles
}

/// What can be wrong with keys, of every kind.
pub(super) fn key_troubles() -> Vec<ConnectionTrouble> {
    let what = "read entries".to_owned();
    vec![ConnectionTrouble::WrongKeys, ConnectionTrouble::RightMissing { what }, ConnectionTrouble::Unpaid]
}

fn reasons() -> Vec<SkipReason> {
    let mut reasons = vec![
        SkipReason::NotActive,
        SkipReason::Subscription(WorkPaused::Lapsed),
        SkipReason::Subscription(WorkPaused::NoIntegrations),
        SkipReason::NoSettings,
        SkipReason::ClientGone,
        SkipReason::ClientInactive,
        SkipReason::NotConnected,
        SkipReason::Paused,
    ];
    reasons.extend(key_troubles().into_iter().map(SkipReason::Failing));
    reasons
}

/// Fails to compile when a kind is added: then the lists above need one more.
fn is_listed(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Created
        | Outcome::Updated(_)
        | Outcome::Unchanged
        | Outcome::Billed(_)
        | Outcome::EditedByHand(_)
        | Outcome::Deleted
        | Outcome::Deferred(_) => true,
        Outcome::Failed(failure) => match failure {
            Failure::Count(CountError::Ledger(_) | CountError::Contradiction(_))
            | Failure::Task(_)
            | Failure::Settings(_)
            | Failure::Keys(_)
            | Failure::Data(_)
            | Failure::Crashed { .. } => true,
        },
        Outcome::Skipped(reason) => match reason {
            SkipReason::NotActive
            | SkipReason::Subscription(WorkPaused::Lapsed | WorkPaused::NoIntegrations)
            | SkipReason::NoSettings
            | SkipReason::ClientGone
            | SkipReason::ClientInactive
            | SkipReason::NotConnected
            | SkipReason::Paused
            | SkipReason::Failing(
                ConnectionTrouble::WrongKeys
                | ConnectionTrouble::RightMissing { .. }
                | ConnectionTrouble::Unpaid,
            ) => true,
        },
    }
}
