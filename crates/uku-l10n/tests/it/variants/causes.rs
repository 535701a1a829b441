//! One value of each variant of the errors that others pass on.

use chrono::NaiveDate;
use uku_core::calendar::Month;
use uku_core::client::ClientId;
use uku_core::client_import::FetchError;
use uku_core::connection::ConnectionTrouble;
use uku_core::counting::{Contradiction, DataField};
use uku_core::firm::{Action, Denied, WorkPaused};
use uku_core::ledger::{DirectoryError, LedgerError, VendorMessage};
use uku_core::run::{Failure, SkipReason};
use uku_core::store::StoreError;
use uku_core::summary::{CustomFieldKind, SettingsTrouble, TasksError};
use uku_core::vault::VaultError;

use crate::samples::{month, noon};

pub(crate) fn text(text: &str) -> String {
    text.to_owned()
}

pub(crate) fn september() -> Month {
    month().previous()
}

pub(crate) fn client_id() -> ClientId {
    ClientId::try_from(text("c7")).unwrap()
}

pub(crate) fn store_errors() -> Vec<StoreError> {
    let place = || text("/var/uku");
    vec![
        StoreError::Newer { place: place(), found: text("0042") },
        StoreError::InUse { place: place(), process: None },
        StoreError::InUse { place: place(), process: Some(4711) },
        StoreError::Missing(text("run 7")),
        StoreError::Fenced,
        StoreError::Corrupt(text("row 3")),
        StoreError::Failed(text("disk full.")),
    ]
}

pub(crate) fn vault_errors() -> Vec<VaultError> {
    vec![
        VaultError::DoesNotOpen,
        VaultError::NoMasterKey(text("2026")),
        VaultError::NewerFormat(9),
        VaultError::Failed(text("no answer")),
    ]
}

pub(crate) fn ledger_errors() -> Vec<LedgerError> {
    let detail = || text("connection reset");
    let message = |key: Option<&str>| VendorMessage { key: key.map(str::to_owned), text: text("No.") };
    vec![
        LedgerError::WrongKeys,
        LedgerError::ClockOff { seconds: -90 },
        LedgerError::BudgetSpent { until: noon() },
        LedgerError::OverLimit { until: noon() },
        LedgerError::Unpaid,
        LedgerError::Unavailable { detail: detail() },
        LedgerError::RightMissing { what: text("read general ledger entries") },
        LedgerError::RightMissing { what: text("do something new") },
        LedgerError::Refused { messages: vec![message(None)] },
        LedgerError::Refused { messages: vec![message(Some("BAD-DATE"))] },
        LedgerError::Unreachable { detail: detail() },
        LedgerError::Garbled { detail: detail() },
        LedgerError::Withdrawn,
        LedgerError::BudgetUnknown { detail: detail() },
    ]
}

pub(crate) fn directory_errors() -> Vec<DirectoryError> {
    vec![
        DirectoryError::WrongLogin,
        DirectoryError::UserInactive,
        DirectoryError::NoCompanies,
        DirectoryError::NotSwitchedOn { address: text("sa.example") },
        DirectoryError::NoAnswer,
        DirectoryError::SignedOut,
        DirectoryError::Unreachable { detail: text("refused") },
        DirectoryError::Garbled { detail: text("line 1") },
    ]
}

pub(crate) fn contradictions() -> Vec<Contradiction> {
    vec![
        Contradiction::OutsideRange { date: NaiveDate::from_ymd_opt(2026, 11, 25).unwrap() },
        Contradiction::PageRepeats { page: 3 },
        Contradiction::EmptyPage { page: 3 },
        Contradiction::Endless { pages: 100 },
        Contradiction::ChangingWhileCounted { reads: 3 },
    ]
}

pub(crate) fn tasks_errors() -> Vec<TasksError> {
    vec![
        TasksError::Stale,
        TasksError::Changed,
        TasksError::Billed,
        TasksError::NameTaken(text("Sales")),
        TasksError::KindInUse,
        TasksError::InUse,
        TasksError::Unavailable(text("no answer")),
    ]
}

pub(crate) fn settings_troubles() -> Vec<SettingsTrouble> {
    let data_field = DataField::BankEntries;
    let name = || text("Pank");
    vec![
        SettingsTrouble::TopicGone(text("t1").try_into().unwrap()),
        SettingsTrouble::TopicArchived(text("Raamatupidamine")),
        SettingsTrouble::FieldGone { data_field, custom_field: text("f1").try_into().unwrap() },
        SettingsTrouble::FieldArchived { data_field, name: name() },
        SettingsTrouble::NotANumber { data_field, name: name(), kind: CustomFieldKind::Choice },
    ]
}

pub(crate) fn connection_troubles() -> Vec<ConnectionTrouble> {
    vec![
        ConnectionTrouble::WrongKeys,
        ConnectionTrouble::RightMissing { what: text("read payments") },
        ConnectionTrouble::Unpaid,
    ]
}

pub(crate) fn fetch_errors() -> Vec<FetchError> {
    let mut all = vec![
        FetchError::Nothing,
        FetchError::Endless { rows: 500 },
        FetchError::Vault(text("no master key")),
    ];
    all.extend(directory_errors().into_iter().map(FetchError::Directory));
    all.extend(ledger_errors().into_iter().map(FetchError::Books));
    all
}

pub(crate) fn failures() -> Vec<Failure> {
    let mut all =
        vec![Failure::Keys(text("changed")), Failure::Data(text("no answer")), Failure::Crashed { times: 5 }];
    all.extend(ledger_errors().into_iter().map(|error| Failure::Count(error.into())));
    all.extend(contradictions().into_iter().map(|error| Failure::Count(error.into())));
    all.extend(tasks_errors().into_iter().map(Failure::Task));
    all.extend(settings_troubles().into_iter().map(Failure::Settings));
    all
}

pub(crate) fn skip_reasons() -> Vec<SkipReason> {
    let mut all = vec![
        SkipReason::NotActive,
        SkipReason::Subscription(WorkPaused::Lapsed),
        SkipReason::NoSettings,
        SkipReason::ClientGone,
        SkipReason::ClientInactive,
        SkipReason::NotConnected,
        SkipReason::Paused,
    ];
    all.extend(connection_troubles().into_iter().map(SkipReason::Failing));
    all
}

pub(crate) fn denied() -> Vec<Denied> {
    let paused = [WorkPaused::Lapsed, WorkPaused::NoIntegrations];
    let of = |action| {
        let subscription = paused.map(|paused| Denied::Subscription { action, paused });
        [Denied::Role(action), Denied::ExportRight(action)].into_iter().chain(subscription)
    };
    Action::ALL.into_iter().flat_map(of).collect()
}
