use core::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};

use super::{EmailAddress, TokenDigest};

/// After this time without an attempt, former ones are forgotten.
pub const ATTEMPTS_KEPT: TimeDelta = TimeDelta::days(1);

/// How often attempts to sign in may fail, and how long the pauses become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rule {
    /// So many may fail without a pause.
    free: u32,
    /// The first pause; each further one is twice as long.
    first: TimeDelta,
    /// No pause is longer. So whoever keeps on failing never locks a person out for good.
    longest: TimeDelta,
}

impl Rule {
    fn pause(self, failed: u32) -> TimeDelta {
        match failed.checked_sub(self.free) {
            None => TimeDelta::zero(),
            // So often doubled, every pause is at its longest.
            Some(more) if more >= 16 => self.longest,
            Some(more) => (self.first * (1 << more)).min(self.longest),
        }
    }
}

/// Whose attempts are counted: those for one account, or those from one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptKey {
    digest: TokenDigest,
    rule: Rule,
}

impl AttemptKey {
    /// Attempts for the account of an email address, whether or not there is one.
    #[must_use]
    pub fn account(email: &EmailAddress) -> Self {
        let rule = Rule { free: 5, first: TimeDelta::seconds(10), longest: TimeDelta::minutes(5) };
        Self { digest: TokenDigest::of_text(&format!("account {}", email.key())), rule }
    }

    /// Attempts from an address of the network, where a whole office may be; of version 6 from a network of 64 bits,
    /// all of which one computer may have.
    #[must_use]
    pub fn address(address: IpAddr) -> Self {
        let rule = Rule { free: 20, first: TimeDelta::seconds(10), longest: TimeDelta::minutes(15) };
        let network = match address.to_canonical() {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("{:x?}", &address.segments()[..4]),
        };
        Self { digest: TokenDigest::of_text(&format!("address {network}")), rule }
    }

    /// Under which it is kept. It tells neither the account nor the address.
    #[must_use]
    pub fn digest(&self) -> &TokenDigest {
        &self.digest
    }

    /// One more attempt after those before, as long as it is not known to have succeeded; refused until a moment during a
    /// pause.
    pub fn one_more(&self, before: Option<Attempts>, now: DateTime<Utc>) -> Result<Attempts, DateTime<Utc>> {
        let before = before.filter(|attempts| now - attempts.last < ATTEMPTS_KEPT);
        let failed = before.map_or(0, |attempts| attempts.failed);
        // A clock that was ahead must not shut anybody out for longer.
        if let Some(attempts) = before.filter(|attempts| attempts.last <= now) {
            let until = attempts.last + self.rule.pause(failed);
            if until > now {
                return Err(until);
            }
        }
        Ok(Attempts { failed: failed.saturating_add(1), last: now })
    }

    /// Whether the next attempt has to wait, for the first time.
    #[must_use]
    pub fn begins_to_wait(&self, attempts: Attempts) -> bool {
        attempts.failed == self.rule.free
    }
}

/// How attempts went lately.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    /// How many failed in a row, or are not known to have succeeded.
    pub failed: u32,
    /// When the last one was.
    pub last: DateTime<Utc>,
}

impl Attempts {
    /// The same without the last one, which did not fail after all; none if there was no other.
    #[must_use]
    pub fn one_less(self) -> Option<Self> {
        let failed = self.failed.saturating_sub(1);
        (failed > 0).then_some(Self { failed, ..self })
    }
}
