use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum_extra::extract::CookieJar;
use uku_l10n::Language;

/// Remembers which language a person chose.
pub const LANGUAGE_COOKIE: &str = "uku-language";
/// Remembers whether a person chose light or dark pages.
pub const THEME_COOKIE: &str = "uku-theme";

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the person's system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The word by which it is chosen.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a word; the system's for any other.
    #[must_use]
    pub fn named(word: &str) -> Self {
        match word {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

/// How whoever looks wants to see things, known or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// The language: the one chosen, else the one the browser asks for.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// The path and query that were asked for.
    pub path: String,
}

impl Visitor {
    /// What a request says of whoever sent it.
    #[must_use]
    pub fn of(headers: &HeaderMap, path: &str) -> Self {
        let jar = CookieJar::from_headers(headers);
        let cookie = |name: &str| jar.get(name).map(|cookie| cookie.value().to_owned());
        let asked = || {
            let header = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
            Language::negotiate(header)
        };
        let chosen = cookie(LANGUAGE_COOKIE).and_then(|code| code.parse().ok());
        Self {
            language: chosen.or_else(asked).unwrap_or_default(),
            theme: Theme::named(&cookie(THEME_COOKIE).unwrap_or_default()),
            path: path.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visitor(accept: &'static str, cookies: &'static str) -> Visitor {
        let mut headers = HeaderMap::new();
        headers.insert("accept-language", accept.parse().unwrap());
        headers.insert("cookie", cookies.parse().unwrap());
        Visitor::of(&headers, "/clients?page=2")
    }

    #[test]
    fn a_choice_goes_before_what_the_browser_asks_for() {
        assert_eq!(visitor("et-EE,et;q=0.9,en;q=0.8", "").language, Language::Et);
        assert_eq!(visitor("et", "uku-language=en").language, Language::En);
        assert_eq!(visitor("et", "uku-language=xx").language, Language::Et);
        assert_eq!(visitor("fr", "").language, Language::En);
    }

    #[test]
    fn a_theme_that_nobody_knows_is_the_systems() {
        assert_eq!(visitor("en", "uku-theme=dark").theme, Theme::Dark);
        assert_eq!(visitor("en", "uku-theme=pink").theme, Theme::System);
    }
}
