use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

/// The vendor's signature of a request: lower-case hexadecimal of the HMAC-SHA-256 over the query string, encoded
/// as it is sent but without `signature`, followed at once by the body.
///
/// ```
/// let signature = uku_smartaccounts::sign(
///     &"test-secret-key".into(),
///     "apikey=test-public-key&timestamp=03032021090000",
///     "",
/// );
/// assert_eq!(signature, "f709677b237a2fd4b62e77809d4d4ce1cb31c5d01f748510aeccfd55e545e8b2");
/// ```
#[must_use]
pub fn sign(secret: &SecretString, query: &str, body: &str) -> String {
    // HMAC takes keys of any length, so this never comes back empty.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()) else {
        return String::new();
    };
    mac.update(query.as_bytes());
    mac.update(body.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}
