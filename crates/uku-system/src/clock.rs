use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use uku_core::clock::Clock;

/// The longest nap: the computer may sleep meanwhile, or its clock be set.
const NAP: Duration = Duration::from_secs(30);

/// The clock of this computer.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

#[async_trait]
impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place where the product reads the wall clock"
    )]
    fn now(&self) -> DateTime<Utc> {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        DateTime::UNIX_EPOCH + TimeDelta::from_std(since_1970).unwrap_or_default()
    }

    async fn sleep_until(&self, moment: DateTime<Utc>) {
        while let Some(left) = (moment - self.now()).to_std().ok().filter(|left| !left.is_zero()) {
            tokio::time::sleep(left.min(NAP)).await;
        }
    }
}
