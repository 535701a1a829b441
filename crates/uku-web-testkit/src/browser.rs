use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::http::request::Builder;
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::answer::Answer;

/// A browser in which one person looks at a site. It keeps no cookies but the one that lets the person in.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: Vec<String>,
    language: &'static str,
}

impl Browser {
    pub(crate) fn new(router: Router, token: Option<&str>) -> Self {
        let cookies = token.map(|token| format!("uku={token}")).into_iter().collect();
        Self { router, cookies, language: "en" }
    }

    /// The same person, in another language.
    #[must_use]
    pub fn in_language(self, language: &'static str) -> Self {
        Self { language, ..self }
    }

    /// The same browser with a further cookie, written `name=value`.
    #[must_use]
    pub fn with_cookie(mut self, cookie: impl Into<String>) -> Self {
        self.cookies.push(cookie.into());
        self
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Asks for a part of a page, as htmx does.
    pub async fn get_part(&self, path: &str) -> Answer {
        self.send(Request::get(path).header("hx-request", "true"), Body::empty()).await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(form_post(path), encoded(fields)).await
    }

    /// Sends a form of a dialog, as htmx does.
    pub async fn post_part(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(form_post(path).header("hx-request", "true"), encoded(fields)).await
    }

    /// Sends any request.
    pub async fn send(&self, request: Builder, body: Body) -> Answer {
        let mut request = request.header("accept-language", self.language).header("host", "uku.example");
        if !self.cookies.is_empty() {
            request = request.header("cookie", self.cookies.join("; "));
        }
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }
}

fn form_post(path: &str) -> Builder {
    Request::post(path).header("content-type", "application/x-www-form-urlencoded")
}

fn encoded(fields: &[(&str, &str)]) -> Body {
    let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    Body::from(text)
}
