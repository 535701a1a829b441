/// Whether two topics, or two custom task fields, can't both be offered by these names: they differ by case at most.
///
/// ```
/// assert!(uku_rows::is_same_name("Õppetöö", "õPPETÖÖ"));
/// assert!(!uku_rows::is_same_name("Müük", "Muuk"));
/// ```
#[must_use]
pub fn is_same_name(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}
