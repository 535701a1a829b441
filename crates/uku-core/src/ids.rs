//! New identities, as a port: they come from a clock and randomness, which rules don't have.

use uuid::Uuid;

/// A source of identities.
pub trait Ids: Send + Sync {
    /// An identity that was never given before. It SHOULD sort after those given earlier (`UUIDv7`).
    fn next(&self) -> Uuid;
}
