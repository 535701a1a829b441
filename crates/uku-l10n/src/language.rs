use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language in which the product speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Estonian.
    Et,
}

/// The text names no language of the product.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a language; the languages are en and et")]
pub struct LanguageError(String);

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::Et];

    /// The language's code, as in `lang` of a page.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Et => "et",
        }
    }

    /// The language's name for itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Et => "Eesti",
        }
    }

    /// The language that a browser asks for most, of those that there are; none if it asks for none of them.
    ///
    /// ```
    /// use uku_l10n::Language;
    /// assert_eq!(Language::negotiate("de, et-EE;q=0.9, en;q=0.8"), Some(Language::Et));
    /// assert_eq!(Language::negotiate("de"), None);
    /// ```
    #[must_use]
    pub fn negotiate(accept_language_header: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for (language, weight) in accept_language_header.split(',').filter_map(wish) {
            if weight > best.map_or(0.0, |(most, _)| most) {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }
}

/// One wish of a browser, with its weight from 0 to 1: `et-EE;q=0.9`.
fn wish(text: &str) -> Option<(Language, f32)> {
    let mut parts = text.split(';').map(str::trim);
    let main = parts.next()?.split('-').next()?;
    let language = Language::ALL.into_iter().find(|one| one.code().eq_ignore_ascii_case(main))?;
    let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let weight = weight.map_or(Some(1.0), |weight| weight.parse().ok())?;
    (0.0..=1.0).contains(&weight).then_some((language, weight))
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, LanguageError> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == text)
            .ok_or_else(|| LanguageError(text.to_owned()))
    }
}
