use core::net::IpAddr;

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};

use super::second_factor::recovery_digest;
use super::session::SEEN_EVERY;
use super::{
    Account, Accounts, EmailAddress, LinkPurpose, OneTimeCodes, Password, Passwords, SecondFactor, Session,
    SignInError, TokenDigest, Tokens, Verdict,
};
use crate::audit::{AuditEntry, AuditEvent};
use crate::clock::Clock;
use crate::firm::{FirmId, MemberProfile, Who};
use crate::vault::Vault;

/// Signing in, and what people change about how they sign in themselves.
#[derive(Clone, Copy)]
pub struct SigningIn<'a> {
    /// The accounts.
    pub accounts: &'a dyn Accounts,
    /// Hashes passwords.
    pub passwords: &'a dyn Passwords,
    /// Makes tokens.
    pub tokens: &'a dyn Tokens,
    /// Knows the codes of authenticator apps.
    pub codes: &'a dyn OneTimeCodes,
    /// Seals the secrets of authenticator apps.
    pub vault: &'a dyn Vault,
    /// The time.
    pub clock: &'a dyn Clock,
}

/// How far somebody came in.
#[derive(Debug, Clone)]
pub enum SignIn {
    /// All the way; this is the token of the session.
    Done(SecretString),
    /// The password was right, and a code of the authenticator app is asked for. Whoever brings it shows this token with
    /// it.
    CodeNeeded(SecretString),
}

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// In which firm.
    pub firm: FirmId,
    /// Who.
    pub member: MemberProfile,
    /// By which session.
    pub session: Session,
    /// Whether an authenticator app is set up.
    pub second_factor: bool,
}

