use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use tokio::time::Instant;
use uku_core::clock::Clock;
use uku_testkit::fake::ManualClock;

/// A clock that goes with the runtime's: where that is paused, time passes when everybody waits.
#[derive(Clone)]
pub(crate) struct RuntimeClock {
    began: (Instant, DateTime<Utc>),
}

impl RuntimeClock {
    pub(crate) fn at(rfc3339: &str) -> Self {
        Self { began: (Instant::now(), rfc3339.parse().unwrap()) }
    }
}

#[async_trait]
impl Clock for RuntimeClock {
    fn now(&self) -> DateTime<Utc> {
        let (instant, time) = self.began;
        time + instant.elapsed()
    }

    async fn sleep_until(&self, moment: DateTime<Utc>) {
        if let Ok(long) = (moment - self.now()).to_std() {
            tokio::time::sleep(long).await;
        }
    }
}

/// A clock that is moved by hand and shows the wrong time.
#[derive(Clone)]
pub(crate) struct WrongClock {
    truth: ManualClock,
    ahead: Arc<Mutex<TimeDelta>>,
}

impl WrongClock {
    /// A clock that is right at first.
    pub(crate) fn of(truth: &ManualClock) -> Self {
        Self { truth: truth.clone(), ahead: Arc::default() }
    }

    /// How far it is ahead from now on; negative if behind.
    pub(crate) fn jump(&self, ahead: TimeDelta) {
        *self.ahead.lock().unwrap() = ahead;
    }

    pub(crate) fn ahead(&self) -> TimeDelta {
        *self.ahead.lock().unwrap()
    }
}

#[async_trait]
impl Clock for WrongClock {
    fn now(&self) -> DateTime<Utc> {
        self.truth.now() + self.ahead()
    }

    async fn sleep_until(&self, moment: DateTime<Utc>) {
        self.truth.sleep_until(moment - self.ahead()).await;
    }
}
