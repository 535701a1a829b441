//! Refusals as pages.

use askama::Template;
use axum::extract::Request;
use axum::http::header::REFERER;
use axum::http::{HeaderMap, HeaderValue, Method, Uri};
use axum::middleware::Next;
use axum::response::Response;
use uku_web::{Desk, Refusal, Refused, Visitor};

use crate::html::{html_as, is_for_dialog, is_part, see};
use crate::page::{Nav, Page};

/// Why something can't be done, as a page of its own.
#[derive(Template)]
#[template(path = "refused.html")]
struct RefusedPage {
    page: Page,
    said: String,
    remedy: String,
    /// Where to sign in; empty if that would not help.
    sign_in: String,
}

/// The same, for whoever is not known.
#[derive(Template)]
#[template(path = "refused_alone.html")]
struct RefusedAlone {
    page: Page,
    said: String,
    remedy: String,
    sign_in: String,
}

/// The same, inside of a page that stays as it is.
#[derive(Template)]
#[template(path = "refused_part.html")]
struct RefusedPart {
    page: Page,
    said: String,
    remedy: String,
    sign_in: String,
}

/// The same, as a dialog.
#[derive(Template)]
#[template(path = "refused_dialog.html")]
struct RefusedDialog {
    page: Page,
    said: String,
    remedy: String,
    sign_in: String,
}

/// Says what was refused, wherever in the site.
pub(crate) async fn said(request: Request, next: Next) -> Response {
    let (method, headers) = (request.method().clone(), request.headers().clone());
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let visitor = Visitor::of(&headers, path);
    let mut response = next.run(request).await;
    let Some(refusal) = response.extensions_mut().remove::<Refusal>() else { return response };
    let desk = response.extensions_mut().remove::<Desk>();
    let mut said = say(&refusal, desk.as_ref(), &visitor, &method, &headers).await.unwrap_or(response);
    if let Some(after) = refusal.retry_after {
        said.headers_mut().insert("retry-after", HeaderValue::from(after.num_seconds().max(1)));
    }
    said
}

async fn say(
    refusal: &Refusal,
    desk: Option<&Desk>,
    visitor: &Visitor,
    method: &Method,
    headers: &HeaderMap,
) -> Option<Response> {
    let signed_out = refusal.refused == Refused::SignedOut;
    let sign_in = if signed_out { sign_in_path(&page_of(method, headers, visitor)) } else { String::new() };
    let part = is_part(headers);
    // What was typed is still in the page that sent it; leaving that page would lose it.
    if signed_out && method == Method::GET && !part {
        return Some(see(&sign_in));
    }
    let title = refusal.refused.title();
    let framed = match desk {
        Some(desk) if !part => Page::of(desk, Nav::Clients, &title).await.ok(),
        _ => None,
    };
    let alone = framed.is_none();
    let page = framed.unwrap_or_else(|| Page::alone(visitor, &title));
    let said = page.say(&refusal.said);
    let remedy = refusal.remedy.as_ref().map(|remedy| page.say(remedy)).unwrap_or_default();
    let status = refusal.refused.status();
    if part && method == Method::GET && is_for_dialog(headers) {
        return html_as(status, &RefusedDialog { page, said, remedy, sign_in }).ok();
    }
    if part {
        let mut response = html_as(status, &RefusedPart { page, said, remedy, sign_in }).ok()?;
        if method != Method::GET {
            // At the head of the form that was sent, so that what was typed stays.
            let headers = response.headers_mut();
            headers.insert("hx-retarget", HeaderValue::from_static("closest form"));
            headers.insert("hx-reswap", HeaderValue::from_static("afterbegin"));
        }
        return Some(response);
    }
    let response = if alone {
        html_as(status, &RefusedAlone { page, said, remedy, sign_in })
    } else {
        html_as(status, &RefusedPage { page, said, remedy, sign_in })
    };
    response.ok()
}

fn sign_in_path(page: &str) -> String {
    let next: String = form_urlencoded::byte_serialize(page.as_bytes()).collect();
    format!("/sign-in?next={next}")
}

/// The page on which somebody was: what was asked for may be a part of one, or an address that only takes forms.
fn page_of(method: &Method, headers: &HeaderMap, visitor: &Visitor) -> String {
    if method == Method::GET && !is_part(headers) {
        return visitor.path.clone();
    }
    let named = headers.get("hx-current-url").or_else(|| headers.get(REFERER));
    let address: Option<Uri> = named.and_then(|value| value.to_str().ok()?.parse().ok());
    let path = address.as_ref().and_then(Uri::path_and_query).map(|path| path.as_str().to_owned());
    path.unwrap_or_else(|| "/".to_owned())
}
