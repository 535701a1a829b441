use axum::http::{HeaderMap, StatusCode};

/// What a site answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub text: String,
}

impl Answer {
    /// Where it sends the browser; empty if nowhere.
    #[must_use]
    pub fn location(&self) -> &str {
        self.headers.get("location").map_or("", |value| value.to_str().unwrap())
    }

    /// Whether the body holds a text.
    #[must_use]
    pub fn says(&self, text: &str) -> bool {
        self.text.contains(text)
    }
}
