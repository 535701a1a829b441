use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use uku_core::vault::VaultError;
use zeroize::Zeroizing;

use crate::seal::{Key, random};

/// The longest id of a master key: its length is stored in one byte, and a person reads it.
const LONGEST_ID: usize = 32;

/// A master key and its id.
pub(crate) struct MasterKey {
    pub(crate) id: String,
    pub(crate) key: Key,
}

/// The master keys of a program: the newest seals, all of them open.
pub struct MasterKeys {
    pub(crate) newest: MasterKey,
    pub(crate) older: Vec<MasterKey>,
}

/// Why a text names no master keys. It never contains a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MasterKeysError {
    /// There is none.
    #[error("there is no master key; write one as `id:` and 64 hexadecimal digits")]
    None,
    /// One is not written as it must be.
    #[error("master key {0} is not written as `id:` and 64 hexadecimal digits")]
    NotAKey(usize),
    /// Two have the same id.
    #[error("two master keys have the id `{0}`; give each its own")]
    SameId(String),
}

impl MasterKeys {
    /// Reads the keys, the newest first, one in a line or separated by commas.
    ///
    /// ```
    /// use uku_vault::MasterKeys;
    /// let text = format!("2026-11:{}\n2025-01:{}\n", "0f".repeat(32), "a0".repeat(32));
    /// assert!(MasterKeys::read(&text.into()).is_ok());
    /// ```
    pub fn read(text: &SecretString) -> Result<Self, MasterKeysError> {
        let words = text.expose_secret().split(['\n', ',']).map(str::trim).filter(|word| !word.is_empty());
        let mut keys: Vec<MasterKey> = Vec::new();
        for (index, word) in words.enumerate() {
            let key = read_key(word).ok_or(MasterKeysError::NotAKey(index + 1))?;
            if keys.iter().any(|other| other.id == key.id) {
                return Err(MasterKeysError::SameId(key.id));
            }
            keys.push(key);
        }
        let mut keys = keys.into_iter();
        let newest = keys.next().ok_or(MasterKeysError::None)?;
        Ok(Self { newest, older: keys.collect() })
    }

    /// A line with a new random key under this id, as [`read`](Self::read) takes it.
    ///
    /// ```
    /// use uku_vault::MasterKeys;
    /// assert!(MasterKeys::read(&MasterKeys::new_line("2026-11")?).is_ok());
    /// # Ok::<(), uku_core::vault::VaultError>(())
    /// ```
    pub fn new_line(id: &str) -> Result<SecretString, VaultError> {
        let key: Zeroizing<[u8; 32]> = Zeroizing::new(random()?);
        let digits = Zeroizing::new(hex::encode(key.as_slice()));
        Ok(SecretString::from(format!("{id}:{}\n", *digits)))
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<&MasterKey> {
        std::iter::once(&self.newest).chain(&self.older).find(|key| key.id == id)
    }
}

fn read_key(word: &str) -> Option<MasterKey> {
    let (id, digits) = word.split_once(':')?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if id.is_empty() || id.len() > LONGEST_ID || !id.chars().all(is_plain) {
        return None;
    }
    let mut bytes = Zeroizing::new([0; 32]);
    hex::decode_to_slice(digits, bytes.as_mut_slice()).ok()?;
    Some(MasterKey { id: id.to_owned(), key: Key::from_bytes(&bytes) })
}

impl fmt::Debug for MasterKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids = std::iter::once(&self.newest).chain(&self.older).map(|key| &key.id);
        f.debug_list().entries(ids).finish()
    }
}
