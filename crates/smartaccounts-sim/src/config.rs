//! What a simulator is asked to be.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::books::{CompanyKeys, company};
use crate::users::{SimUser, UserKind};

/// The most companies one simulator holds.
pub const MAX_COMPANIES: u16 = 60_000;
/// The most entries a month that a field may average.
pub const MAX_ENTRIES_PER_MONTH: u32 = 10_000_000;
/// The fastest that the clock may run: a day in less than a tenth of a second.
pub const MAX_CLOCK_SPEED: f64 = 1_000_000.0;

/// What a simulator is asked to be. The same configuration always makes the same books and the same keys.
#[derive(Debug, Clone, PartialEq)]
pub struct SimConfig {
    /// How many companies in all; the first is the firm's own books.
    pub companies: u16,
    /// Average entries of each of the four main fields in every month.
    pub entries_per_month: u32,
    /// Whether every month holds exactly the average, without the ±30 %.
    pub steady: bool,
    /// Where names, keys and entries come from.
    pub seed: u64,
    /// Rows on a page.
    pub page_size: u32,
    /// Whether 60 requests a minute and 1000 a day are enforced.
    pub limits: bool,
    /// Where the simulator's clock starts; now, unless given.
    pub clock_start: Option<DateTime<Utc>>,
    /// How many times as fast as the computer's the simulator's clock runs from its start on, so that a test can live
    /// through a day. Limits and statistics go by that clock; the `delay` of a fault is in real time.
    pub clock_speed: f64,
    /// What the vendor leaves unsaid.
    pub manners: Manners,
}

impl Default for SimConfig {
    fn default() -> Self {
        Self {
            companies: 3,
            entries_per_month: 50,
            steady: false,
            seed: 1,
            page_size: 100,
            limits: true,
            clock_start: None,
            clock_speed: 1.0,
            manners: Manners::default(),
        }
    }
}

impl SimConfig {
    /// The companies and their keys, known before anything listens.
    #[must_use]
    pub fn keys(&self) -> Vec<CompanyKeys> {
        (0..self.companies).map(|number| company::keys(self.seed, number)).collect()
    }

    /// The people who can sign in, known before anything listens.
    #[must_use]
    pub fn users(&self) -> Vec<SimUser> {
        UserKind::ALL.map(|kind| SimUser::made(self.seed, kind)).to_vec()
    }

    /// What is wrong with this configuration, if anything.
    pub(crate) fn fault(&self) -> Option<String> {
        if self.companies == 0 || self.companies > MAX_COMPANIES {
            return Some(format!("companies must be between 1 and {MAX_COMPANIES}"));
        }
        if self.page_size == 0 {
            return Some("the page size must be at least 1".to_owned());
        }
        if !(f64::MIN_POSITIVE..=MAX_CLOCK_SPEED).contains(&self.clock_speed) {
            return Some(format!("the speed of the clock must be more than 0 and at most {MAX_CLOCK_SPEED}"));
        }
        (self.entries_per_month > MAX_ENTRIES_PER_MONTH)
            .then(|| format!("entries per month must be at most {MAX_ENTRIES_PER_MONTH}"))
    }
}

/// Behaviour that the vendor's document leaves open, so that clients can be tried against each reading.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Manners {
    /// The answer to a page after the last.
    pub past_end: PastEnd,
    /// The order of lists of documents.
    pub order: Order,
    /// Where VAT is rounded.
    pub vat_rounding: VatRounding,
}

/// The answer to a page after the last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PastEnd {
    /// An empty page.
    #[default]
    Empty,
    /// The last page again.
    Clamp,
    /// A validation error.
    Reject,
}

/// The order of lists of documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Oldest first.
    #[default]
    DateAsc,
    /// Newest first.
    DateDesc,
}

/// Where VAT is rounded to cents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VatRounding {
    /// On every row.
    #[default]
    Row,
    /// On the total of each rate.
    Total,
}
