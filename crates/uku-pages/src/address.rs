//! Addresses of pages, with what people and other programs wrote encoded in them.

/// A text as one step of a path.
pub(crate) fn segment(text: &str) -> String {
    // Within a path a plus stands for itself.
    form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

/// A path with a query; pairs without a value are left out.
pub(crate) fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let said = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(said).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_stays_one_step() {
        assert_eq!(segment("a/b c?"), "a%2Fb%20c%3F");
        assert_eq!(with_query("/why", &[("client", "a&b"), ("month", "")]), "/why?client=a%26b");
        assert_eq!(with_query("/why", &[("client", "")]), "/why");
    }
}
