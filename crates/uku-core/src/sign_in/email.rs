use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use super::TokenDigest;

/// An email address, as it was typed. Two that differ by case alone are the same.
#[derive(Debug, Clone)]
pub struct EmailAddress(String);

/// The text is no email address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an email address; one looks like mari@firma.ee")]
pub struct EmailAddressError(String);

impl EmailAddress {
    /// The most bytes that mail servers take (RFC 5321).
    const LONGEST: usize = 254;

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What makes two addresses the same.
    ///
    /// ```
    /// # use uku_core::sign_in::EmailAddress;
    /// let mari: EmailAddress = " Mari@Firma.ee ".parse()?;
    /// assert_eq!((mari.as_str(), mari.key().as_str()), ("Mari@Firma.ee", "mari@firma.ee"));
    /// # Ok::<(), uku_core::sign_in::EmailAddressError>(())
    /// ```
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }

    /// What tells the address when it comes again, for places where addresses should not stand.
    #[must_use]
    pub fn digest(&self) -> TokenDigest {
        TokenDigest::of_text(&self.key())
    }
}

/// Whether a character may stand in an address without quotes.
fn is_plain(character: char) -> bool {
    !character.is_whitespace() && !character.is_control() && !"()<>[]{}\\,;:\"'`".contains(character)
}

impl FromStr for EmailAddress {
    type Err = EmailAddressError;

    fn from_str(text: &str) -> Result<Self, EmailAddressError> {
        let address: String = text.trim().nfc().collect();
        let is_address = address.len() <= Self::LONGEST
            && address.chars().all(is_plain)
            && address.split_once('@').is_some_and(|(local, domain)| {
                let labels = || domain.split('.');
                !local.is_empty() && !domain.contains('@') && labels().all(|label| !label.is_empty())
            });
        if is_address { Ok(Self(address)) } else { Err(EmailAddressError(text.chars().take(100).collect())) }
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl PartialEq for EmailAddress {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for EmailAddress {}

impl Hash for EmailAddress {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}
