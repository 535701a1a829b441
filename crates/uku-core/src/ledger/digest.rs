use sha2::{Digest, Sha256};

/// The first 128 bits of the SHA-256 of some text: enough that two never meet.
pub(super) fn digest_128(text: &[&str]) -> u128 {
    let mut sha = Sha256::new();
    for part in text {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part);
    }
    sha.finalize().iter().take(16).fold(0, |number, byte| number << 8 | u128::from(*byte))
}
