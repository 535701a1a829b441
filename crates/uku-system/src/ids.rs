use uku_core::ids::Ids;
use uuid::Uuid;

/// Identities from this computer's clock and randomness.
#[derive(Debug, Clone, Copy)]
pub struct SystemIds;

impl Ids for SystemIds {
    #[expect(clippy::disallowed_methods, reason = "this is the one place where the product makes identities")]
    fn next(&self) -> Uuid {
        Uuid::now_v7()
    }
}
