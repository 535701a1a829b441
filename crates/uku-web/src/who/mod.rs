//! Who asks: credentials as they come with a request, the gate that knows them, and how the visitor likes the pages.

mod credentials;
mod peer;
mod visitor;

use async_trait::async_trait;
use uku_core::firm::Actor;

pub use credentials::Credentials;
pub use peer::Peer;
pub use visitor::{LANGUAGE_COOKIE, THEME_COOKIE, Theme, Visitor};

use crate::refusal::Refusal;

/// A person who is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Who acts, and in which firm.
    pub actor: Actor,
    /// The person's name.
    pub name: String,
}

/// Knows people by their credentials.
#[async_trait]
pub trait Gate: Send + Sync {
    /// Who has these credentials; none if they are nobody's, or nobody's any more.
    async fn identify(&self, credentials: &Credentials) -> Result<Option<Identity>, Refusal>;
}
