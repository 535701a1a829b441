//! Summary tasks, importing data, and why there is none.

use uku_core::activation::KeptKeys;
use uku_core::calendar::RangeError;
use uku_core::client::ClientsError;
use uku_core::client_import::{ImportSource, StartImportError};
use uku_core::connection::KeyHint;
use uku_core::counting::DataField;
use uku_core::diagnosis::{ExamineError, Finding, Weight};
use uku_core::firm::{Action, Denied, WorkPaused};
use uku_core::notice::MissedBecause;
use uku_core::run::{
    CancelError, Estimate, Failure, ItemState, Outcome, RunId, RunKind, SkipReason, StartError,
};
use uku_core::store::StoreError;
use uku_core::summary::{
    CustomFieldKind, FieldMappingError, HandEdits, LateLook, LookBack, MissingSetting, Reported,
    ReportsError, SettingsError, SettingsTrouble, TaskListsError, TaskStatus, TaskTitle, TasksError,
};
use uku_l10n::Say;

use super::causes::{
    client_id, connection_troubles, failures, fetch_errors, september, settings_troubles, skip_reasons,
    tasks_errors, text, vault_errors,
};
use super::checks::{labels, own_labels, remedies, sentences};
use crate::samples::{is_sentence, month, noon, said};

#[test]
fn summary_tasks() {
    sentences(&tasks_errors());
    remedies(&tasks_errors(), TasksError::remedy);
    sentences(&settings_troubles());
    remedies(&settings_troubles(), SettingsTrouble::remedy);
    let mapping = [
        FieldMappingError::Empty,
        FieldMappingError::Shared(DataField::SalesEntries, DataField::BankEntries),
    ];
    sentences(&mapping);
    sentences(&[
        SettingsError::Denied(Denied::Role(Action::ChangeSettings)),
        SettingsError::Mapping(FieldMappingError::Empty),
        SettingsError::Trouble(SettingsTrouble::TopicArchived(text("Bilanss"))),
        SettingsError::Changed,
        SettingsError::Tasks(TasksError::Stale),
        SettingsError::Store(StoreError::Fenced),
    ]);
    labels(&[
        MissingSetting::TaskTitle,
        MissingSetting::Topic,
        MissingSetting::DataImport,
        MissingSetting::DataFields,
    ]);
    labels(&CustomFieldKind::ALL);
    own_labels(&[TaskStatus::Open, TaskStatus::Done]);
    own_labels(&[HandEdits::Keep, HandEdits::Overwrite]);
    own_labels(&[Reported::Everybody, Reported::WithTask, Reported::WithoutTask]);
    let looks = |months: u8| LateLook { months: LookBack::try_from(months).unwrap(), ..LateLook::default() };
    own_labels(&[looks(0), looks(1), looks(3)]);
    is_sentence(&LookBack::try_from(13).unwrap_err().said());
}

#[test]
fn titles() {
    let errors = [String::new(), "x".repeat(201)].map(|title| TaskTitle::try_from(title).unwrap_err());
    own_labels(&errors);
    let (english, _) = said(&errors[1].said());
    assert!(english.contains("200"), "{english}");
    assert!(TaskTitle::try_from("x".repeat(200)).is_ok(), "what the text says is the limit");
}

#[test]
fn topics_fields_and_reports() {
    sentences(&[
        TaskListsError::Denied(Denied::Role(Action::EditTaskLists)),
        TaskListsError::NoName,
        TaskListsError::LongName(101),
        TaskListsError::NoSuchTopic,
        TaskListsError::NoSuchField,
        TaskListsError::Tasks(TasksError::InUse),
        TaskListsError::Store(StoreError::Fenced),
    ]);
    sentences(&[
        ReportsError::Denied(Denied::Role(Action::SeeReports)),
        ReportsError::NoSuchClient,
        ReportsError::Months(RangeError::Future { month: month(), current: september() }),
        ReportsError::Clients(ClientsError::Unavailable(text("no answer"))),
        ReportsError::Tasks(TasksError::Stale),
    ]);
}

