use axum::extract::FromRequestParts;
use axum::http::HeaderValue;
use axum::http::header::{ETAG, IF_MATCH};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use uku_l10n::Said;
use uku_web::{Refusal, Refused};

/// Which states somebody saw who wants to change something: the header `If-Match`, without which nothing is changed.
#[derive(Debug, Clone)]
pub(crate) struct IfMatch {
    tags: Vec<String>,
}

impl IfMatch {
    /// Whether the state of this tag is among them.
    pub(crate) fn has(&self, tag: &str) -> bool {
        self.tags.iter().any(|seen| seen == "*" || *seen == format!("\"{tag}\""))
    }

    /// The one state that was seen; none if it is any, or one of several.
    pub(crate) fn only(&self) -> Option<&str> {
        match self.tags.as_slice() {
            [one] => one.strip_prefix('"')?.strip_suffix('"'),
            _ => None,
        }
    }
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let values = parts.headers.get_all(IF_MATCH).iter();
        let tags: Vec<String> = values
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(|tag| tag.trim().to_owned())
            .filter(|tag| !tag.is_empty())
            .collect();
        if tags.is_empty() {
            let said = Said::of("api-if-match-missing");
            let refusal = Refusal::new(Refused::PreconditionRequired, said);
            return Err(refusal.remedied(Some(Said::of("api-if-match-missing-remedy"))));
        }
        Ok(Self { tags })
    }
}

/// An answer with the tag of the state that it shows.
pub(crate) fn tagged(tag: &str, answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
    if let Ok(value) = HeaderValue::from_str(&format!("\"{tag}\"")) {
        response.headers_mut().insert(ETAG, value);
    }
    response
}
