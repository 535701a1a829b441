//! Time and identities, from whatever the host takes them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use uku_core::clock::Clock;
use uku_core::ids::Ids;
use uuid::Uuid;

/// The longest nap: the computer may sleep meanwhile, or its clock be set.
const NAP: Duration = Duration::from_secs(30);

/// The clock of this computer.
#[derive(Debug, Clone, Copy)]
pub struct HostClock;

#[async_trait]
impl Clock for HostClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "a program reads the wall clock in one place, and this is the host's"
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

/// Identities from this computer's clock and randomness.
#[derive(Debug, Clone, Copy)]
pub struct HostIds;

impl Ids for HostIds {
    #[expect(
        clippy::disallowed_methods,
        reason = "a program makes identities in one place, and this is the host's"
    )]
    fn next(&self) -> Uuid {
        Uuid::now_v7()
    }
}
