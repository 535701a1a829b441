use std::fmt;

use chrono::{DateTime, Utc};

use crate::activation::KeptKeys;
use crate::calendar::Month;
use crate::client_import::{FetchError, ImportSource};
use crate::connection::{ConnectionTrouble, KeyHint};
use crate::counting::DataField;
use crate::firm::WorkPaused;
use crate::ledger::estonian;
use crate::run::{Failure, SkipReason};
use crate::summary::{MissingSetting, SettingsTrouble};
use crate::vault::VaultError;

/// How much a finding hinders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// As long as it is so, there will be no data.
    Blocks,
    /// It explains something, and hinders nothing by itself.
    Explains,
}

/// One reason why there is no data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The firm's subscription doesn't cover it.
    Subscription(WorkPaused),
    /// The integration was never activated.
    NeverActivated,
    /// The integration was deactivated.
    Deactivated {
        /// Since when.
        since: DateTime<Utc>,
        /// What became of the keys.
        keys: KeptKeys,
    },
    /// Required fields of the summary task's settings are not filled in.
    SettingsMissing(Vec<MissingSetting>),
    /// Something that the settings name is not there as it should be.
    SettingsBroken(SettingsTrouble),
    /// No client has keys.
    NobodyConnected,
    /// The last client import failed.
    ClientImportFailed(FetchError),
    /// The last client import was interrupted.
    ClientImportInterrupted(ImportSource),
    /// A client import waits for review.
    ClientImportWaits,
    /// The firm doesn't work for the client.
    ClientInactive,
    /// The client has no keys: it was added by hand, or its keys were never entered.
    NotConnected,
    /// A person paused the client.
    Paused,
    /// The keys don't work.
    Failing {
        /// Since when.
        since: DateTime<Utc>,
        /// Why.
        why: ConnectionTrouble,
    },
    /// The keys can't be opened.
    KeysSealed(VaultError),
    /// The keys were saved and never used.
    Untested(KeyHint),
    /// The field is not mapped.
    Unmapped(DataField),
    /// The field was mapped after the month was imported.
    MappedLater(DataField, Month),
    /// Nothing was ever imported for the client.
    NothingImported,
    /// The month was not imported.
    MonthNotImported(Month),
    /// The month could not be imported.
    MonthFailed(Month, Failure),
    /// The month waits for requests to become free.
    MonthDeferred(Month, DateTime<Utc>),
    /// The month is on an invoice and was left as it is.
    MonthBilled(Month),
    /// A person changed numbers of the month, so it was left as it is.
    MonthEditedByHand(Month),
    /// A person deleted the month's summary task.
    MonthDeleted(Month),
    /// The month was passed over.
    MonthSkipped(Month, SkipReason),
    /// The books hold nothing of what is counted in the month.
    MonthEmpty(Month),
}

impl Finding {
    /// How much it hinders.
    #[must_use]
    pub fn weight(&self) -> Weight {
        match self {
            Self::Subscription(_)
            | Self::NeverActivated
            | Self::Deactivated { .. }
            | Self::SettingsMissing(_)
            | Self::SettingsBroken(_)
            | Self::MonthSkipped(..)
            | Self::NobodyConnected
            | Self::ClientInactive
            | Self::NotConnected
            | Self::Paused
            | Self::Failing { .. }
            | Self::KeysSealed(_)
            | Self::Unmapped(_)
            | Self::MappedLater(..)
            | Self::MonthFailed(..)
            | Self::MonthDeferred(..) => Weight::Blocks,
            Self::ClientImportFailed(_)
            | Self::ClientImportInterrupted(_)
            | Self::ClientImportWaits
            | Self::Untested(_)
            | Self::NothingImported
            | Self::MonthNotImported(_)
            | Self::MonthBilled(_)
            | Self::MonthEditedByHand(_)
            | Self::MonthDeleted(_)
            | Self::MonthEmpty(_) => Weight::Explains,
        }
    }

