use uku_core::activation::KeptKeys;
use uku_core::client_import::ImportSource;
use uku_core::diagnosis::{ExamineError, Finding, Weight};
use uku_core::vault::VaultError;

use super::{Remedy, Say, list};
use crate::{Said, Value};

impl Say for Weight {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Blocks => "core-finding-weight-blocks",
            Self::Explains => "core-finding-weight-explains",
        })
    }
}

impl Say for Finding {
    fn said(&self) -> Said {
        match self {
            Self::Subscription(paused) => paused.said(),
            Self::NeverActivated => Said::of("core-finding-never-activated"),
            Self::Deactivated { since, keys: KeptKeys::Until(until) } => {
                Said::of("core-finding-deactivated-kept").with("since", *since).with("until", *until)
            }
            Self::Deactivated { since, keys: KeptKeys::Destroyed(at) } => {
                Said::of("core-finding-deactivated-destroyed").with("since", *since).with("at", *at)
            }
            Self::SettingsMissing(missing) => {
                Said::of("core-finding-settings-missing").with("missing", Value::List(list(missing)))
            }
            Self::SettingsBroken(trouble) => trouble.said(),
            Self::NobodyConnected => Said::of("core-finding-nobody-connected"),
            Self::ClientImportFailed(error) => {
                Said::of("core-finding-import-failed").with("error", error.said())
            }
            Self::ClientImportInterrupted(source) => {
                Said::of("core-finding-import-interrupted").with("source", source.said())
            }
            Self::ClientImportWaits => Said::of("core-finding-import-waits"),
            Self::ClientInactive => Said::of("core-finding-client-inactive"),
            Self::NotConnected => Said::of("core-finding-not-connected"),
            Self::Paused => Said::of("core-finding-paused"),
            Self::Failing { since, why } => {
                Said::of("core-finding-failing").with("why", why.said()).with("since", *since)
            }
            Self::KeysSealed(error) => Said::of("core-finding-keys-sealed").with("error", error.said()),
            Self::Untested(hint) => Said::of("core-finding-untested").with("hint", hint.to_string()),
            Self::Unmapped(field) => Said::of("core-finding-unmapped").with("field", field.said()),
            Self::MappedLater(field, month) => {
                Said::of("core-finding-mapped-later").with("field", field.said()).with("month", *month)
            }
            Self::NothingImported => Said::of("core-finding-nothing-imported"),
            Self::MonthNotImported(month) => {
                Said::of("core-finding-month-not-imported").with("month", *month)
            }
            Self::MonthFailed(month, failure) => {
                Said::of("core-finding-month-failed").with("month", *month).with("failure", failure.said())
            }
            Self::MonthDeferred(month, until) => {
                Said::of("core-finding-month-deferred").with("month", *month).with("until", *until)
            }
            Self::MonthBilled(month) => Said::of("core-finding-month-billed").with("month", *month),
            Self::MonthEditedByHand(month) => Said::of("core-finding-month-edited").with("month", *month),
            Self::MonthDeleted(month) => Said::of("core-finding-month-deleted").with("month", *month),
            Self::MonthSkipped(month, why) => {
                Said::of("core-finding-month-skipped").with("month", *month).with("why", why.said())
            }
            Self::MonthEmpty(month) => Said::of("core-finding-month-empty").with("month", *month),
        }
    }
}

impl Remedy for Finding {
    fn remedy_said(&self) -> Option<Said> {
        let key = match self {
            Self::Subscription(paused) => return paused.remedy_said(),
            Self::SettingsBroken(trouble) => return trouble.remedy_said(),
            Self::ClientImportFailed(error) => return error.remedy_said(),
            Self::Failing { why, .. } => return why.remedy_said(),
            Self::MonthFailed(_, failure) => return failure.remedy_said(),
            Self::MonthSkipped(_, why) => return why.remedy_said(),
            Self::NeverActivated => "core-finding-never-activated-remedy",
            Self::Deactivated { keys: KeptKeys::Until(_), .. } => "core-finding-deactivated-kept-remedy",
            Self::Deactivated { keys: KeptKeys::Destroyed(_), .. } => {
                "core-finding-deactivated-destroyed-remedy"
            }
            Self::SettingsMissing(_) => "core-finding-settings-missing-remedy",
            Self::NobodyConnected | Self::NotConnected => "core-finding-connect-remedy",
            Self::ClientImportInterrupted(ImportSource::Directory) => {
                "core-finding-import-interrupted-directory-remedy"
            }
            Self::ClientImportInterrupted(ImportSource::OwnBooks | ImportSource::File) => {
                "core-finding-import-interrupted-remedy"
            }
            Self::ClientImportWaits => "core-finding-import-waits-remedy",
            Self::ClientInactive => "core-finding-client-inactive-remedy",
            Self::Paused => "core-finding-paused-remedy",
            Self::KeysSealed(VaultError::NoMasterKey(_)) => "core-finding-keys-no-master-key-remedy",
            Self::KeysSealed(_) => "core-finding-keys-sealed-remedy",
            Self::Untested(_) => "core-finding-untested-remedy",
            Self::Unmapped(_) => "core-finding-unmapped-remedy",
            Self::MappedLater(..) => "core-finding-mapped-later-remedy",
            Self::NothingImported | Self::MonthNotImported(_) => "core-finding-import-remedy",
            Self::MonthDeferred(..) => "core-finding-month-deferred-remedy",
            Self::MonthBilled(_) => "core-finding-month-billed-remedy",
            Self::MonthEditedByHand(_) => "core-finding-month-edited-remedy",
            Self::MonthDeleted(_) => "core-finding-month-deleted-remedy",
            Self::MonthEmpty(_) => "core-finding-month-empty-remedy",
        };
        Some(Said::of(key))
    }
}

impl Say for ExamineError {
    fn said(&self) -> Said {
        match self {
            Self::Denied(denied) => denied.said(),
            Self::NoSuchClient(client) => {
                Said::of("core-import-no-such-client").with("client", client.to_string())
            }
            Self::Import(error) => error.said(),
            Self::Clients(error) => error.said(),
            Self::Tasks(error) => error.said(),
            Self::Store(error) => error.said(),
        }
    }
}
