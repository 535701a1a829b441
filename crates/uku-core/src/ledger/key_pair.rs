use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use super::digest::digest_128;

/// A public API key: it names one company's books.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PublicKey(String);

impl PublicKey {
    /// The key as SmartAccounts shows it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PublicKey(..)")
    }
}

/// The two keys that open one company's books.
#[derive(Debug, Clone)]
pub struct KeyPair {
    public: PublicKey,
    secret: SecretString,
}

/// One of the two keys of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The one that is sent.
    Public,
    /// The one that signs.
    Secret,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Public => "public",
            Self::Secret => "secret",
        })
    }
}

/// Where white space was found in a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhereSpace {
    /// Before the first character.
    Leading,
    /// After the last character.
    Trailing,
    /// Between two characters.
    Inside,
}

impl fmt::Display for WhereSpace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Leading => "begins with white space",
            Self::Trailing => "ends with white space",
            Self::Inside => "has white space or a control character inside",
        })
    }
}

/// Why a text can't be a key. It never contains the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyPairError {
    /// No text at all.
    #[error("the {0} key is empty; copy it from SmartAccounts (Settings, Connected services)")]
    Empty(Key),
    /// White space was copied along (help page, "Per-client test connection fails").
    #[error("the {0} key {1}; copy it again from SmartAccounts (Settings, Connected services) without it")]
    Space(Key, WhereSpace),
}

impl KeyPair {
    /// A pair of keys as they were typed or pasted.
    ///
    /// ```
    /// use uku_core::ledger::KeyPair;
    /// let refused = KeyPair::new("0a1b2c", " 3d4e5f".into()).unwrap_err();
    /// assert!(refused.to_string().starts_with("the secret key begins with white space"));
    /// ```
    pub fn new(public: &str, secret: SecretString) -> Result<Self, KeyPairError> {
        check(Key::Public, public)?;
        check(Key::Secret, secret.expose_secret())?;
        Ok(Self { public: PublicKey(public.to_owned()), secret })
    }

    /// The public key.
    #[must_use]
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The secret key.
    #[must_use]
    pub fn secret(&self) -> &SecretString {
        &self.secret
    }
}

fn check(key: Key, text: &str) -> Result<(), KeyPairError> {
    let invisible = |c| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let space = |c: char| c.is_whitespace() || c.is_control() || invisible(c);
    if text.trim_matches(space).is_empty() {
        Err(KeyPairError::Empty(key))
    } else if text.starts_with(space) {
        Err(KeyPairError::Space(key, WhereSpace::Leading))
    } else if text.ends_with(space) {
        Err(KeyPairError::Space(key, WhereSpace::Trailing))
    } else if text.contains(space) {
        Err(KeyPairError::Space(key, WhereSpace::Inside))
    } else {
        Ok(())
    }
}

/// What stands for a public key wherever it is remembered or shown: it names the key without telling it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyFingerprint(String);

impl KeyFingerprint {
    /// The fingerprint of a key at a server: `sa.smartaccounts.eu`, or the host and port of a simulator.
    #[must_use]
    pub fn of(server: &str, key: &PublicKey) -> Self {
        Self(format!("{:032x}", digest_128(&[server, key.as_str()])))
    }

    /// The fingerprint as a store kept it.
    #[must_use]
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// Thirty-two hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for KeyFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyFingerprint({})", self.0)
    }
}
