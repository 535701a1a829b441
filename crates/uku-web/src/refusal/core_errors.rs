//! What each error of a use case means to whoever asked.

use uku_core::activation::ActivationError;
use uku_core::audit::ActivityError;
use uku_core::client::{AddClientError, ClientsError, EditClientError, FindClientsError};
use uku_core::client_import::{ChoiceError, ConfirmError, StartImportError};
use uku_core::connection::{ConnectError, NoBooks};
use uku_core::diagnosis::ExamineError;
use uku_core::firm::{Denied, MembersError};
use uku_core::notice::NoticesError;
use uku_core::run::{CancelError, StartError};
use uku_core::schedule::ScheduleError;
use uku_core::store::StoreError;
use uku_core::summary::{ReportsError, SettingsError, TaskListsError, TasksError};
use uku_core::vault::VaultError;
use uku_l10n::{Remedy, Say};

use super::{Refusal, Refused};

/// What the error says, with this meaning.
fn says(refused: Refused, error: &impl Say) -> Refusal {
    Refusal::new(refused, error.said())
}

impl From<Denied> for Refusal {
    fn from(denied: Denied) -> Self {
        says(Refused::Forbidden, &denied).remedied(denied.remedy_said())
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Missing(_) => Self::not_found(),
            StoreError::Fenced => Self::changed(),
            error => Self::unavailable(&error),
        }
    }
}

impl From<ClientsError> for Refusal {
    fn from(error: ClientsError) -> Self {
        match error {
            ClientsError::NoSuchFirm(_) => Self::not_found(),
            error @ ClientsError::Unavailable(_) => Self::unavailable(&error),
        }
    }
}

impl From<MembersError> for Refusal {
    fn from(error: MembersError) -> Self {
        Self::unavailable(&error)
    }
}

impl From<NoticesError> for Refusal {
    fn from(error: NoticesError) -> Self {
        Self::unavailable(&error)
    }
}

impl From<VaultError> for Refusal {
    fn from(error: VaultError) -> Self {
        match error {
            error @ VaultError::Failed(_) => Self::unavailable(&error),
            error => says(Refused::Conflict, &error),
        }
    }
}

impl From<TasksError> for Refusal {
    fn from(error: TasksError) -> Self {
        let refused = match &error {
            TasksError::Unavailable(_) => return Self::unavailable(&error),
            TasksError::NameTaken(_) => Refused::Invalid,
            TasksError::Stale
            | TasksError::Changed
            | TasksError::Billed
            | TasksError::KindInUse
            | TasksError::InUse => Refused::Conflict,
        };
        let refusal = says(refused, &error).remedied(error.remedy_said());
        if refused == Refused::Invalid { refusal.at("name") } else { refusal }
    }
}

impl From<ActivationError> for Refusal {
    fn from(error: ActivationError) -> Self {
        match error {
            ActivationError::Denied(denied) => denied.into(),
            ActivationError::Store(error) => error.into(),
            error @ ActivationError::NotConfirmed(_) => says(Refused::Invalid, &error).at("confirmation"),
            error @ ActivationError::NotActive => says(Refused::Conflict, &error),
        }
    }
}

impl From<ActivityError> for Refusal {
    fn from(error: ActivityError) -> Self {
        match error {
            ActivityError::Denied(denied) => denied.into(),
            ActivityError::Store(error) => error.into(),
        }
    }
}

impl From<ExamineError> for Refusal {
    fn from(error: ExamineError) -> Self {
        match error {
            ExamineError::Denied(denied) => denied.into(),
            ExamineError::NoSuchClient(_) => Self::not_found(),
            ExamineError::Import(error) => error.into(),
            ExamineError::Clients(error) => error.into(),
            ExamineError::Tasks(error) => error.into(),
            ExamineError::Store(error) => error.into(),
        }
    }
}

impl From<AddClientError> for Refusal {
    fn from(error: AddClientError) -> Self {
        match error {
            AddClientError::Denied(denied) => denied.into(),
            AddClientError::Clients(error) => error.into(),
            AddClientError::Members(error) => error.into(),
            AddClientError::Store(error) => error.into(),
            error @ (AddClientError::NoSuchMember | AddClientError::MemberLeft(_)) => {
                says(Refused::Invalid, &error).at("defaultMember")
            }
            error @ AddClientError::NoName => says(Refused::Invalid, &error).at("name"),
            error @ AddClientError::Exists(_) => says(Refused::Invalid, &error).at("registryCode"),
            error @ AddClientError::Refused(_) => says(Refused::Conflict, &error),
        }
    }
}

impl From<ConnectError> for Refusal {
    fn from(error: ConnectError) -> Self {
        match error {
            ConnectError::Denied(denied) => denied.into(),
            ConnectError::NoSuchClient => Self::not_found(),
            ConnectError::Clients(error) => error.into(),
            ConnectError::Vault(error) => error.into(),
            ConnectError::Store(error) => error.into(),
            error @ ConnectError::SameKeys { .. } => says(Refused::Invalid, &error).at("publicKey"),
            ConnectError::Refused(result) => {
                let said = ConnectError::Refused(result.clone()).said();
                Self::new(Refused::Invalid, said).remedied(result.remedy_said()).at("secretKey")
            }
            error @ (ConnectError::NotActive | ConnectError::NotConnected(_)) => {
                says(Refused::Conflict, &error)
            }
        }
    }
}

