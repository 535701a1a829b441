//! What each key asked for: the limits that refuse, and the statistics that only watch.

use std::collections::{BTreeMap, HashMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

const MINUTE: TimeDelta = TimeDelta::seconds(60);
const DAY: TimeDelta = TimeDelta::hours(24);
/// The vendor's limits.
const PER_MINUTE: usize = 60;
const PER_DAY: usize = 1000;

/// The arrivals of a key in a window that slides with the clock.
#[derive(Debug, Default)]
struct Window(VecDeque<DateTime<Utc>>);

impl Window {
    /// How many arrivals lie less than `width` back.
    fn within(&mut self, width: TimeDelta, now: DateTime<Utc>) -> usize {
        while self.0.front().is_some_and(|&first| now - first >= width) {
            self.0.pop_front();
        }
        self.0.len()
    }

    fn arrive(&mut self, now: DateTime<Utc>) {
        self.0.push_back(now);
    }
}

#[derive(Debug, Default)]
struct KeyUsage {
    let_through_60s: Window,
    let_through_24h: Window,
    arrived_60s: Window,
    arrived_24h: Window,
    under_way: usize,
    stats: KeyStats,
}

/// What every key asked for.
#[derive(Debug, Default)]
pub(crate) struct Usage {
    keys: HashMap<String, KeyUsage>,
}

/// The requests that arrived with one key, those that were refused included.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyStats {
    /// How many arrived.
    pub requests: u64,
    /// How many were answered with each status. A request that was never answered counts as 0.
    pub by_status: BTreeMap<u16, u64>,
    /// The most that arrived within any 60 seconds.
    #[serde(rename = "maxIn60s")]
    pub max_in_60s: usize,
    /// The most that arrived within any 24 hours.
    #[serde(rename = "maxIn24h")]
    pub max_in_24h: usize,
    /// The most that were worked on at the same time.
    pub max_at_once: usize,
}

impl Usage {
    /// Notes that a request arrived.
    pub(crate) fn arrive(&mut self, key: &str, now: DateTime<Utc>) {
        let usage = self.keys.entry(key.to_owned()).or_default();
        usage.arrived_60s.arrive(now);
        usage.arrived_24h.arrive(now);
        let stats = &mut usage.stats;
        stats.requests += 1;
        stats.max_in_60s = stats.max_in_60s.max(usage.arrived_60s.within(MINUTE, now));
        stats.max_in_24h = stats.max_in_24h.max(usage.arrived_24h.within(DAY, now));
        usage.under_way += 1;
        stats.max_at_once = stats.max_at_once.max(usage.under_way);
    }

    /// Notes that a request is worked on no more, whether it was answered or given up.
    pub(crate) fn leave(&mut self, key: &str) {
        if let Some(usage) = self.keys.get_mut(key) {
            usage.under_way = usage.under_way.saturating_sub(1);
        }
    }

    /// Notes what a request was answered with.
    pub(crate) fn answered(&mut self, key: &str, status: u16) {
        let usage = self.keys.entry(key.to_owned()).or_default();
        *usage.stats.by_status.entry(status).or_default() += 1;
    }

    /// Lets a request through, unless the key's limits are reached. Only what was let through counts.
    pub(crate) fn admit(&mut self, key: &str, now: DateTime<Utc>) -> bool {
        let usage = self.keys.entry(key.to_owned()).or_default();
        let free = usage.let_through_60s.within(MINUTE, now) < PER_MINUTE
            && usage.let_through_24h.within(DAY, now) < PER_DAY;
        if free {
            usage.let_through_60s.arrive(now);
            usage.let_through_24h.arrive(now);
        }
        free
    }

    pub(crate) fn stats(&self) -> BTreeMap<String, KeyStats> {
        self.keys.iter().map(|(key, usage)| (key.clone(), usage.stats.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    #[test]
    fn the_minute_slides() {
        let mut usage = Usage::default();
        assert!((0..60).all(|second| usage.admit("K", at(second))));
        assert!(!usage.admit("K", at(59)));
        assert!(usage.admit("K", at(60)), "the first arrival is 60 seconds old");
        assert!(!usage.admit("K", at(60)), "the second is not");
        assert!(usage.admit("other", at(60)));
    }

    #[test]
    fn a_thousand_a_day() {
        let mut usage = Usage::default();
        assert!((0..1000).all(|n| usage.admit("K", at(n * 2))));
        assert!(!usage.admit("K", at(86_399)));
        assert!(usage.admit("K", at(86_400)));
        assert!(!usage.admit("K", at(86_401)));
    }

    #[test]
    fn the_statistics_know_the_densest_windows() {
        let mut usage = Usage::default();
        for second in [0, 1, 2, 60, 61, 61, 61, 200] {
            usage.arrive("K", at(second));
            usage.answered("K", if second == 200 { 503 } else { 200 });
            usage.leave("K");
        }
        let stats = usage.stats().remove("K").unwrap();
        assert_eq!((stats.requests, stats.max_in_60s, stats.max_in_24h), (8, 5, 8));
        assert_eq!(stats.by_status, BTreeMap::from([(200, 7), (503, 1)]));
        assert_eq!(stats.max_at_once, 1);
    }

    #[test]
    fn what_is_remembered_of_arrivals_stays_as_small_as_a_days() {
        let mut usage = Usage::default();
        for second in (0..30 * 86_400).step_by(87) {
            usage.arrive("K", at(second));
            usage.admit("K", at(second));
            usage.leave("K");
        }
        let of_key = &usage.keys["K"];
        let windows =
            [&of_key.arrived_24h, &of_key.arrived_60s, &of_key.let_through_24h, &of_key.let_through_60s];
        assert_eq!(windows.map(|window| window.0.len()), [994, 1, 994, 1]);
        assert!(windows.iter().all(|window| window.0.capacity() <= 1024));
    }
}
