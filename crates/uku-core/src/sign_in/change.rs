use super::{Account, AccountRefusal, Accounts, SignInError, SigningIn};
use crate::audit::AuditEntry;
use crate::firm::{FirmId, MemberId};
use crate::store::StoreError;

/// How often a change is begun anew when somebody else changes the same account.
const TRIES: u32 = 5;

/// Reads an account, changes it by a rule, and writes it with what the rule wants recorded; anew if somebody else changed
/// it meanwhile. None if there is no such account.
pub(super) async fn change<T, E>(
    accounts: &dyn Accounts,
    firm: &FirmId,
    member: &MemberId,
    mut rule: impl FnMut(&mut Account) -> Result<(T, Vec<AuditEntry>), E> + Send,
) -> Result<Option<T>, E>
where
    E: From<StoreError> + From<AccountRefusal>,
{
    let mut tries = 0;
    loop {
        let Some(mut account) = accounts.account(firm, member).await? else { return Ok(None) };
        let (value, entries) = rule(&mut account)?;
        tries += 1;
        match accounts.put(&account, &entries).await? {
            Ok(()) => return Ok(Some(value)),
            Err(AccountRefusal::Changed) if tries < TRIES => {}
            Err(refusal) => return Err(refusal.into()),
        }
    }
}

impl SigningIn<'_> {
    /// Changes an account by a rule, from what it is now.
    pub(super) async fn change<T>(
        &self,
        account: &Account,
        rule: impl FnMut(&mut Account) -> Result<(T, Vec<AuditEntry>), SignInError> + Send,
    ) -> Result<T, SignInError> {
        let changed = change(self.accounts, &account.firm, &account.member, rule).await?;
        changed.ok_or(SignInError::SignedOut)
    }
}
