use std::io::{IsTerminal, Read};

use secrecy::{ExposeSecret, SecretString};

use crate::failure::Failure;

/// More than any password or key; the rest of a wrong file is not read.
const LONGEST: u64 = 64 * 1024;

/// A secret that a person types without its being shown, or pipes in. The line break that ends it is not part of it.
pub(crate) fn secret(what: &str, note: &str) -> Result<SecretString, Failure> {
    let could_not = |error| Failure::could_not(format!("{what}: it could not be read: {error}"));
    if std::io::stdin().is_terminal() {
        let typed = rpassword::prompt_password(format!("{what} ({note}): "));
        return typed.map(SecretString::from).map_err(could_not);
    }
    let mut text = String::new();
    let read = std::io::stdin().lock().take(LONGEST).read_to_string(&mut text);
    let text = SecretString::from(text);
    read.map_err(could_not)?;
    Ok(SecretString::from(text.expose_secret().trim_end_matches(['\r', '\n'])))
}
