use std::sync::atomic::{AtomicU64, Ordering};

use uku_core::ids::Ids;
use uuid::Uuid;

/// Identities that count up from one.
#[derive(Debug, Default)]
pub struct CountingIds(AtomicU64);

impl Ids for CountingIds {
    fn next(&self) -> Uuid {
        Uuid::from_u64_pair(0, self.0.fetch_add(1, Ordering::Relaxed) + 1)
    }
}
