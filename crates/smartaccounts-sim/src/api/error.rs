//! Refusals, in the vendor's JSON.

use serde::Serialize;

/// A refused request: status and the rules that it broke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ApiError {
    pub(crate) status: u16,
    broken: Vec<Broken>,
}

/// One broken rule: a key for machines and a sentence for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Broken {
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl Broken {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

impl ApiError {
    pub(crate) fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, broken: vec![Broken::new(code, message)] }
    }

    /// Basic validation, which stops at the first fault.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(400, "INVALID-REQUEST", message)
    }

    /// Complex validation, which tells every rule broken.
    pub(crate) fn unless_whole(broken: Vec<Broken>) -> Result<(), Self> {
        if broken.is_empty() { Ok(()) } else { Err(Self { status: 400, broken }) }
    }

    pub(crate) fn to_json(&self) -> String {
        serde_json::json!({ "errors": self.broken }).to_string()
    }
}