    /// What a person can do about it, in one sentence.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Subscription(paused) => paused.remedy(),
            Self::NeverActivated => "Open Settings & Apps, SmartAccounts, and click Activate.",
            Self::Deactivated { keys: KeptKeys::Until(_), .. } => {
                "Activate the integration again; the keys come back with it."
            }
            Self::Deactivated { keys: KeptKeys::Destroyed(_), .. } => {
                "Activate the integration again and enter each client's keys anew."
            }
            Self::SettingsMissing(_) => "Fill that in on the Data import tab.",
            Self::SettingsBroken(trouble) => trouble.remedy(),
            Self::NobodyConnected | Self::NotConnected => {
                "Open the client's integration dialog (key icon in the Clients view), pick SmartAccounts and paste that client's public and secret API key."
            }
            Self::ClientImportFailed(error) => error.remedy(),
            Self::ClientImportInterrupted(ImportSource::Directory) => {
                "Sign in again and start the import anew."
            }
            Self::ClientImportInterrupted(_) => "Start the import anew.",
            Self::ClientImportWaits => "Review the list and click Confirm.",
            Self::ClientInactive => "Set the client to active in Uku.",
            Self::Paused => "Resume the client.",
            Self::Failing { why, .. } => why.remedy(),
            Self::KeysSealed(VaultError::NoMasterKey(_)) => {
                "Give the master key to this program again, or enter the client's keys anew."
            }
            Self::KeysSealed(_) => "Enter the client's keys anew.",
            Self::Untested(_) => "Click Test connection.",
            Self::Unmapped(_) => {
                "Assign a Uku custom field to it under Configure data fields on the Data import tab, then click Reload data."
            }
            Self::MappedLater(..) => "Click Reload data, or use Import data for the month.",
            Self::NothingImported | Self::MonthNotImported(_) => {
                "Wait for the next import day, or use Reload data or Import data."
            }
            Self::MonthFailed(_, failure) => failure.remedy(),
            Self::MonthDeferred(..) => "Nothing: it goes on by itself then.",
            Self::MonthEditedByHand(_) => {
                "Nothing, if the numbers are right as they are; otherwise use Import data for the month and confirm that it overwrites them."
            }
            Self::MonthDeleted(_) => "Use Reload data or Import data: that makes it anew.",
            Self::MonthSkipped(_, why) => why.remedy(),
            Self::MonthBilled(_) => "Credit the invoice first, or bill the difference.",
            Self::MonthEmpty(_) => {
                "Nothing, if that is right; otherwise look at the general ledger entries of the month in SmartAccounts, by entry date."
            }
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Subscription(paused) => paused.fmt(f),
            Self::NeverActivated => f.write_str("the SmartAccounts integration was never activated"),
            Self::Deactivated { since, keys } => {
                write!(f, "the SmartAccounts integration is deactivated since {}", estonian(since))?;
                match keys {
                    KeptKeys::Until(until) => write!(f, "; the keys are kept until {}", estonian(until)),
                    KeptKeys::Destroyed(at) => write!(f, "; the keys were destroyed on {}", estonian(at)),
                }
            }
            Self::SettingsMissing(missing) => {
                let names: Vec<String> = missing.iter().map(ToString::to_string).collect();
                write!(f, "the summary task settings are not filled in: {}", names.join(", "))
            }
            Self::SettingsBroken(trouble) => trouble.fmt(f),
            Self::NobodyConnected => f.write_str("no client is connected"),
            Self::ClientImportFailed(error) => write!(f, "the last client import failed: {error}"),
            Self::ClientImportInterrupted(source) => {
                write!(f, "the last client import ({source}) was interrupted; nothing was imported")
            }
            Self::ClientImportWaits => f.write_str("a client import waits for review"),
            Self::ClientInactive => f.write_str("the client is inactive in Uku"),
            Self::NotConnected => {
                f.write_str("not connected: clients added by hand don't inherit the integration")
            }
            Self::Paused => f.write_str("the client is paused"),
            Self::Failing { since, why } => write!(f, "{why} (since {})", estonian(since)),
            Self::KeysSealed(error) => write!(f, "the keys cannot be opened: {error}"),
            Self::Untested(hint) => {
                write!(f, "the keys ({hint}) were not tested yet; they count as connected")
            }
            Self::Unmapped(field) => write!(f, "{field} is not mapped, so it is neither read nor written"),
            Self::MappedLater(field, month) => {
                write!(f, "{field} was mapped after {month} was imported, so it has no number there yet")
            }
            Self::NothingImported => f.write_str("nothing was imported for this client yet"),
            Self::MonthNotImported(month) => write!(f, "{month} was not imported yet"),
            Self::MonthFailed(month, failure) => write!(f, "{month} could not be imported: {failure}"),
            Self::MonthDeferred(month, until) => {
                write!(f, "{month} waits until {}: the allowed requests were spent", estonian(until))
            }
            Self::MonthBilled(month) => {
                write!(f, "{month} is billed, so its numbers were left as they are although the books differ")
            }
            Self::MonthEditedByHand(month) => {
                write!(
                    f,
                    "numbers of {month} were changed by hand, so they were left as they are although the books differ"
                )
            }
            Self::MonthDeleted(month) => write!(f, "the summary task of {month} was deleted by hand"),
            Self::MonthSkipped(month, why) => write!(f, "{month} was passed over: {why}"),
            Self::MonthEmpty(month) => write!(f, "the books hold no entries of the mapped kinds in {month}"),
        }
    }
}
