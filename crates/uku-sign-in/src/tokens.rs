use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::SecretString;
use uku_core::sign_in::{SecretsError, Tokens};
use zeroize::Zeroizing;

/// Tokens of 256 random bits of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct RandomTokens;

impl Tokens for RandomTokens {
    fn token(&self) -> Result<SecretString, SecretsError> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(bytes.as_mut_slice()).map_err(|error| SecretsError(error.to_string()))?;
        Ok(URL_SAFE_NO_PAD.encode(bytes.as_slice()).into())
    }
}
