use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What Estonian and a few foreign companies carry beside their name, by which nobody tells them apart.
const LEGAL_FORMS: [&str; 16] = [
    "ou",
    "as",
    "fie",
    "mtu",
    "sa",
    "uu",
    "tu",
    "tulundusuhistu",
    "osauhing",
    "aktsiaselts",
    "usaldusuhing",
    "taisuhing",
    "mittetulundusuhing",
    "sihtasutus",
    "filiaal",
    "oy",
];

/// What is left of a name when it is compared: words in small letters without accents, marks and legal form. A name of
/// nothing but marks is compared as it is; only of a blank one nothing is left.
///
/// ```
/// use uku_core::client_import::name_key;
/// assert_eq!(name_key("OÜ  Õunapuu & Pojad"), name_key("Õunapuu & Pojad Osaühing"));
/// assert_ne!(name_key("Õunapuu OÜ"), name_key("Õunapuu Talu OÜ"));
/// ```
#[must_use]
pub fn name_key(name: &str) -> String {
    let plain: String = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let all: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let own: Vec<&str> = all.iter().copied().filter(|word| !LEGAL_FORMS.contains(word)).collect();
    if all.is_empty() {
        return row_name(name);
    }
    // A name that is nothing but a legal form is still a name.
    (if own.is_empty() { all } else { own }).join(" ")
}

/// A name by which a row is recognised in a later import: only case and white space don't count, since companies whose
/// names differ by their legal form are different companies.
pub(super) fn row_name(name: &str) -> String {
    let small: String = name.nfkc().flat_map(char::to_lowercase).collect();
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}
