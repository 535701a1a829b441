//! The simulator's clock: starts where it is told, runs on, at another speed if asked, and can be pushed forward.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, TimeDelta, Utc};

/// The clock stops here, in the year 2300: ids have no room for later months.
const LATEST: DateTime<Utc> = match DateTime::from_timestamp(10_413_791_999, 0) {
    Some(end) => end,
    None => DateTime::UNIX_EPOCH,
};

/// The one place that reads the computer's clock.
#[derive(Debug)]
pub(crate) struct SimClock {
    start: DateTime<Utc>,
    started: SystemTime,
    speed: f64,
    advanced_ms: AtomicI64,
}

impl SimClock {
    /// A clock that shows `start`, or the computer's time, and from then on runs `speed` times as fast as that.
    pub(crate) fn new(start: Option<DateTime<Utc>>, speed: f64) -> Self {
        let started = computer_time();
        let start = start.unwrap_or_else(|| {
            let ms = millis(started.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default());
            DateTime::from_timestamp_millis(ms).unwrap_or_default()
        });
        Self { start, started, speed, advanced_ms: AtomicI64::new(0) }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        let passed = computer_time().duration_since(self.started).unwrap_or_default();
        let ran = Duration::try_from_secs_f64(passed.as_secs_f64() * self.speed).map_or(i64::MAX, millis);
        let ahead = ran.saturating_add(self.advanced_ms.load(Ordering::SeqCst));
        let now = TimeDelta::try_milliseconds(ahead).and_then(|ahead| self.start.checked_add_signed(ahead));
        now.map_or(LATEST, |now| now.min(LATEST))
    }

    /// How long it takes, in real time, until the clock shows a moment; nothing if it does already.
    pub(crate) fn until(&self, moment: DateTime<Utc>) -> Duration {
        let left = (moment - self.now()).to_std().unwrap_or_default();
        Duration::try_from_secs_f64(left.as_secs_f64() / self.speed).unwrap_or(Duration::MAX)
    }

    /// Pushes the clock forward; a clock never goes back, so negative steps do nothing.
    pub(crate) fn advance(&self, by: TimeDelta) {
        let by = by.num_milliseconds().max(0);
        let further = |ahead: i64| Some(ahead.saturating_add(by));
        // Never fails, since there is always a next value.
        let _ = self.advanced_ms.fetch_update(Ordering::SeqCst, Ordering::SeqCst, further);
    }
}

#[expect(clippy::disallowed_methods, reason = "the simulator's clock is where the time comes from")]
fn computer_time() -> SystemTime {
    SystemTime::now()
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
