//! Answers with HTML, and ways on.

use askama::Template;
use axum::http::header::{CONTENT_TYPE, LOCATION, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use uku_web::Refusal;

/// A page or a part of one.
pub(crate) fn html(template: &impl Template) -> Result<Response, Refusal> {
    html_as(StatusCode::OK, template)
}

/// The same, with a status: a form with its faults is not a success.
pub(crate) fn html_as(status: StatusCode, template: &impl Template) -> Result<Response, Refusal> {
    let text = template.render().map_err(|error| Refusal::broken(&error))?;
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    // A part and its page have one address.
    Ok((status, [(CONTENT_TYPE, kind), (VARY, HeaderValue::from_static("hx-request"))], text).into_response())
}

/// On to another page of this site, after something was done, so that going back or loading again does nothing twice.
pub(crate) fn see(path: &str) -> Response {
    // Only within this site, wherever the path came from.
    let path = if is_of_this_site(path) { path } else { "/" };
    match HeaderValue::from_str(path) {
        Ok(location) => (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response(),
        Err(_) => (StatusCode::SEE_OTHER, [(LOCATION, HeaderValue::from_static("/"))]).into_response(),
    }
}

/// On to another page after something was done, which that page tells: the text `done-` and the word. From a dialog the
/// whole page goes on.
pub(crate) fn done(headers: &HeaderMap, path: &str, word: &str) -> Response {
    let joint = if path.contains('?') { '&' } else { '?' };
    let path = format!("{path}{joint}done={word}");
    match HeaderValue::from_str(&path) {
        Ok(location) if is_part(headers) => {
            (StatusCode::NO_CONTENT, [("hx-redirect", location)]).into_response()
        }
        _ => see(&path),
    }
}

fn is_of_this_site(path: &str) -> bool {
    // Browsers leave white space out, so that it could part two slashes.
    let plain = !path.contains(|c: char| c == '\\' || c.is_whitespace() || c.is_control());
    path.starts_with('/') && !path.starts_with("//") && plain
}

/// Whether htmx asks, for a part of a page.
pub(crate) fn is_part(headers: &HeaderMap) -> bool {
    headers.contains_key("hx-request")
}

/// Whether what htmx asks for goes into the dialog.
pub(crate) fn is_for_dialog(headers: &HeaderMap) -> bool {
    headers.get("hx-target").is_some_and(|target| target == "dialog#dialog")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for foreign in [
            "https://elsewhere.example/",
            "//elsewhere.example",
            "/\\elsewhere.example",
            "/\t/elsewhere.example",
            "x",
            "",
        ] {
            assert_eq!(see(foreign).headers()[LOCATION], "/", "{foreign:?}");
        }
        assert_eq!(see("/clients?page=2").headers()[LOCATION], "/clients?page=2");
    }
}
