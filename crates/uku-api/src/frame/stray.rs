use std::any::Any;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use uku_l10n::Said;
use uku_web::{Refusal, Refused};

/// Answers for addresses under which there is nothing.
pub(crate) async fn unknown() -> Refusal {
    Refusal::new(Refused::NotFound, Said::of("api-no-such-address"))
}

/// Answers for methods that an address doesn't have.
pub(crate) async fn not_allowed() -> StatusCode {
    StatusCode::METHOD_NOT_ALLOWED
}

/// Answers in the place of a handler that panicked.
pub(crate) fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response {
    let text = match cause.downcast::<String>() {
        Ok(text) => *text,
        Err(cause) => cause.downcast::<&str>().map_or_else(|_| String::new(), |text| (*text).to_owned()),
    };
    Refusal::broken(&format!("a handler panicked: {text}")).into_response()
}

/// Passes on only addresses that hold no character that no database keeps.
pub(crate) async fn readable(request: Request, next: Next) -> Response {
    if request.uri().path().contains("%00") {
        return Refusal::not_found().into_response();
    }
    if request.uri().query().is_some_and(|query| query.contains("%00")) {
        let said = Said::of("api-query-malformed").with("detail", "U+0000");
        return Refusal::new(Refused::Malformed, said).into_response();
    }
    next.run(request).await
}
