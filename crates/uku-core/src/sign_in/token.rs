use std::fmt;
use std::str::FromStr;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What is kept of a secret token: it tells the token when it comes again, and nobody who sees it can make the token.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TokenDigest(String);

/// The text is no digest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a digest: 64 digits of base 16 are")]
pub struct TokenDigestError;

impl TokenDigest {
    /// The SHA-256 of some secret text.
    #[must_use]
    pub fn of(token: &SecretString) -> Self {
        Self::of_text(token.expose_secret())
    }

    /// The SHA-256 of some text.
    pub(super) fn of_text(text: &str) -> Self {
        let halves = Sha256::digest(text).iter().flat_map(|byte| [byte >> 4, byte & 15]).collect::<Vec<u8>>();
        Self(halves.into_iter().filter_map(|half| char::from_digit(half.into(), 16)).collect())
    }

    /// The digest in base 16.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TokenDigest {
    type Err = TokenDigestError;

    fn from_str(text: &str) -> Result<Self, TokenDigestError> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for TokenDigest {
    type Error = TokenDigestError;

    fn try_from(text: String) -> Result<Self, TokenDigestError> {
        let is_digest =
            text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if is_digest { Ok(Self(text)) } else { Err(TokenDigestError) }
    }
}

impl From<TokenDigest> for String {
    fn from(digest: TokenDigest) -> Self {
        digest.0
    }
}

/// The beginning is enough to tell digests apart.
impl fmt::Debug for TokenDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenDigest({}..)", self.0.get(..8).unwrap_or_default())
    }
}
