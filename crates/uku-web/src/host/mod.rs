//! Embedded in a larger product, which signs people in itself: it sends a token that it signed, and publishes the keys by
//! which that is checked (JWKS, RFC 7517).

mod claims;
mod gate;
mod keys;

pub use gate::{HostGate, HostTokens};
pub use keys::{HostKeys, HostKeysError};
