use secrecy::SecretString;

use super::own::still;
use super::second_factor::{RECOVERY_CODES, recovery_code, recovery_digest};
use super::signing_in::own;
use super::{SecondFactor, SignInError, SigningIn};
use crate::audit::AuditEvent;

/// What an authenticator app needs to make codes. It is shown once.
#[derive(Debug, Clone)]
pub struct NewSecondFactor {
    /// The secret, for who types it.
    pub secret: SecretString,
    /// The address with the secret in it, for a QR code.
    pub address: SecretString,
}

impl SigningIn<'_> {
    /// Begins to set up an authenticator app for the person with this session. No code is asked for until the app has
    /// shown that it has the secret; beginning again makes another secret.
    pub async fn begin_second_factor(&self, token: &SecretString) -> Result<NewSecondFactor, SignInError> {
        let (account, session) = self.signed_in(token).await?;
        if account.confirmed_factor().is_some() {
            return Err(SignInError::SecondFactorOn);
        }
        let secret = self.codes.secret()?;
        let address = self.codes.address(&secret, account.email.as_str())?;
        let factor = SecondFactor::seal(self.vault, &account, &secret).await?;
        let now = self.clock.now();
        self.change(&account, |account| {
            account.session(&session, now).ok_or(SignInError::SignedOut)?;
            if account.confirmed_factor().is_some() {
                return Err(SignInError::SecondFactorOn);
            }
            account.second_factor = Some(factor.clone());
            Ok(((), Vec::new()))
        })
        .await?;
        Ok(NewSecondFactor { secret, address })
    }

    /// Sets the authenticator app up that was begun: it shows this code. Its recovery codes are shown once.
    pub async fn confirm_second_factor(
        &self,
        token: &SecretString,
        code: &SecretString,
    ) -> Result<Vec<SecretString>, SignInError> {
        let (account, session) = self.signed_in(token).await?;
        let begun = account.second_factor.as_ref().ok_or(SignInError::SecondFactorOff)?;
        if begun.confirmed {
            return Err(SignInError::SecondFactorOn);
        }
        let step = self.step(&account, begun, code).await?.ok_or(SignInError::WrongCode)?;
        let codes = self.recovery_codes()?;
        let now = self.clock.now();
        self.change(&account, |account| {
            account.session(&session, now).ok_or(SignInError::SignedOut)?;
            let same = account.second_factor.as_mut().filter(|it| !it.confirmed && it.is_same(begun));
            let factor = same.ok_or(SignInError::SecondFactorOff)?;
            factor.confirmed = true;
            factor.accept_step(step);
            factor.recovery = codes.iter().map(recovery_digest).collect();
            let event = AuditEvent::SecondFactorSet { member: account.member.clone(), on: true };
            Ok(((), vec![own(account, now, event)]))
        })
        .await?;
        Ok(codes)
    }

    /// Removes the authenticator app of the person with this session, who types the password. One that was only begun too.
    pub async fn remove_second_factor(
        &self,
        token: &SecretString,
        password: &SecretString,
    ) -> Result<(), SignInError> {
        let (account, session) = self.confirmed(token, password).await?;
        let now = self.clock.now();
        self.change(&account, |changed| {
            still(changed, &account, &session, now)?;
            let removed = changed.second_factor.take().ok_or(SignInError::SecondFactorOff)?;
            let event = AuditEvent::SecondFactorSet { member: changed.member.clone(), on: false };
            let entries = if removed.confirmed { vec![own(changed, now, event)] } else { Vec::new() };
            Ok(((), entries))
        })
        .await
    }

    /// New recovery codes for the person with this session, who types the password. The former ones end; these are shown
    /// once.
    pub async fn renew_recovery_codes(
        &self,
        token: &SecretString,
        password: &SecretString,
    ) -> Result<Vec<SecretString>, SignInError> {
        let (account, session) = self.confirmed(token, password).await?;
        let codes = self.recovery_codes()?;
        let now = self.clock.now();
        self.change(&account, |changed| {
            still(changed, &account, &session, now)?;
            let factor = changed.second_factor.as_mut().filter(|factor| factor.confirmed);
            factor.ok_or(SignInError::SecondFactorOff)?.recovery =
                codes.iter().map(recovery_digest).collect();
            let event = AuditEvent::RecoveryCodesRenewed { member: changed.member.clone() };
            Ok(((), vec![own(changed, now, event)]))
        })
        .await?;
        Ok(codes)
    }

    fn recovery_codes(&self) -> Result<Vec<SecretString>, SignInError> {
        let codes = (0..RECOVERY_CODES).map(|_| Ok(recovery_code(&self.tokens.token()?)));
        codes.collect()
    }
}
