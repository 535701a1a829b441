//! Refusals as problems (RFC 9457).

use axum::Json;
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use uku_l10n::{Locale, Said};
use uku_web::{Desk, Refusal, Visitor};
use utoipa::ToSchema;

/// The media type of problems.
pub(crate) const PROBLEM: &str = "application/problem+json";

/// Why a request was refused (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Problem {
    /// What kind of problem it is: `urn:uku:problem:` and a word that stays the same.
    #[serde(rename = "type")]
    #[schema(pattern = "^urn:uku:problem:[a-z-]+$")]
    kind: String,
    /// The kind in words.
    title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What happened, to whom.
    detail: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    remedy: Option<String>,
    /// What is wrong with which field of the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ProblemField>,
}

/// What is wrong with one field.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProblemField {
    /// The field, as the request names it.
    field: &'static str,
    /// What is wrong with it.
    detail: String,
}

impl Problem {
    pub(crate) fn of(refusal: &Refusal, locale: Locale) -> Self {
        Self {
            kind: format!("urn:uku:problem:{}", refusal.refused.word()),
            title: locale.say(&refusal.refused.title()),
            status: refusal.refused.status().as_u16(),
            detail: locale.say(&refusal.said),
            remedy: refusal.remedy.as_ref().map(|remedy| locale.say(remedy)),
            errors: refusal
                .faults
                .iter()
                .map(|fault| ProblemField { field: fault.field, detail: locale.say(&fault.said) })
                .collect(),
        }
    }

    /// What a status means that came without words.
    fn of_status(status: StatusCode, locale: Locale) -> Self {
        let word = match status {
            // Sent by another site's page.
            StatusCode::FORBIDDEN => "forbidden",
            StatusCode::NOT_FOUND => "not-found",
            StatusCode::METHOD_NOT_ALLOWED => "method-not-allowed",
            StatusCode::PAYLOAD_TOO_LARGE => "too-large",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "unsupported-media-type",
            status if status.is_server_error() => "internal-error",
            _ => "malformed",
        };
        let said = |key: String| locale.say(&Said::of(key));
        Self {
            kind: format!("urn:uku:problem:{word}"),
            title: said(format!("refused-{word}")),
            status: status.as_u16(),
            detail: said(format!("api-refused-{word}")),
            remedy: None,
            errors: Vec::new(),
        }
    }
}

/// Says what was refused, wherever in the API.
pub(crate) async fn said(request: Request, next: Next) -> Response {
    let visitor = Visitor::of(request.headers(), request.uri().path());
    let response = next.run(request).await;
    // The guard leaves the desk of whoever asked with the answer.
    let known = response.extensions().get::<Desk>().map(Desk::locale);
    let locale = known.unwrap_or(Locale { language: visitor.language, zone: chrono_tz::Europe::Tallinn });
    spoken(response, locale)
}

/// An answer that says in words what was refused, if anything was.
pub(crate) fn spoken(mut response: Response, locale: Locale) -> Response {
    let status = response.status();
    let kind = response.headers().get(CONTENT_TYPE).cloned();
    let problem = match response.extensions_mut().remove::<Refusal>() {
        Some(refusal) => Problem::of(&refusal, locale),
        None if !status.is_client_error() && !status.is_server_error() => return response,
        None if kind.is_some_and(|kind| kind == PROBLEM) => return response,
        None => Problem::of_status(status, locale),
    };
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    if status == StatusCode::UNAUTHORIZED {
        parts.headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    let body = Json(problem).into_response().into_body();
    Response::from_parts(parts, body)
}
