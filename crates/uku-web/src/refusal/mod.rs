//! Why a request was refused, whatever it asked for: one list of meanings for pages and API.

mod core_errors;
mod sign_in_errors;

use axum::http::StatusCode;
use std::ops::{Deref, DerefMut};

use axum::http::header::{HeaderValue, RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use uku_l10n::Said;

/// What a refusal means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refused {
    /// The request can't be understood.
    Malformed,
    /// Nobody known asks.
    SignedOut,
    /// The person may not.
    Forbidden,
    /// It is not there, or not this firm's.
    NotFound,
    /// As things are, it can't be done.
    Conflict,
    /// Somebody else changed it meanwhile.
    Changed,
    /// It is larger than what is taken.
    TooLarge,
    /// What was entered can't be taken; the faults say why.
    Invalid,
    /// Only for those who say which state they saw.
    PreconditionRequired,
    /// Too much was asked for in too short a time.
    TooMany,
    /// Something that we need is out of order; it may be tried again.
    Unavailable,
    /// We made a mistake.
    Broken,
}

impl Refused {
    /// Every meaning.
    pub const ALL: [Self; 12] = [
        Self::Malformed,
        Self::SignedOut,
        Self::Forbidden,
        Self::NotFound,
        Self::Conflict,
        Self::Changed,
        Self::TooLarge,
        Self::Invalid,
        Self::PreconditionRequired,
        Self::TooMany,
        Self::Unavailable,
        Self::Broken,
    ];

    /// The HTTP status that says it.
    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Changed => StatusCode::PRECONDITION_FAILED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Self::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Its name, for other programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::SignedOut => "signed-out",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not-found",
            Self::Conflict => "conflict",
            Self::Changed => "changed",
            Self::TooLarge => "too-large",
            Self::Invalid => "invalid",
            Self::PreconditionRequired => "precondition-required",
            Self::TooMany => "too-many-requests",
            Self::Unavailable => "unavailable",
            Self::Broken => "internal-error",
        }
    }

    /// The key of its title in all languages.
    #[must_use]
    pub fn title(self) -> Said {
        Said::of(format!("refused-{}", self.word()))
    }
}

/// What is wrong with one field of what was entered.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldFault {
    /// The field, as the form or the JSON document names it.
    pub field: &'static str,
    /// What is wrong.
    pub said: Said,
}

/// Why a request was refused. It is one pointer wide, since every handler returns it.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal(Box<RefusalParts>);

/// What a refusal says.
#[derive(Debug, Clone, PartialEq)]
pub struct RefusalParts {
    /// What it means.
    pub refused: Refused,
    /// What happened, to whom.
    pub said: Said,
    /// What to do about it.
    pub remedy: Option<Said>,
    /// What is wrong with which field.
    pub faults: Vec<FieldFault>,
    /// When it may be tried again.
    pub retry_after: Option<TimeDelta>,
}

impl Deref for Refusal {
    type Target = RefusalParts;

    fn deref(&self) -> &RefusalParts {
        &self.0
    }
}

impl DerefMut for Refusal {
    fn deref_mut(&mut self) -> &mut RefusalParts {
        &mut self.0
    }
}

impl Refusal {
    /// A refusal that means and says this.
    #[must_use]
    pub fn new(refused: Refused, said: Said) -> Self {
        Self(Box::new(RefusalParts { refused, said, remedy: None, faults: Vec::new(), retry_after: None }))
    }

    /// The same, with what to do about it.
    #[must_use]
    pub fn remedied(mut self, remedy: Option<Said>) -> Self {
        self.0.remedy = remedy;
        self
    }

    /// The same, with when it may be tried again.
    #[must_use]
    pub fn again_after(mut self, after: TimeDelta) -> Self {
        self.0.retry_after = Some(after);
        self
    }

    /// The same, as what is wrong with a field.
    #[must_use]
    pub fn at(mut self, field: &'static str) -> Self {
        let said = self.said.clone();
        self.0.faults.push(FieldFault { field, said });
        self
    }

    /// Several fields that can't be taken.
    #[must_use]
    pub fn invalid(faults: Vec<FieldFault>) -> Self {
        let mut refusal = Self::new(Refused::Invalid, Said::of("web-invalid"));
        refusal.0.faults = faults;
        refusal
    }

    /// One field that can't be taken.
    #[must_use]
    pub fn field(field: &'static str, said: Said) -> Self {
        Self::invalid(vec![FieldFault { field, said }])
    }

    /// Nobody known asks.
    #[must_use]
    pub fn signed_out() -> Self {
        Self::new(Refused::SignedOut, Said::of("web-signed-out"))
    }

    /// There is no such thing in the firm.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(Refused::NotFound, Said::of("web-not-found"))
    }

    /// It changed since it was seen.
    #[must_use]
    pub fn changed() -> Self {
        Self::new(Refused::Changed, Said::of("web-changed"))
    }

    /// Something that we need is out of order. The cause goes to the log, not to whoever asks.
    pub fn unavailable(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "a request could not be answered");
        Self::new(Refused::Unavailable, Said::of("web-unavailable"))
            .remedied(Some(Said::of("web-unavailable-remedy")))
    }

    /// We made a mistake. The cause goes to the log, not to whoever asks.
    pub fn broken(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "a request met a mistake of this program");
        Self::new(Refused::Broken, Said::of("web-broken")).remedied(Some(Said::of("web-broken-remedy")))
    }

    /// What is wrong with a field, if anything.
    #[must_use]
    pub fn fault(&self, field: &str) -> Option<&Said> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| &fault.said)
    }
}

/// The bare status; the part of the site that was asked finds the refusal in the answer's extensions and says it its way.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.refused.status().into_response();
        if let Some(after) = self.retry_after {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(after.num_seconds().max(1)));
        }
        response.extensions_mut().insert(self);
        response
    }
}
