use secrecy::SecretString;

use super::attempts::ATTEMPTS_KEPT;
use super::signing_in::{begin_session, enter, entered, own};
use super::{
    Account, AttemptKey, LinkPurpose, Password, SignIn, SignInError, SigningIn, TokenDigest,
    check_new_password,
};
use crate::audit::AuditEvent;
use crate::firm::{FirmId, MemberProfile};

/// What a one-time link is for, as the page behind it shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkShown {
    /// What it is for.
    pub purpose: LinkPurpose,
    /// In which firm.
    pub firm: FirmId,
    /// For whom.
    pub member: MemberProfile,
}

impl SigningIn<'_> {
    /// For whom a link to set a password is, without using it; none if it was used or is over.
    pub async fn see_link(&self, token: &SecretString) -> Result<Option<LinkShown>, SignInError> {
        let token = TokenDigest::of(token);
        let account = self.accounts.by_link(&token).await?;
        Ok(account.and_then(|account| {
            let purpose = self.purpose(&account, &token)?;
            Some(LinkShown { purpose, member: account.profile(), firm: account.firm })
        }))
    }

    /// Sets the password of whom a link is for, uses the link up, ends all sessions, and lets the person in.
    pub async fn accept_link(&self, token: &SecretString, new: &SecretString) -> Result<SignIn, SignInError> {
        let link = TokenDigest::of(token);
        let found = self.accounts.by_link(&link).await?;
        let account = found.filter(|account| self.purpose(account, &link).is_some());
        let account = account.ok_or(SignInError::LinkOver)?;
        let new = Password::typed(new);
        check_new_password(&new, &account.name, account.email.as_str())?;
        let hash = self.passwords.hash(&new).await?;
        let (token, now) = (self.tokens.token()?, self.clock.now());
        let done = self
            .change(&account, |account| {
                if self.purpose(account, &link).is_none() {
                    return Err(SignInError::LinkOver);
                }
                account.shut(now);
                account.password = Some(hash.clone());
                let set = own(account, now, AuditEvent::PasswordSet { member: account.member.clone() });
                let (done, entries) = enter(account, &token, now);
                Ok((done, [vec![set], entries].concat()))
            })
            .await?;
        // Whoever made the account wait by guessing doesn't keep out whom the link is for.
        let key = AttemptKey::account(&account.email);
        self.accounts.change_attempts(key.digest(), now - ATTEMPTS_KEPT, &|_| None).await?;
        Ok(entered(done, token))
    }

    /// Lets in whom a link for a visit is for, and uses the link up; the token of the session.
    pub async fn visit(&self, token: &SecretString) -> Result<SecretString, SignInError> {
        let link = TokenDigest::of(token);
        let is_for_visit = |account: &Account, now| {
            account.link(&link, now).is_some_and(|link| link.purpose == LinkPurpose::Visit)
        };
        let (token, now) = (self.tokens.token()?, self.clock.now());
        let found = self.accounts.by_link(&link).await?.filter(|account| is_for_visit(account, now));
        let account = found.ok_or(SignInError::LinkOver)?;
        self.change(&account, |account| {
            if !is_for_visit(account, now) {
                return Err(SignInError::LinkOver);
            }
            account.links.retain(|other| other.token != link);
            Ok(((), vec![begin_session(account, &token, now)]))
        })
        .await?;
        Ok(token)
    }

    /// What a link to set a password is for, unless it is over.
    fn purpose(&self, account: &Account, token: &TokenDigest) -> Option<LinkPurpose> {
        let link = account.link(token, self.clock.now());
        link.map(|link| link.purpose).filter(|purpose| purpose.sets_password())
    }
}
