use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum_extra::extract::CookieJar;
use secrecy::SecretString;

/// What a request brings to show who asks.
#[derive(Debug, Clone, Default)]
pub struct Credentials {
    /// The token of a session, from the cookie or the `Authorization` header; or the host's signed token.
    pub token: Option<SecretString>,
}

impl Credentials {
    /// The cookie that holds the token. Over https its name makes browsers refuse one that was set for other hosts or
    /// without encryption.
    #[must_use]
    pub fn cookie_name(https: bool) -> &'static str {
        if https { "__Host-uku" } else { "uku" }
    }

    /// The credentials of a request. A token in the header goes before a cookie.
    #[must_use]
    pub fn of(headers: &HeaderMap, https: bool) -> Self {
        let bearer = headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim().to_owned());
        let cookie = || {
            let jar = CookieJar::from_headers(headers);
            jar.get(Self::cookie_name(https)).map(|cookie| cookie.value().to_owned())
        };
        let token = bearer.or_else(cookie).filter(|token| !token.is_empty());
        Self { token: token.map(SecretString::from) }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use secrecy::ExposeSecret;

    use super::*;

    fn token(headers: &[(&'static str, &'static str)], https: bool) -> Option<String> {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))
            .collect();
        Credentials::of(&headers, https).token.map(|token| token.expose_secret().to_owned())
    }

    #[test]
    fn a_header_goes_before_a_cookie() {
        let both = [("authorization", "bearer  abc"), ("cookie", "uku=def; other=x")];
        assert_eq!(token(&both, false).as_deref(), Some("abc"));
        assert_eq!(token(&both[1..], false).as_deref(), Some("def"));
    }

    #[test]
    fn over_https_only_the_bound_cookie_counts() {
        assert_eq!(token(&[("cookie", "uku=def")], true), None);
        assert_eq!(token(&[("cookie", "__Host-uku=def")], true).as_deref(), Some("def"));
    }

    #[test]
    fn other_schemes_and_empty_tokens_are_nothing() {
        assert_eq!(token(&[("authorization", "Basic abc")], false), None);
        assert_eq!(token(&[("authorization", "Bearer ")], false), None);
        assert_eq!(token(&[("cookie", "uku=")], false), None);
    }
}