impl SigningIn<'_> {
    /// Signs somebody in with email address and password, from an address of the network where that is known. Both an
    /// unknown email address and a wrong password are [`SignInError::Wrong`], after the same work.
    pub async fn sign_in(
        &self,
        email: &str,
        password: &SecretString,
        from: Option<IpAddr>,
    ) -> Result<SignIn, SignInError> {
        let email: Option<EmailAddress> = email.parse().ok();
        let attempt = self.attempt(email.as_ref(), from).await?;
        let account = match &email {
            Some(email) => self.accounts.by_email(email).await?,
            None => None,
        };
        let password = Password::typed(password);
        let hash = account.as_ref().filter(|account| account.active && !password.is_too_long());
        let hash = hash.and_then(|account| account.password.clone());
        let verdict = if password.is_too_long() {
            // The same work on less text.
            self.passwords.verify(&Password::typed(&SecretString::default()), None).await?
        } else {
            self.passwords.verify(&password, hash.as_ref()).await?
        };
        let Some(account) = account else { return Err(SignInError::Wrong) };
        if verdict == Verdict::Wrong {
            if attempt.begins_to_wait() {
                self.record_refusal(&account).await?;
            }
            return Err(SignInError::Wrong);
        }
        let renewed = match verdict {
            Verdict::Outdated => Some(self.passwords.hash(&password).await?),
            Verdict::Right | Verdict::Wrong => None,
        };
        let (token, now) = (self.tokens.token()?, self.clock.now());
        let done = self
            .change(&account, |account| {
                if account.password != hash || !account.active {
                    return Err(SignInError::Wrong);
                }
                if let Some(renewed) = &renewed {
                    account.password = Some(renewed.clone());
                }
                Ok(enter(account, &token, now))
            })
            .await?;
        self.settle(&attempt, done).await?;
        Ok(entered(done, token))
    }

    /// Goes on with a code of the authenticator app, or a recovery code, after the password was right.
    pub async fn enter_code(
        &self,
        challenge: &SecretString,
        code: &SecretString,
        from: Option<IpAddr>,
    ) -> Result<SecretString, SignInError> {
        let challenge = TokenDigest::of(challenge);
        let found = self.accounts.by_link(&challenge).await?;
        let account = found.filter(|account| is_challenge(account, &challenge, self.clock.now()));
        let account = account.ok_or(SignInError::LinkOver)?;
        let attempt = self.attempt(Some(&account.email), from).await?;
        let factor = account.confirmed_factor().ok_or(SignInError::LinkOver)?;
        let step = self.step(&account, factor, code).await?;
        let recovery = recovery_digest(code);
        let (token, now) = (self.tokens.token()?, self.clock.now());
        let entered = self.change(&account, |account| {
            if !is_challenge(account, &challenge, now) {
                return Err(SignInError::LinkOver);
            }
            let mut entries = Vec::new();
            let same = account.second_factor.as_mut().filter(|it| it.confirmed && it.is_same(factor));
            let factor = same.ok_or(SignInError::LinkOver)?;
            if !step.is_some_and(|step| factor.accept_step(step)) {
                if !factor.accept_recovery(&recovery) {
                    return Err(SignInError::WrongCode);
                }
                let left = u32::try_from(factor.recovery.len()).unwrap_or(u32::MAX);
                let used = AuditEvent::RecoveryCodeUsed { member: account.member.clone(), left };
                entries.push(own(account, now, used));
            }
            account.links.retain(|link| link.token != challenge);
            entries.push(begin_session(account, &token, now));
            Ok(((), entries))
        });
        match entered.await {
            Ok(()) => {}
            Err(error) => {
                if error == SignInError::WrongCode && attempt.begins_to_wait() {
                    self.record_refusal(&account).await?;
                }
                return Err(error);
            }
        }
        self.settle(&attempt, Done::In).await?;
        Ok(token)
    }

    /// Who has a session with this token; nobody if it is over or the person was sent away.
    pub async fn session(&self, token: &SecretString) -> Result<Option<Present>, SignInError> {
        let (token, now) = (TokenDigest::of(token), self.clock.now());
        let Some(mut account) = self.accounts.by_session(&token).await? else { return Ok(None) };
        let Some(session) = account.session(&token, now).cloned() else { return Ok(None) };
        if now - session.seen_at >= SEEN_EVERY {
            account.sessions.retain(|session| !session.is_over(now));
            for seen in account.sessions.iter_mut().filter(|session| session.token == token) {
                seen.seen_at = now;
            }
            // Whoever changes the account at the same moment goes first; the next request comes soon enough.
            let _later = self.accounts.put(&account, &[]).await?;
        }
        let second_factor = account.confirmed_factor().is_some();
        Ok(Some(Present { member: account.profile(), firm: account.firm, session, second_factor }))
    }

    /// Ends the session of a token; one that is over already stays so.
    pub async fn sign_out(&self, token: &SecretString) -> Result<(), SignInError> {
        let token = TokenDigest::of(token);
        let Some(account) = self.accounts.by_session(&token).await? else { return Ok(()) };
        self.change(&account, |account| {
            account.sessions.retain(|session| session.token != token);
            Ok(((), Vec::new()))
        })
        .await?;
        Ok(())
    }

    /// The time step whose code this is.
    pub(super) async fn step(
        &self,
        account: &Account,
        factor: &SecondFactor,
        code: &SecretString,
    ) -> Result<Option<u64>, SignInError> {
        let secret = match factor.open(self.vault, account).await {
            Ok(secret) => secret,
            // A recovery code helps where the secret doesn't open any more.
            Err(_) if factor.recovery.contains(&recovery_digest(code)) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let digits: String =
            code.expose_secret().chars().filter(|character| !character.is_whitespace()).collect();
        Ok(self.codes.step(&secret, &digits, self.clock.now())?)
    }
}

/// How far somebody came, without the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    In,
    CodeNeeded,
}

/// Lets somebody in whose password is right, or is set now: all the way, or up to the code.
pub(super) fn enter(
    account: &mut Account,
    token: &SecretString,
    now: DateTime<Utc>,
) -> (Done, Vec<AuditEntry>) {
    if account.confirmed_factor().is_some() {
        account.make_link(TokenDigest::of(token), LinkPurpose::SecondStep, now);
        return (Done::CodeNeeded, Vec::new());
    }
    (Done::In, vec![begin_session(account, token, now)])
}

/// What a token stands for, by how far somebody came.
pub(super) fn entered(done: Done, token: SecretString) -> SignIn {
    match done {
        Done::In => SignIn::Done(token),
        Done::CodeNeeded => SignIn::CodeNeeded(token),
    }
}

pub(super) fn begin_session(account: &mut Account, token: &SecretString, now: DateTime<Utc>) -> AuditEntry {
    account.begin_session(TokenDigest::of(token), now);
    own(account, now, AuditEvent::SignedIn { member: account.member.clone() })
}

/// What a person did with the own account.
pub(super) fn own(account: &Account, now: DateTime<Utc>, event: AuditEvent) -> AuditEntry {
    AuditEntry::new(now, Who::Member(account.member.clone()), event)
}

fn is_challenge(account: &Account, token: &TokenDigest, now: DateTime<Utc>) -> bool {
    account.link(token, now).is_some_and(|link| link.purpose == LinkPurpose::SecondStep)
}
