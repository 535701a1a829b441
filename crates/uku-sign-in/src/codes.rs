use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};
use totp_rs::{Algorithm, Builder, Secret, Totp};
use uku_core::sign_in::{OneTimeCodes, SecretsError};
use zeroize::Zeroizing;

/// For how long a code is shown, in seconds.
const STEP: u64 = 30;

/// How apps name whose codes they show.
const ISSUER: &str = "Uku";

/// Codes of six digits by SHA-1 that change every 30 seconds: what every authenticator app can do.
#[derive(Debug, Clone, Copy, Default)]
pub struct TotpCodes;

fn failed(error: impl std::fmt::Display) -> SecretsError {
    SecretsError(error.to_string())
}

fn totp(secret: &SecretString, account: &str) -> Result<Totp, SecretsError> {
    let secret = Secret::try_from_base32(secret.expose_secret());
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(STEP)
        .with_skew(0)
        .with_issuer(Some(ISSUER))
        .with_account_name(account)
        .with_secret(secret.map_err(|_| failed("the authenticator's secret is not of base 32"))?)
        .build()
        .map_err(failed)
}

impl OneTimeCodes for TotpCodes {
    fn secret(&self) -> Result<SecretString, SecretsError> {
        let mut bytes = Zeroizing::new([0; 20]);
        getrandom::fill(bytes.as_mut_slice()).map_err(failed)?;
        Ok(Secret::from(*bytes).to_base32().into())
    }

    fn address(&self, secret: &SecretString, account: &str) -> Result<SecretString, SecretsError> {
        Ok(totp(secret, account)?.to_url().map_err(failed)?.into())
    }

    fn step(
        &self,
        secret: &SecretString,
        code: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<u64>, SecretsError> {
        let totp = totp(secret, "")?;
        let is_code = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        let Some(now) = u64::try_from(at.timestamp()).ok().map(|seconds| seconds / STEP).filter(|_| is_code)
        else {
            return Ok(None);
        };
        let steps = [now.saturating_add(1), now, now.saturating_sub(1)];
        Ok(steps.into_iter().find(|step| totp.check(code, step.saturating_mul(STEP)).is_some()))
    }
}
