//! Answers before they are HTTP.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, DATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use chrono::{DateTime, Utc};

use crate::api::ApiError;
use crate::estonian;

const JSON: &str = "application/json;charset=UTF-8";
const TEXT: &str = "text/plain;charset=UTF-8";

/// A status and a text.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(status: u16, text: impl Into<String>) -> Self {
        Self { status, content_type: JSON, text: text.into() }
    }

    pub(crate) fn text(status: u16, text: impl Into<String>) -> Self {
        Self { status, content_type: TEXT, text: text.into() }
    }

    pub(crate) fn over_limit() -> Self {
        Self::text(503, "Rate Limit Exceeded")
    }

    pub(crate) fn unpaid() -> Self {
        Self::text(503, "Service unavailable (billing error)")
    }

    /// As HTTP, with the body as it is or as something breaks it.
    pub(crate) fn into_response(self, date: DateTime<Utc>, body: impl FnOnce(String) -> Body) -> Response {
        let mut response = Response::new(body(self.text));
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        if let Ok(date) = HeaderValue::from_str(&estonian::http_date(date)) {
            headers.insert(DATE, date);
        }
        response
    }
}

impl From<ApiError> for Answer {
    fn from(error: ApiError) -> Self {
        Self::json(error.status, error.to_json())
    }
}
