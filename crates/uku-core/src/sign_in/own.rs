use secrecy::SecretString;

use super::signing_in::{Done, own};
use super::{Account, Password, Session, SignInError, SigningIn, TokenDigest, Verdict, check_new_password};
use crate::audit::AuditEvent;

impl SigningIn<'_> {
    /// Where the person with this session is signed in, the latest first.
    pub async fn sessions(&self, token: &SecretString) -> Result<Vec<Session>, SignInError> {
        let (account, _) = self.signed_in(token).await?;
        let now = self.clock.now();
        let mut sessions: Vec<Session> =
            account.sessions.into_iter().filter(|session| !session.is_over(now)).collect();
        sessions.sort_by_key(|session| std::cmp::Reverse(session.seen_at));
        Ok(sessions)
    }

    /// Ends all sessions of the person but this one; how many.
    pub async fn sign_out_elsewhere(&self, token: &SecretString) -> Result<u32, SignInError> {
        self.end_sessions(token, |session, current| session != current).await
    }

    /// Ends one session of the person; how many there were. The current one may be it.
    pub async fn end_session(&self, token: &SecretString, ended: &TokenDigest) -> Result<u32, SignInError> {
        self.end_sessions(token, |session, _| session == ended).await
    }

    async fn end_sessions(
        &self,
        token: &SecretString,
        ends: impl Fn(&TokenDigest, &TokenDigest) -> bool + Send + Sync,
    ) -> Result<u32, SignInError> {
        let (account, current) = self.signed_in(token).await?;
        let now = self.clock.now();
        self.change(&account, |account| {
            account.session(&current, now).ok_or(SignInError::SignedOut)?;
            account.sessions.retain(|session| !session.is_over(now));
            let before = account.sessions.len();
            account.sessions.retain(|session| !ends(&session.token, &current));
            let sessions = u32::try_from(before - account.sessions.len()).unwrap_or(u32::MAX);
            let event = AuditEvent::SessionsEnded { member: account.member.clone(), sessions };
            let entries = if sessions > 0 { vec![own(account, now, event)] } else { Vec::new() };
            Ok((sessions, entries))
        })
        .await
    }

    /// Changes the password of the person with this session, who types the old one. All other sessions end, and links to
    /// set a password with them.
    pub async fn change_password(
        &self,
        token: &SecretString,
        old: &SecretString,
        new: &SecretString,
    ) -> Result<(), SignInError> {
        let (account, current) = self.confirmed(token, old).await?;
        let new = Password::typed(new);
        check_new_password(&new, &account.name, account.email.as_str())?;
        let hash = self.passwords.hash(&new).await?;
        let now = self.clock.now();
        self.change(&account, |changed| {
            still(changed, &account, &current, now)?;
            changed.sessions.retain(|session| session.token == current);
            changed.links.clear();
            changed.password = Some(hash.clone());
            let set = AuditEvent::PasswordSet { member: changed.member.clone() };
            Ok(((), vec![own(changed, now, set)]))
        })
        .await
    }

    /// The person with this session, and the session.
    pub(super) async fn signed_in(
        &self,
        token: &SecretString,
    ) -> Result<(Account, TokenDigest), SignInError> {
        let token = TokenDigest::of(token);
        let account = self.accounts.by_session(&token).await?;
        let account = account.filter(|account| account.session(&token, self.clock.now()).is_some());
        Ok((account.ok_or(SignInError::SignedOut)?, token))
    }

    /// The same, after the person has typed the password once more.
    pub(super) async fn confirmed(
        &self,
        token: &SecretString,
        password: &SecretString,
    ) -> Result<(Account, TokenDigest), SignInError> {
        let (account, token) = self.signed_in(token).await?;
        let attempt = self.attempt(Some(&account.email), None).await?;
        let password = Password::typed(password);
        let is_right = !password.is_too_long()
            && self.passwords.verify(&password, account.password.as_ref()).await? != Verdict::Wrong;
        if !is_right {
            if attempt.begins_to_wait() {
                self.record_refusal(&account).await?;
            }
            return Err(SignInError::WrongPassword);
        }
        self.settle(&attempt, Done::In).await?;
        Ok((account, token))
    }
}

/// That the account is still as it was when the person typed the password, as far as that goes.
pub(super) fn still(
    changed: &Account,
    confirmed: &Account,
    session: &TokenDigest,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), SignInError> {
    changed.session(session, now).ok_or(SignInError::SignedOut)?;
    if changed.password == confirmed.password { Ok(()) } else { Err(SignInError::WrongPassword) }
}
