//! Lists that are read from the first page on: the way to the next page, and back to the first.

/// Where a list goes on; see `components/onward.html`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Onward {
    /// What is shown: "1-100 of 240"; may be empty.
    pub(crate) summary: String,
    /// What the list is of.
    pub(crate) label: String,
    /// The address of the first page; empty on it.
    pub(crate) first: String,
    /// The address of the next page; empty on the last one.
    pub(crate) next: String,
}
