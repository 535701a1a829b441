//! What whoever runs the software does, who may do it all: nobody is signed in yet, or nobody can.

use secrecy::SecretString;

use super::change::change;
use super::managing::{MemberName, personal};
use super::{
    Account, AccountRefusal, Accounts, EmailAddress, LinkPurpose, ManageError, NewLink, OneTimeLink,
    TokenDigest, Tokens,
};
use crate::audit::{AuditEntry, AuditEvent};
use crate::clock::Clock;
use crate::firm::{Firm, Role, Who};

/// Whoever runs the software, as somebody who lets people in.
#[derive(Clone, Copy)]
pub struct Operator<'a> {
    /// The accounts.
    pub accounts: &'a dyn Accounts,
    /// Makes links.
    pub tokens: &'a dyn Tokens,
    /// The time.
    pub clock: &'a dyn Clock,
}

impl Operator<'_> {
    /// Makes the account of the firm's owner, with a link to set the first password. Where there is one already it gets
    /// this name and address, and another link; the former links end.
    pub async fn create_owner(
        &self,
        firm: &Firm,
        name: &str,
        email: &EmailAddress,
    ) -> Result<NewLink, ManageError> {
        self.let_owner_in(firm, name, email, LinkPurpose::Welcome).await
    }

    /// The same, with a link that lets whoever tries the software out in at once, without a password.
    pub async fn invite_visitor(
        &self,
        firm: &Firm,
        name: &str,
        email: &EmailAddress,
    ) -> Result<NewLink, ManageError> {
        self.let_owner_in(firm, name, email, LinkPurpose::Visit).await
    }

    async fn let_owner_in(
        &self,
        firm: &Firm,
        name: &str,
        email: &EmailAddress,
        purpose: LinkPurpose,
    ) -> Result<NewLink, ManageError> {
        let name = MemberName::of(name)?;
        let there = self.accounts.account(&firm.id, &firm.owner).await?;
        let is_new = there.is_none();
        let mut account = there.unwrap_or_else(|| {
            Account::new(firm.id.clone(), firm.owner.clone(), name.clone(), email.clone(), Role::Owner)
        });
        account.name = name;
        account.email = email.clone();
        account.role = Role::Owner;
        account.active = true;
        account.links.clear();
        let event = if is_new {
            AuditEvent::MemberInvited { member: firm.owner.clone(), role: Role::Owner }
        } else {
            AuditEvent::LinkMade { member: firm.owner.clone(), purpose }
        };
        let entry = AuditEntry::new(self.clock.now(), Who::Software, event).with(personal(&account));
        let token = self.tokens.token()?;
        let link = account.make_link(TokenDigest::of(&token), purpose, self.clock.now());
        self.accounts.put(&account, &[entry]).await??;
        Ok(shown(&account, &link, token))
    }

    /// Makes a link by which whoever has an email address sets a new password, and removes the authenticator app if that is
    /// lost as well.
    pub async fn reset(
        &self,
        email: &EmailAddress,
        second_factor_lost: bool,
    ) -> Result<NewLink, ManageError> {
        let account = self.accounts.by_email(email).await?.ok_or(ManageError::NoSuchMember)?;
        let (token, now) = (self.tokens.token()?, self.clock.now());
        let made: Result<Option<OneTimeLink>, ManageError> =
            change(self.accounts, &account.firm, &account.member, |account| {
                if !account.active {
                    return Err(ManageError::Inactive);
                }
                let member = || account.member.clone();
                let mut events =
                    vec![AuditEvent::LinkMade { member: member(), purpose: LinkPurpose::PasswordReset }];
                if second_factor_lost && account.second_factor.is_some() {
                    events.push(AuditEvent::SecondFactorSet { member: member(), on: false });
                    account.second_factor = None;
                }
                let link = account.make_link(TokenDigest::of(&token), LinkPurpose::PasswordReset, now);
                let entry = |event| AuditEntry::new(now, Who::Software, event);
                Ok((link, events.into_iter().map(entry).collect()))
            })
            .await;
        let link = made?.ok_or(AccountRefusal::Changed)?;
        Ok(shown(&account, &link, token))
    }
}

fn shown(account: &Account, link: &OneTimeLink, token: SecretString) -> NewLink {
    NewLink { member: account.member.clone(), purpose: link.purpose, token, expires_at: link.expires_at }
}
