use std::borrow::Cow;

use crate::Value;

/// Something to be said in whichever language: the key of a text, with what its placeholders stand for.
///
/// ```
/// use uku_l10n::{Language, Said, Words};
/// let list = Said::of("list-of-two").with("first", "Kask OÜ").with("last", "Tamm AS");
/// assert_eq!(Words::embedded().say(Language::Et, &list), "Kask OÜ ja Tamm AS");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    key: Cow<'static, str>,
    arguments: Vec<(&'static str, Value)>,
}

impl Said {
    /// The text of a key.
    #[must_use]
    pub fn of(key: impl Into<Cow<'static, str>>) -> Self {
        Self { key: key.into(), arguments: Vec::new() }
    }

    /// The same with a value for a placeholder.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// Words that are the same in each language, such as a name.
    #[must_use]
    pub fn verbatim(text: impl Into<String>) -> Self {
        Self::of("verbatim").with("text", text.into())
    }

    /// The key of the text.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The placeholders and what they stand for.
    #[must_use]
    pub fn arguments(&self) -> &[(&'static str, Value)] {
        &self.arguments
    }
}
