//! Passwords, tokens and codes that a test can foresee.

use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use uku_core::sign_in::{OneTimeCodes, Password, PasswordHash, Passwords, SecretsError, Tokens, Verdict};

fn digest(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"))
}

/// Hashes at no cost, and counts how often it would have worked.
#[derive(Debug, Default)]
pub struct FakePasswords {
    hashed: AtomicU64,
    work: AtomicU64,
    generation: AtomicU64,
}

impl FakePasswords {
    /// From now on more work is put into hashes, so former ones are outdated.
    pub fn work_harder(&self) {
        self.generation.fetch_add(1, Ordering::Relaxed);
    }

    /// How often a password was hashed or compared.
    #[must_use]
    pub fn work(&self) -> u64 {
        self.work.load(Ordering::Relaxed)
    }
}

#[async_trait]
impl Passwords for FakePasswords {
    async fn hash(&self, password: &Password) -> Result<PasswordHash, SecretsError> {
        self.work.fetch_add(1, Ordering::Relaxed);
        let (generation, salt) =
            (self.generation.load(Ordering::Relaxed), self.hashed.fetch_add(1, Ordering::Relaxed));
        let digest = digest(&format!("{salt} {}", password.secret().expose_secret()));
        Ok(PasswordHash::new(format!("fake${generation}${salt}${digest}")))
    }

    async fn verify(
        &self,
        password: &Password,
        hash: Option<&PasswordHash>,
    ) -> Result<Verdict, SecretsError> {
        self.work.fetch_add(1, Ordering::Relaxed);
        let Some(hash) = hash else { return Ok(Verdict::Wrong) };
        let parts: Vec<&str> = hash.expose().split('$').collect();
        let ["fake", generation, salt, kept] = parts[..] else {
            return Err(SecretsError("not a hash".to_owned()));
        };
        let same = digest(&format!("{salt} {}", password.secret().expose_secret())) == kept;
        let current = generation == self.generation.load(Ordering::Relaxed).to_string();
        Ok(match (same, current) {
            (false, _) => Verdict::Wrong,
            (true, true) => Verdict::Right,
            (true, false) => Verdict::Outdated,
        })
    }
}

/// Tokens that are the same in every run of a test.
#[derive(Debug, Default)]
pub struct FakeTokens(AtomicU64);

impl Tokens for FakeTokens {
    fn token(&self) -> Result<SecretString, SecretsError> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        Ok(digest(&format!("token {number}")).into())
    }
}

/// Codes that change every 30 seconds.
#[derive(Debug, Default)]
pub struct FakeCodes(AtomicU64);

fn step_at(at: DateTime<Utc>) -> u64 {
    u64::try_from(at.timestamp()).unwrap() / 30
}

fn code_of(secret: &SecretString, step: u64) -> String {
    let digest = Sha256::digest(format!("{} {step}", secret.expose_secret()));
    let number = digest.iter().take(4).fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    format!("{:06}", number % 1_000_000)
}

impl FakeCodes {
    /// The code that an app with this secret shows at a moment.
    #[must_use]
    pub fn code(secret: &SecretString, at: DateTime<Utc>) -> String {
        code_of(secret, step_at(at))
    }
}

impl OneTimeCodes for FakeCodes {
    fn secret(&self) -> Result<SecretString, SecretsError> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        Ok(digest(&format!("secret {number}"))[..32].to_uppercase().into())
    }

    fn address(&self, secret: &SecretString, account: &str) -> Result<SecretString, SecretsError> {
        let account = account.replace('@', "%40");
        Ok(format!("otpauth://totp/Uku:{account}?secret={}&issuer=Uku", secret.expose_secret()).into())
    }

    fn step(
        &self,
        secret: &SecretString,
        code: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<u64>, SecretsError> {
        let now = step_at(at);
        Ok([now + 1, now, now - 1].into_iter().find(|step| code_of(secret, *step) == code))
    }
}
