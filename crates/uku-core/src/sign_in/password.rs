use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;

/// A password as it was typed, in one spelling whatever keyboard it came from.
#[derive(Debug, Clone)]
pub struct Password(SecretString);

impl Password {
    /// The fewest characters of a new password.
    pub const SHORTEST: usize = 12;
    /// The most bytes: hashing must not be made long by whoever likes to.
    pub const LONGEST: usize = 256;

    /// The password that somebody typed. Letters with accents are composed (NFC), as some systems type them in parts.
    #[must_use]
    pub fn typed(text: &SecretString) -> Self {
        let text = text.expose_secret();
        // Room for all of it from the start, so that no copy is left behind; composing makes text at most three times
        // as long.
        let mut composed = String::with_capacity(text.len().saturating_mul(3));
        composed.extend(text.nfc());
        Self(composed.into())
    }

    /// The password in the clear, to be hashed.
    #[must_use]
    pub fn secret(&self) -> &SecretString {
        &self.0
    }

    /// Whether it is too long for any password to be.
    #[must_use]
    pub fn is_too_long(&self) -> bool {
        self.0.expose_secret().len() > Self::LONGEST
    }
}

/// The hash of a password, as whoever hashed it wrote it.
#[derive(Clone)]
pub struct PasswordHash(SecretString);

impl PasswordHash {
    /// The hash of this text.
    #[must_use]
    pub fn new(text: impl Into<SecretString>) -> Self {
        Self(text.into())
    }

    /// The text.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(..)")
    }
}

impl PartialEq for PasswordHash {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for PasswordHash {}

/// Why a password can't be taken as a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// It has too few characters.
    #[error("the password is too short: it needs at least {} characters", Password::SHORTEST)]
    TooShort,
    /// It has too many bytes.
    #[error("the password is too long: at most {} bytes are taken", Password::LONGEST)]
    TooLong,
    /// It is the person's name or email address.
    #[error("the password is your name or your email address")]
    AboutYou,
    /// It is one of those that are tried first.
    #[error("the password is one of those that everybody tries first")]
    Common,
}

impl WeakPassword {
    /// What a person can do about it, in one sentence.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::TooShort => "Choose a longer one; a few words in a row are easy to keep in mind.",
            Self::TooLong => "Choose a shorter one.",
            Self::AboutYou | Self::Common => {
                "Choose one that others can't guess; a few words in a row are easy to keep in mind."
            }
        }
    }
}

/// Those of the commonest passwords that are long enough, without digits at their end.
const COMMON: [&str; 14] = [
    "password",
    "passwordpassword",
    "letmein",
    "iloveyou",
    "administrator",
    "changeme",
    "welcome",
    "parool",
    "salasona",
    "salasõna",
    "minaolen",
    "trustno",
    "correcthorsebatterystaple",
    "smartaccounts",
];

/// Keys beside each other, and what people count up.
const RUNS: [&str; 4] = [
    "012345678901234567890123456789",
    "098765432109876543210987654321",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnmqwertyuiopasdfghjklzxcvbnm",
];

/// Whether a password may be taken as a new one by somebody of this name and email address.
pub fn check_new_password(password: &Password, name: &str, email: &str) -> Result<(), WeakPassword> {
    let text = password.secret().expose_secret();
    if text.chars().count() < Password::SHORTEST {
        return Err(WeakPassword::TooShort);
    }
    if password.is_too_long() {
        return Err(WeakPassword::TooLong);
    }
    let core = core_of(text);
    let local = email.split('@').next().unwrap_or_default();
    if [name, email, local].iter().any(|own| !core.is_empty() && core_of(own) == core) {
        return Err(WeakPassword::AboutYou);
    }
    if is_common(text, &core) {
        return Err(WeakPassword::Common);
    }
    Ok(())
}

/// The letters and digits without case, and without digits at the end: what is added there to please a rule.
fn core_of(text: &str) -> String {
    let plain: String = text.to_lowercase().chars().filter(|character| character.is_alphanumeric()).collect();
    plain.trim_end_matches(|character: char| character.is_ascii_digit()).to_owned()
}

fn is_common(text: &str, core: &str) -> bool {
    let mut characters: Vec<char> = text.to_lowercase().chars().collect();
    let lower: String = characters.iter().collect();
    let is_run_and_digits = !core.is_empty() && lower.chars().all(char::is_alphanumeric);
    characters.sort_unstable();
    characters.dedup();
    characters.len() < 4
        || COMMON.contains(&core)
        || RUNS.iter().any(|run| run.contains(&lower) || (is_run_and_digits && run.contains(core)))
}
