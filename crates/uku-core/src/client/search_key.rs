use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Client;

/// What is left of a text when it is looked for or put in order: its words in small letters, without accents and marks.
///
/// ```
/// use uku_core::client::search_key;
/// assert_eq!(search_key("  Õunapuu & Pojad OÜ"), "ounapuu pojad ou");
/// assert_eq!(search_key("EE 100-594-102"), "ee 100 594 102");
/// ```
#[must_use]
pub fn search_key(text: &str) -> String {
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The text in which a client is looked for: a client is found if every word of the [`search_key`] of what is looked for is
/// in it. Codes are in it without gaps, so that it doesn't matter how they are written.
///
/// ```
/// use uku_core::client::{Client, search_text};
/// let tamm = Client::named("1".parse()?, "Tamm & Pojad");
/// let tamm = Client { registry_code: Some("1042 1629".into()), vat_number: Some("EE-100".into()), ..tamm };
/// assert_eq!(search_text(&tamm), "tamm pojad\n10421629\nee100");
/// # Ok::<(), uku_core::client::ClientIdError>(())
/// ```
#[must_use]
pub fn search_text(client: &Client) -> String {
    let code = |code: Option<&String>| code.map(|code| search_key(code).replace(' ', "")).unwrap_or_default();
    let parts =
        [search_key(&client.name), code(client.registry_code.as_ref()), code(client.vat_number.as_ref())];
    parts.join("\n")
}
