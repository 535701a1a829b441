use chrono::{DateTime, TimeDelta, Utc};

use super::LedgerError;
use crate::clock::Clock;

/// How often in a row the vendor may say that there were too many requests before it is reported.
pub(crate) const OVER_LIMIT_TRIES: u32 = 2;

/// How long to wait where the moment that was told has come by our clock and, by whoever told it, has not.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::seconds(1);

/// How long to wait for requests to become free before giving up and saying until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// As long as it takes.
    Endless,
    /// At most so long at a time.
    UpTo(TimeDelta),
}

impl Patience {
    /// Asks until there is an answer, waiting where the error says until when; `waiting` is told before each wait.
    pub async fn ask<T, F>(
        self,
        clock: &dyn Clock,
        waiting: &(dyn Fn(DateTime<Utc>) + Sync),
        ask: impl Fn() -> F,
    ) -> Result<T, LedgerError>
    where
        F: Future<Output = Result<T, LedgerError>>,
    {
        let mut over_limit = 0;
        loop {
            let error = match ask().await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            over_limit += u32::from(matches!(error, LedgerError::OverLimit { .. }));
            match error.until() {
                Some(until) if over_limit < OVER_LIMIT_TRIES && self.allows(until - clock.now()) => {
                    waiting(until);
                    let now = clock.now();
                    clock.sleep_until(if until > now { until } else { now + CLOCKS_DIFFER }).await;
                }
                _ => return Err(error),
            }
        }
    }

    fn allows(self, wait: TimeDelta) -> bool {
        match self {
            Self::Endless => true,
            Self::UpTo(longest) => wait <= longest,
        }
    }
}
