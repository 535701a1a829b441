//! Sealing and opening of bytes under one key.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use uku_core::vault::VaultError;
use zeroize::Zeroizing;

const NONCE: usize = 24;

/// A key of 32 bytes; wiped when dropped.
pub(crate) struct Key(XChaCha20Poly1305);

impl Key {
    pub(crate) fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(XChaCha20Poly1305::new(bytes.into()))
    }

    /// Random nonce, ciphertext and tag.
    pub(crate) fn seal(&self, open: &[u8], bound_to: &[u8]) -> Result<Vec<u8>, VaultError> {
        let nonce: [u8; NONCE] = random()?;
        let payload = Payload { msg: open, aad: bound_to };
        let sealed = self.0.encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| VaultError::Failed("the secret is too long".to_owned()))?;
        Ok([&nonce[..], &sealed].concat())
    }

    pub(crate) fn open(&self, sealed: &[u8], bound_to: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(VaultError::DoesNotOpen)?;
        let payload = Payload { msg: sealed, aad: bound_to };
        self.0
            .decrypt(&XNonce::from(*nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| VaultError::DoesNotOpen)
    }
}

/// Random bytes of the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| VaultError::Failed(format!("no random bytes: {error}")))?;
    Ok(bytes)
}
