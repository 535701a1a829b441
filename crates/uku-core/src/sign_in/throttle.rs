use core::net::IpAddr;

use super::attempts::ATTEMPTS_KEPT;
use super::signing_in::Done;
use super::{Account, AttemptKey, Attempts, EmailAddress, SignInError, SigningIn};
use crate::audit::{AuditEntry, AuditEvent};
use crate::firm::Who;

/// An attempt that is counted as failed until it is settled: however many try at once, none is free.
pub(super) struct Attempt {
    account: Option<Counted>,
    address: Option<Counted>,
}

struct Counted {
    key: AttemptKey,
    before: Option<Attempts>,
    attempts: Attempts,
}

impl Counted {
    /// What there is to be as if this attempt had not been: what was before, unless somebody else tried since.
    fn undo(&self, now: Option<Attempts>) -> Option<Attempts> {
        if now == Some(self.attempts) { self.before } else { now.and_then(Attempts::one_less) }
    }
}

impl Attempt {
    /// Whether, should this one fail, the next for the account has to wait for the first time.
    pub(super) fn begins_to_wait(&self) -> bool {
        self.account.as_ref().is_some_and(|counted| counted.key.begins_to_wait(counted.attempts))
    }
}

impl SigningIn<'_> {
    /// Begins an attempt for an account from an address. The address is asked first: one that has to wait makes no account
    /// wait longer.
    pub(super) async fn attempt(
        &self,
        email: Option<&EmailAddress>,
        from: Option<IpAddr>,
    ) -> Result<Attempt, SignInError> {
        let address = match from.map(AttemptKey::address) {
            Some(key) => Some(self.one_more(key).await?),
            None => None,
        };
        let account = match email.map(AttemptKey::account) {
            Some(key) => Some(self.one_more(key).await?),
            None => None,
        };
        Ok(Attempt { account, address })
    }

    async fn one_more(&self, key: AttemptKey) -> Result<Counted, SignInError> {
        let now = self.clock.now();
        let rule = |before| key.one_more(before, now).ok().or(before);
        let before = self.accounts.change_attempts(key.digest(), now - ATTEMPTS_KEPT, &rule).await?;
        match key.one_more(before, now) {
            Ok(attempts) => Ok(Counted { key, before, attempts }),
            Err(until) => Err(SignInError::Throttled { until }),
        }
    }

    /// An attempt did not fail. From the address it is as if it had not been; for the account, all before are forgotten
    /// only when somebody is in: else the code could be guessed by whoever knows the password.
    pub(super) async fn settle(&self, attempt: &Attempt, done: Done) -> Result<(), SignInError> {
        let since = self.clock.now() - ATTEMPTS_KEPT;
        for (counted, forgets_all) in [(&attempt.address, false), (&attempt.account, done == Done::In)] {
            let Some(counted) = counted else { continue };
            let rule = |now| if forgets_all { None } else { counted.undo(now) };
            self.accounts.change_attempts(counted.key.digest(), since, &rule).await?;
        }
        Ok(())
    }

    /// Tells the firm, at most once a day for each person.
    pub(super) async fn record_refusal(&self, account: &Account) -> Result<(), SignInError> {
        let now = self.clock.now();
        let event = AuditEvent::SignInRefused { member: account.member.clone() };
        let once = format!("sign-in-refused:{}:{}", account.member, now.date_naive());
        let entry = AuditEntry::new(now, Who::Software, event).once(once);
        // Whoever changes the account at the same moment goes first; the next refusal comes soon enough.
        let _later = self.accounts.put(account, &[entry]).await?;
        Ok(())
    }
}
