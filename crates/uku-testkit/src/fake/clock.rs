use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use uku_core::clock::Clock;

/// A clock that stands still until it is told otherwise; who sleeps on it moves it on at once.
///
/// Clones show the same time.
#[derive(Debug, Clone)]
pub struct ManualClock(Arc<Mutex<DateTime<Utc>>>);

impl ManualClock {
    /// A clock that shows this time, written by RFC 3339.
    #[must_use]
    pub fn at(rfc3339: &str) -> Self {
        Self(Arc::new(Mutex::new(rfc3339.parse().unwrap())))
    }

    /// Moves the clock on, or back.
    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

#[async_trait]
impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }

    async fn sleep_until(&self, moment: DateTime<Utc>) {
        let mut now = self.0.lock().unwrap();
        *now = moment.max(*now);
    }
}
