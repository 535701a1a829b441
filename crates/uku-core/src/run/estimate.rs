use std::collections::BTreeMap;
use std::num::NonZeroU32;

use chrono::TimeDelta;

use super::{Lane, MonthOutcome};
use crate::calendar::Month;
use crate::counting::{Counts, DataField};
use crate::ledger::Limits;

/// How many requests a piece of work is expected to take, and in which lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effort {
    /// The lane: work in one lane is done one after the other.
    pub lane: Lane,
    /// About how many requests.
    pub requests: u64,
}

impl Effort {
    /// Entries on a page, as the vendor's pages are now.
    const PAGE: u64 = 100;
    /// Entries in a month of books of which nothing is known: a small company's.
    const UNKNOWN_MONTH: u64 = 100;

    /// What counting some months takes, by what the same months or others held before.
    #[must_use]
    pub fn of(lane: Lane, months: impl IntoIterator<Item = Month>, known: &[MonthOutcome]) -> Self {
        let sizes: BTreeMap<_, u64> =
            known.iter().filter_map(|month| Some((month.month, entries(month.counts.as_ref()?)))).collect();
        let average = match u64::try_from(sizes.len()) {
            Ok(0) | Err(_) => Self::UNKNOWN_MONTH,
            Ok(months) => sizes.values().sum::<u64>().div_ceil(months),
        };
        let entries: u64 =
            months.into_iter().map(|month| sizes.get(&month).copied().unwrap_or(average)).sum();
        let pages = entries.div_ceil(Self::PAGE).max(1);
        // A query for what changed meanwhile comes after several pages.
        Self { lane, requests: pages + u64::from(pages > 1) }
    }
}

/// At least how many entries a month holds, by what was counted.
fn entries(counts: &Counts) -> u64 {
    let main: u64 = DataField::MAIN.iter().filter_map(|field| counts.get(field)).sum();
    counts.values().copied().fold(main, u64::max)
}

/// About how many requests and how long work takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    /// Requests.
    pub requests: u64,
    /// How long, if nothing else is asked with the same keys.
    pub takes: TimeDelta,
}

impl Estimate {
    /// A request takes about this long.
    const REQUEST: TimeDelta = TimeDelta::milliseconds(500);
    /// Requests a second over all keys, where nothing else is said.
    const PER_SECOND: u64 = 20;

    /// What all of it takes within the limits of each key; lanes are worked on side by side.
    #[must_use]
    pub fn of(efforts: &[Effort], limits: Limits) -> Self {
        let mut lanes: BTreeMap<&Lane, u64> = BTreeMap::new();
        for effort in efforts {
            *lanes.entry(&effort.lane).or_default() += effort.requests;
        }
        let requests: u64 = lanes.values().sum();
        let longest = lanes.values().map(|requests| in_lane(*requests, limits)).max().unwrap_or_default();
        let seconds = i64::try_from(requests / Self::PER_SECOND).ok();
        let all = seconds.and_then(TimeDelta::try_seconds).unwrap_or(TimeDelta::MAX);
        Self { requests, takes: longest.max(all) }
    }
}

/// How long requests of one key take: whole days and whole minutes of the limits, and what is left.
fn in_lane(requests: u64, limits: Limits) -> TimeDelta {
    let full = |requests: u64, most: NonZeroU32| requests.saturating_sub(1) / u64::from(most.get());
    let number = |number: u64| i32::try_from(number).unwrap_or(i32::MAX);
    let days = full(requests, limits.per_day).min(100_000);
    let today = requests - days * u64::from(limits.per_day.get());
    let minutes = full(today, limits.per_minute);
    let rest = today - minutes * u64::from(limits.per_minute.get());
    let by_limits = TimeDelta::hours(24) * number(days)
        + TimeDelta::minutes(1) * number(minutes)
        + Estimate::REQUEST * number(rest);
    // Wide limits are never reached: one request comes after the other.
    by_limits.max(Estimate::REQUEST * number(requests))
}