impl From<NoBooks> for Refusal {
    fn from(error: NoBooks) -> Self {
        match error {
            NoBooks::Vault(error) => error.into(),
            NoBooks::Store(error) => error.into(),
            NoBooks::Failing(trouble) => says(Refused::Conflict, &trouble).remedied(trouble.remedy_said()),
            error @ (NoBooks::NotActive | NoBooks::NotConnected | NoBooks::Paused) => {
                says(Refused::Conflict, &error)
            }
        }
    }
}

impl From<ScheduleError> for Refusal {
    fn from(error: ScheduleError) -> Self {
        match error {
            ScheduleError::Denied(denied) => denied.into(),
            ScheduleError::Clients(error) => error.into(),
            ScheduleError::Tasks(error) => error.into(),
            ScheduleError::Notices(error) => error.into(),
            ScheduleError::Store(error) => error.into(),
        }
    }
}

impl From<StartImportError> for Refusal {
    fn from(error: StartImportError) -> Self {
        match error {
            StartImportError::Denied(denied) => denied.into(),
            StartImportError::Store(error) => error.into(),
            error => says(Refused::Conflict, &error),
        }
    }
}

impl From<ChoiceError> for Refusal {
    fn from(error: ChoiceError) -> Self {
        match error {
            ChoiceError::Denied(denied) => denied.into(),
            ChoiceError::NoSuchRow(_) | ChoiceError::NoSuchClient(_) => Self::not_found(),
            ChoiceError::Import(error) => error.into(),
            ChoiceError::Clients(error) => error.into(),
            ChoiceError::Store(error) => error.into(),
            error @ ChoiceError::NothingToReview => says(Refused::Conflict, &error),
            error => says(Refused::Invalid, &error).at("rows"),
        }
    }
}

impl From<ConfirmError> for Refusal {
    fn from(error: ConfirmError) -> Self {
        match error {
            ConfirmError::Denied(denied) => denied.into(),
            ConfirmError::Clients(error) => error.into(),
            ConfirmError::Store(error) => error.into(),
            error @ (ConfirmError::NothingToConfirm | ConfirmError::Withdrawn) => {
                says(Refused::Conflict, &error)
            }
        }
    }
}

impl From<SettingsError> for Refusal {
    fn from(error: SettingsError) -> Self {
        match error {
            SettingsError::Denied(denied) => denied.into(),
            SettingsError::Tasks(error) => error.into(),
            SettingsError::Store(error) => error.into(),
            error @ SettingsError::Changed => says(Refused::Changed, &error),
            SettingsError::Mapping(error) => says(Refused::Invalid, &error).at("mapping"),
            SettingsError::Trouble(trouble) => {
                says(Refused::Invalid, &trouble).remedied(trouble.remedy_said()).at("settings")
            }
        }
    }
}

impl From<StartError> for Refusal {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Denied(denied) => denied.into(),
            StartError::Clients(error) => error.into(),
            StartError::Tasks(error) => error.into(),
            StartError::Store(error) => error.into(),
            StartError::Settings(trouble) => {
                says(Refused::Conflict, &trouble).remedied(trouble.remedy_said())
            }
            error @ StartError::Months(_) => says(Refused::Invalid, &error).at("months"),
            error @ (StartError::NotActive | StartError::Incomplete(_) | StartError::Nobody) => {
                says(Refused::Conflict, &error)
            }
        }
    }
}

impl From<CancelError> for Refusal {
    fn from(error: CancelError) -> Self {
        match error {
            CancelError::Denied(denied) => denied.into(),
            CancelError::NoSuchRun(_) => Self::not_found(),
            CancelError::Store(error) => error.into(),
            error @ CancelError::NotActive => says(Refused::Conflict, &error),
        }
    }
}

impl From<EditClientError> for Refusal {
    fn from(error: EditClientError) -> Self {
        match error {
            EditClientError::Denied(denied) => denied.into(),
            EditClientError::NoSuchClient => Self::not_found(),
            EditClientError::Clients(error) => error.into(),
            EditClientError::Members(error) => error.into(),
            EditClientError::Store(error) => error.into(),
            error @ EditClientError::Changed => says(Refused::Changed, &error),
            error @ EditClientError::NoName => says(Refused::Invalid, &error).at("name"),
            error @ EditClientError::Exists(_) => says(Refused::Invalid, &error).at("registryCode"),
            error @ (EditClientError::NoSuchMember | EditClientError::MemberLeft(_)) => {
                says(Refused::Invalid, &error).at("defaultMember")
            }
        }
    }
}

impl From<FindClientsError> for Refusal {
    fn from(error: FindClientsError) -> Self {
        match error {
            FindClientsError::Denied(denied) => denied.into(),
            FindClientsError::Clients(error) => error.into(),
            FindClientsError::Store(error) => error.into(),
        }
    }
}

impl From<ReportsError> for Refusal {
    fn from(error: ReportsError) -> Self {
        match error {
            ReportsError::Denied(denied) => denied.into(),
            ReportsError::NoSuchClient => Self::not_found(),
            ReportsError::Clients(error) => error.into(),
            ReportsError::Tasks(error) => error.into(),
            ReportsError::Months(error) => says(Refused::Invalid, &error).at("month"),
        }
    }
}

impl From<TaskListsError> for Refusal {
    fn from(error: TaskListsError) -> Self {
        match error {
            TaskListsError::Denied(denied) => denied.into(),
            TaskListsError::NoSuchTopic | TaskListsError::NoSuchField => Self::not_found(),
            TaskListsError::Tasks(error) => error.into(),
            TaskListsError::Store(error) => error.into(),
            error @ (TaskListsError::NoName | TaskListsError::LongName(_)) => {
                says(Refused::Invalid, &error).at("name")
            }
        }
    }
}
