use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::{Month, MonthRange};
use crate::client::ClientId;
use crate::client_import::{ClientImportId, FetchError, ImportSource};
use crate::connection::ConnectionTrouble;
use crate::firm::{MemberId, WorkPaused};
use crate::run::{MonthOutcome, Outcome, RunId, RunKind};
use crate::summary::SettingsTrouble;

/// For whom a notice is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// One person.
    Member(MemberId),
    /// The Owner and every Admin.
    Admins,
}

/// Why an import day passed without an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum MissedBecause {
    /// The program was not running for too long.
    #[error("the program was not running for more than three months")]
    NotRunning,
    /// The firm's subscription doesn't cover it.
    #[error(transparent)]
    Subscription(WorkPaused),
    /// Something that the settings name is not there as it should be.
    #[error("the settings of the summary task are broken")]
    SettingsBroken,
}

/// How many months of clients ended how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OutcomeTally {
    /// Summary tasks that were made.
    pub created: u32,
    /// Summary tasks that were changed.
    pub updated: u32,
    /// Summary tasks that said so already.
    pub unchanged: u32,
    /// Summary tasks that differ and were left alone: billed, edited by hand or deleted.
    pub left_alone: u32,
    /// Months that failed.
    pub failed: u32,
    /// Months that wait for requests.
    pub deferred: u32,
    /// Months that were passed over.
    pub skipped: u32,
    /// Of all these, those that hold nothing of what is counted.
    pub zero: u32,
}

impl OutcomeTally {
    /// Whether every month said already what was counted, or was passed over.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        let Self { created, updated, left_alone, failed, deferred, .. } = self;
        [created, updated, left_alone, failed, deferred].into_iter().all(|count| *count == 0)
    }

    /// Counts outcomes.
    #[must_use]
    pub fn of<'a>(outcomes: impl IntoIterator<Item = &'a MonthOutcome>) -> Self {
        let mut tally = Self::default();
        for outcome in outcomes {
            let count = match outcome.outcome {
                Outcome::Created => &mut tally.created,
                Outcome::Updated(_) => &mut tally.updated,
                Outcome::Unchanged => &mut tally.unchanged,
                Outcome::Billed(_) | Outcome::EditedByHand(_) | Outcome::Deleted => &mut tally.left_alone,
                Outcome::Failed(_) => &mut tally.failed,
                Outcome::Deferred(_) => &mut tally.deferred,
                Outcome::Skipped(_) => &mut tally.skipped,
            };
            *count += 1;
            tally.zero += u32::from(outcome.is_zero());
        }
        tally
    }
}

/// What happened. The words are stored, so a variant is never renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeEvent {
    /// A run is over (help page, step 5: "Uku notifies you when the import completes").
    RunFinished {
        /// The run.
        run: RunId,
        /// What it was for.
        kind: RunKind,
        /// Its months.
        months: MonthRange,
        /// How many clients it was for.
        clients: u32,
        /// Whether it was cancelled before its end.
        cancelled: bool,
        /// What came of it.
        tally: OutcomeTally,
    },
    /// Keys stopped working during a run.
    KeysStoppedWorking {
        /// The run that found it out.
        run: RunId,
        /// Whose keys, and what is wrong with them.
        clients: Vec<(ClientId, ConnectionTrouble)>,
    },
    /// Something that the settings of the summary task name is not there as it should be.
    SettingsBroken {
        /// What is wrong.
        troubles: Vec<SettingsTrouble>,
    },
    /// An import day passed without an import.
    ImportMissed {
        /// The month that was not imported.
        month: Month,
        /// Why.
        because: MissedBecause,
    },
    /// Clients were fetched and wait for a person's review (help page, step 2: "When the import is ready, click Confirm to
    /// review the list").
    ClientImportReady {
        /// The import.
        import: ClientImportId,
        /// Where the clients come from.
        source: ImportSource,
        /// How many there are.
        rows: u32,
    },
    /// Clients could not be fetched; nothing was written.
    ClientImportFailed {
        /// The import.
        import: ClientImportId,
        /// Why.
        error: FetchError,
    },
    /// The program that fetched clients died; nothing was written.
    ClientImportInterrupted {
        /// The import.
        import: ClientImportId,
        /// Where the clients were to come from.
        source: ImportSource,
    },
}

/// Something to tell people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The business key: of a firm's notices with the same key there is only one.
    pub key: String,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// For whom it is.
    pub to: Audience,
    /// What happened.
    pub event: NoticeEvent,
}
