use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use uku_core::clock::Clock;
use uku_system::SystemClock;

/// A clock that runs faster than the computer's.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FastClock {
    start: DateTime<Utc>,
    began: DateTime<Utc>,
    speed: u32,
}

impl FastClock {
    /// A clock that shows `start` now.
    pub(crate) fn new(start: DateTime<Utc>, speed: u32) -> Self {
        Self { start, began: SystemClock.now(), speed }
    }

    /// What it showed when, and how many times as fast as the computer's it has run since.
    pub(crate) fn parts(self) -> (DateTime<Utc>, DateTime<Utc>, u32) {
        (self.start, self.began, self.speed)
    }

    /// How long something takes by the computer's clock.
    pub(crate) fn real(self, simulated: TimeDelta) -> Duration {
        simulated.to_std().unwrap_or_default() / self.speed
    }
}

#[async_trait]
impl Clock for FastClock {
    fn now(&self) -> DateTime<Utc> {
        let passed = SystemClock.now() - self.began;
        self.start + passed * i32::try_from(self.speed).unwrap_or(i32::MAX)
    }

    async fn sleep_until(&self, moment: DateTime<Utc>) {
        while let Some(left) = (moment - self.now()).to_std().ok().filter(|left| !left.is_zero()) {
            tokio::time::sleep(left / self.speed).await;
        }
    }
}
