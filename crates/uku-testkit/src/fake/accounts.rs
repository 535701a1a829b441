use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uku_core::audit::AuditEntry;
use uku_core::firm::{FirmId, MemberId, MemberProfile, Members, MembersError};
use uku_core::sign_in::{Account, AccountRefusal, Accounts, Attempts, EmailAddress, TokenDigest};
use uku_core::store::{IntegrationStore, StoreError};

type Kept = BTreeMap<(FirmId, MemberId), Account>;

/// The accounts of all firms, with an activity in another store.
pub struct MemoryAccounts {
    store: Arc<dyn IntegrationStore>,
    accounts: Mutex<Kept>,
    attempts: Mutex<BTreeMap<TokenDigest, Attempts>>,
}

impl MemoryAccounts {
    /// No accounts yet; what is done with them is recorded in this store.
    #[must_use]
    pub fn recording_in(store: Arc<dyn IntegrationStore>) -> Self {
        Self { store, accounts: Mutex::default(), attempts: Mutex::default() }
    }

    /// How many accounts and networks have attempts that are remembered.
    #[must_use]
    pub fn attempted(&self) -> usize {
        self.attempts.lock().unwrap().len()
    }

    fn find(&self, is_it: impl Fn(&Account) -> bool) -> Option<Account> {
        self.accounts.lock().unwrap().values().find(|account| is_it(account)).cloned()
    }
}

/// What was there before.
fn write(kept: &mut Kept, account: &Account) -> Result<Option<Account>, AccountRefusal> {
    let place = (account.firm.clone(), account.member.clone());
    let before = kept.get(&place).cloned();
    if before.as_ref().map_or(0, |before| before.version) != account.version {
        return Err(AccountRefusal::Changed);
    }
    if kept.iter().any(|(other, kept)| *other != place && kept.email == account.email) {
        return Err(AccountRefusal::EmailTaken);
    }
    kept.insert(place, Account { version: account.version + 1, ..account.clone() });
    Ok(before)
}

#[async_trait]
impl Accounts for MemoryAccounts {
    async fn by_email(&self, email: &EmailAddress) -> Result<Option<Account>, StoreError> {
        Ok(self.find(|account| account.email == *email))
    }

    async fn by_session(&self, token: &TokenDigest) -> Result<Option<Account>, StoreError> {
        Ok(self.find(|account| account.sessions.iter().any(|session| session.token == *token)))
    }

    async fn by_link(&self, token: &TokenDigest) -> Result<Option<Account>, StoreError> {
        Ok(self.find(|account| account.links.iter().any(|link| link.token == *token)))
    }

    async fn account(&self, firm: &FirmId, member: &MemberId) -> Result<Option<Account>, StoreError> {
        Ok(self.accounts.lock().unwrap().get(&(firm.clone(), member.clone())).cloned())
    }

    async fn accounts(&self, firm: &FirmId) -> Result<Vec<Account>, StoreError> {
        let kept = self.accounts.lock().unwrap();
        let mut accounts: Vec<Account> =
            kept.values().filter(|account| account.firm == *firm).cloned().collect();
        accounts.sort_by(|a, b| (&a.name, &a.member).cmp(&(&b.name, &b.member)));
        Ok(accounts)
    }

    async fn put(
        &self,
        account: &Account,
        entries: &[AuditEntry],
    ) -> Result<Result<(), AccountRefusal>, StoreError> {
        let mut work = self.store.open(&account.firm).await?;
        work.audit().append(entries).await?;
        let before = match write(&mut self.accounts.lock().unwrap(), account) {
            Ok(before) => before,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let committed = work.commit().await;
        if committed.is_err() {
            let place = (account.firm.clone(), account.member.clone());
            let mut kept = self.accounts.lock().unwrap();
            match before {
                Some(before) => kept.insert(place, before),
                None => kept.remove(&place),
            };
        }
        committed.map(Ok)
    }

    async fn change_attempts(
        &self,
        key: &TokenDigest,
        forget_before: DateTime<Utc>,
        rule: &(dyn Fn(Option<Attempts>) -> Option<Attempts> + Send + Sync),
    ) -> Result<Option<Attempts>, StoreError> {
        let mut kept = self.attempts.lock().unwrap();
        kept.retain(|_, attempts| attempts.last >= forget_before);
        let before = kept.get(key).copied();
        match rule(before) {
            Some(after) => kept.insert(key.clone(), after),
            None => kept.remove(key),
        };
        Ok(before)
    }
}

#[async_trait]
impl Members for MemoryAccounts {
    async fn members(&self, firm: &FirmId) -> Result<Vec<MemberProfile>, MembersError> {
        let accounts = self.accounts(firm).await.map_err(|error| unavailable(&error))?;
        Ok(accounts.iter().map(Account::profile).collect())
    }

    async fn member(&self, firm: &FirmId, member: &MemberId) -> Result<Option<MemberProfile>, MembersError> {
        let account = self.account(firm, member).await.map_err(|error| unavailable(&error))?;
        Ok(account.map(|account| account.profile()))
    }
}

fn unavailable(error: &StoreError) -> MembersError {
    MembersError::Unavailable(error.to_string())
}