#[test]
fn importing_data() {
    labels(&[RunKind::Scheduled, RunKind::LateLook, RunKind::ManualImport, RunKind::Reload]);
    own_labels(&[
        ItemState::Running,
        ItemState::Parked(noon()),
        ItemState::Retrying(noon()),
        ItemState::Waiting,
        ItemState::Finished,
        ItemState::Stopped,
    ]);
    sentences(&[
        StartError::Denied(Denied::Role(Action::ImportData)),
        StartError::NotActive,
        StartError::Incomplete(vec![MissingSetting::Topic]),
        StartError::Settings(SettingsTrouble::TopicArchived(text("Bilanss"))),
        StartError::Nobody,
        StartError::Months(RangeError::Future { month: month(), current: september() }),
        StartError::Clients(ClientsError::Unavailable(text("no answer"))),
        StartError::Tasks(TasksError::Stale),
        StartError::Store(StoreError::Fenced),
    ]);
    sentences(&[
        CancelError::Denied(Denied::Role(Action::ImportData)),
        CancelError::NoSuchRun(RunId(uuid::Uuid::nil())),
        CancelError::NotActive,
        CancelError::Store(StoreError::Fenced),
    ]);
    sentences(&failures());
    remedies(&failures(), Failure::remedy);
    sentences(&skip_reasons());
    remedies(&skip_reasons(), SkipReason::remedy);
    own_labels(&[
        Outcome::Created,
        Outcome::Updated(vec![]),
        Outcome::Unchanged,
        Outcome::Billed(vec![]),
        Outcome::EditedByHand(vec![]),
        Outcome::Deleted,
        Outcome::Failed(Failure::Crashed { times: 2 }),
        Outcome::Deferred(noon()),
        Outcome::Skipped(SkipReason::Paused),
    ]);
    let estimate = Estimate { requests: 240, takes: chrono::TimeDelta::minutes(4) };
    let (english, estonian) = said(&estimate.said());
    assert_eq!(english, "About 240 requests, about 4 minutes.");
    assert_eq!(estonian, "Umbes 240 päringut, umbes 4 minutit.");
}

fn findings() -> Vec<Finding> {
    let since = noon();
    let mut all = vec![
        Finding::Subscription(WorkPaused::NoIntegrations),
        Finding::NeverActivated,
        Finding::Deactivated { since, keys: KeptKeys::Until(since) },
        Finding::Deactivated { since, keys: KeptKeys::Destroyed(since) },
        Finding::SettingsMissing(vec![MissingSetting::Topic]),
        Finding::NobodyConnected,
        Finding::ClientImportInterrupted(ImportSource::Directory),
        Finding::ClientImportInterrupted(ImportSource::File),
        Finding::ClientImportWaits,
        Finding::ClientInactive,
        Finding::NotConnected,
        Finding::Paused,
        Finding::Untested(KeyHint::from_stored(text("ab12"))),
        Finding::Unmapped(DataField::Documents),
        Finding::MappedLater(DataField::Documents, month()),
        Finding::NothingImported,
        Finding::MonthNotImported(month()),
        Finding::MonthDeferred(month(), since),
        Finding::MonthBilled(month()),
        Finding::MonthEditedByHand(month()),
        Finding::MonthDeleted(month()),
        Finding::MonthEmpty(month()),
    ];
    all.extend(settings_troubles().into_iter().map(Finding::SettingsBroken));
    all.extend(fetch_errors().into_iter().map(Finding::ClientImportFailed));
    all.extend(connection_troubles().into_iter().map(|why| Finding::Failing { since, why }));
    all.extend(vault_errors().into_iter().map(Finding::KeysSealed));
    all.extend(failures().into_iter().map(|failure| Finding::MonthFailed(month(), failure)));
    all.extend(skip_reasons().into_iter().map(|why| Finding::MonthSkipped(month(), why)));
    all
}

#[test]
fn why_there_is_no_data() {
    sentences(&findings());
    remedies(&findings(), Finding::remedy);
    own_labels(&[Weight::Blocks, Weight::Explains]);
    sentences(&[
        ExamineError::Denied(Denied::Role(Action::SeeIntegration)),
        ExamineError::NoSuchClient(client_id()),
        ExamineError::Import(StartImportError::NotActive),
        ExamineError::Clients(ClientsError::Unavailable(text("no answer"))),
        ExamineError::Tasks(TasksError::Stale),
        ExamineError::Store(StoreError::Fenced),
    ]);
    sentences(&[
        MissedBecause::NotRunning,
        MissedBecause::Subscription(WorkPaused::Lapsed),
        MissedBecause::SettingsBroken,
    ]);
}
