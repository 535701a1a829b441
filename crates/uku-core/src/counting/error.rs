use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::ledger::LedgerError;

/// What the books say can't be true at one moment, so no number is reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Contradiction {
    /// An entry of another time came in answer to a question for some months.
    #[error("SmartAccounts answered with something dated {date}, which was not asked for")]
    OutsideRange {
        /// The date of the entry.
        date: NaiveDate,
    },
    /// A page held only entries of earlier pages.
    #[error("page {page} repeats entries of earlier pages")]
    PageRepeats {
        /// The page.
        page: u32,
    },
    /// A page was empty and said that more follow.
    #[error("page {page} is empty but says that more pages follow")]
    EmptyPage {
        /// The page.
        page: u32,
    },
    /// There was no end of pages.
    #[error("there is no last page after {pages} pages")]
    Endless {
        /// How many were read.
        pages: u32,
    },
    /// Somebody worked in the books each time they were read.
    #[error("the books were changed while they were counted, {reads} times in a row")]
    ChangingWhileCounted {
        /// How often they were read.
        reads: u32,
    },
}

/// Why a month was not counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum CountError {
    /// The books could not be asked.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// What the books answered can't be true.
    #[error(transparent)]
    Contradiction(#[from] Contradiction),
}

impl CountError {
    /// What a person can do about it, in one sentence.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Ledger(error) => error.remedy(),
            Self::Contradiction(Contradiction::ChangingWhileCounted { .. }) => {
                "Run it again when nobody works in these books."
            }
            Self::Contradiction(Contradiction::OutsideRange { .. }) => {
                "Run it again; if it stays so, look at the entries of that month in SmartAccounts for one with a strange date."
            }
            Self::Contradiction(_) => {
                "Run it again; if it stays so, SmartAccounts pages its lists wrongly: tell its support."
            }
        }
    }

    /// Whether the trouble may lie in the content of some months only, so that the others can still be counted.
    pub(super) fn lies_in_content(&self) -> bool {
        match self {
            Self::Contradiction(contradiction) => !matches!(contradiction, Contradiction::Endless { .. }),
            Self::Ledger(error) => matches!(error, LedgerError::Garbled { .. }),
        }
    }
}
