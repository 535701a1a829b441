use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::header::{CONTENT_TYPE, HeaderValue, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Query;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uku_l10n::Said;
use uku_web::{Refusal, Refused};

/// A JSON document that came with a request.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        if !is_json(request.headers()) {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
            if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                Refusal::new(Refused::TooLarge, Said::of("api-body-too-large")).into_response()
            } else {
                malformed("api-body-broken", &rejection.body_text()).into_response()
            }
        })?;
        let document: Value = serde_json::from_slice(&bytes)
            .map_err(|error| malformed("api-body-malformed", &error.to_string()).into_response())?;
        if holds_nul(&document) {
            return Err(malformed("api-body-malformed", "U+0000").into_response());
        }
        T::deserialize(document).map(Self).map_err(|error| {
            let said = Said::of("api-body-invalid").with("detail", error.to_string());
            Refusal::new(Refused::Invalid, said).into_response()
        })
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

/// No database keeps this character in a text, and nobody types it.
fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(all) => all.iter().any(holds_nul),
        Value::Object(all) => all.iter().any(|(name, value)| name.contains('\0') || holds_nul(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The parameter that may have nothing in it: whoever looks for nothing finds everything.
const MAY_BE_EMPTY: &str = "text";

/// What the query of a request asks for.
pub(crate) struct Wanted<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Wanted<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        // What has no value would pass for what was left out.
        let pairs = parts.uri.query().unwrap_or_default().split('&');
        let empty = pairs.filter_map(|pair| pair.strip_suffix('=')).find(|name| *name != MAY_BE_EMPTY);
        if let Some(name) = empty {
            return Err(malformed("api-query-malformed", &format!("{name}=")));
        }
        let query = Query::<T>::from_request_parts(parts, state).await;
        let Query(wanted) =
            query.map_err(|rejection| malformed("api-query-malformed", &rejection.body_text()))?;
        Ok(Self(wanted))
    }
}

/// What the path of a request names. Whatever can't be a name is nobody's.
pub(crate) struct At<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for At<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = Path::<T>::from_request_parts(parts, state).await;
        path.map(|Path(named)| Self(named)).map_err(|_| Refusal::not_found())
    }
}

fn malformed(key: &'static str, detail: &str) -> Refusal {
    Refusal::new(Refused::Malformed, Said::of(key).with("detail", detail.to_owned()))
}

/// Work that was begun and goes on: where to look how far it is.
pub(crate) fn accepted(location: &str, answer: impl IntoResponse) -> Response {
    let mut response = (StatusCode::ACCEPTED, answer).into_response();
    if let Ok(value) = HeaderValue::from_str(location) {
        response.headers_mut().insert(LOCATION, value);
    }
    response
}
