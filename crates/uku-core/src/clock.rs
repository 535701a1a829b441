//! The time, as a port: rules never read a clock themselves, so tests can set it.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

/// A clock.
#[async_trait]
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> DateTime<Utc>;

    /// Comes back when it is `moment` or later.
    async fn sleep_until(&self, moment: DateTime<Utc>);
}
