use async_trait::async_trait;
use chrono::{DateTime, Utc};
use secrecy::SecretString;

use super::{Account, Attempts, EmailAddress, Password, PasswordHash, TokenDigest};
use crate::audit::AuditEntry;
use crate::firm::{FirmId, MemberId};
use crate::store::StoreError;

/// Why an account was not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountRefusal {
    /// It was written by somebody else after it was read.
    #[error("the account was changed by somebody else at the same time")]
    Changed,
    /// Another account has the email address, in whichever firm.
    #[error("somebody else has this email address")]
    EmailTaken,
}

/// The accounts of the people of all firms, where no larger product signs people in. The same people are the
/// [`Members`](crate::firm::Members).
#[async_trait]
pub trait Accounts: Send + Sync {
    /// The account of an email address.
    async fn by_email(&self, email: &EmailAddress) -> Result<Option<Account>, StoreError>;

    /// The account that has a session with this token, over or not.
    async fn by_session(&self, token: &TokenDigest) -> Result<Option<Account>, StoreError>;

    /// The account that has a link with this token, over or not.
    async fn by_link(&self, token: &TokenDigest) -> Result<Option<Account>, StoreError>;

    /// The account of a person of a firm.
    async fn account(&self, firm: &FirmId, member: &MemberId) -> Result<Option<Account>, StoreError>;

    /// All accounts of a firm, by name, then identity. MUST NOT show another firm's.
    async fn accounts(&self, firm: &FirmId) -> Result<Vec<Account>, StoreError>;

    /// Writes an account whole with its next version, and records entries in its firm's activity, all together or not at
    /// all.
    ///
    /// A write MUST be refused, changing and recording nothing and in this order: as [`AccountRefusal::Changed`] unless
    /// the account's version is that which is stored, 0 where there is none; as [`AccountRefusal::EmailTaken`] if another
    /// account has the email address. Of two writes at once of one version, or that give one address to two accounts,
    /// one MUST be refused.
    async fn put(
        &self,
        account: &Account,
        entries: &[AuditEntry],
    ) -> Result<Result<(), AccountRefusal>, StoreError>;

    /// Changes what is remembered of attempts to sign in, by a rule that is told what there was and says what there is to
    /// be; what there was before. Of many changes at once each MUST see what the one before did. Attempts that were
    /// last made before a moment MAY be forgotten.
    async fn change_attempts(
        &self,
        key: &TokenDigest,
        forget_before: DateTime<Utc>,
        rule: &(dyn Fn(Option<Attempts>) -> Option<Attempts> + Send + Sync),
    ) -> Result<Option<Attempts>, StoreError>;
}

/// What secrets need could not be had. It never tells a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("secrets could not be made or checked: {0}")]
pub struct SecretsError(pub String);

/// What came of comparing a password with a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is another.
    Wrong,
    /// It is the one.
    Right,
    /// It is the one, and it should be hashed anew: it was hashed with less work than is put into it today.
    Outdated,
}

/// Hashing of passwords, with so much work that nobody can try many.
#[async_trait]
pub trait Passwords: Send + Sync {
    /// The hash of a password. Hashing the same twice MUST give two different results.
    async fn hash(&self, password: &Password) -> Result<PasswordHash, SecretsError>;

    /// Compares a password with a hash. Where there is no hash it MUST do the same work, and is [`Verdict::Wrong`].
    async fn verify(&self, password: &Password, hash: Option<&PasswordHash>)
    -> Result<Verdict, SecretsError>;
}

/// Secrets that nobody can guess.
pub trait Tokens: Send + Sync {
    /// A token of at least 256 random bits that was never given before, of characters that need no quoting in an
    /// address or a cookie.
    fn token(&self) -> Result<SecretString, SecretsError>;
}

/// Codes of authenticator apps: six digits that change with the time (RFC 6238).
pub trait OneTimeCodes: Send + Sync {
    /// A new secret, as an app takes it when it is typed.
    fn secret(&self) -> Result<SecretString, SecretsError>;

    /// The address by which an app takes a secret for an account of this name, for a QR code.
    fn address(&self, secret: &SecretString, account: &str) -> Result<SecretString, SecretsError>;

    /// The latest time step, of the one at a moment and those before and after it, whose code this is; none if it is the
    /// code of none of them.
    fn step(&self, secret: &SecretString, code: &str, at: DateTime<Utc>)
    -> Result<Option<u64>, SecretsError>;
}
