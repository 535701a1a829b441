use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{Answer, AnswerKey, Begun, RequestFingerprint};
use crate::store::StoreError;

/// The answers of the firm for which the unit of work was opened. MUST NOT see or change another firm's.
///
/// Whoever does a request commits that it [began](Self::begin) before doing anything, and what came of it in another unit of
/// work.
#[async_trait]
pub trait Answers: Send {
    /// What to do with a request that came, as [`KeptRequest::begin`](super::KeptRequest::begin) says by what is kept
    /// of it; if nothing is, it is new. A new one MUST be kept as begun now. Of two that begin one key at once, one MUST
    /// be new.
    async fn begin(
        &mut self,
        key: &AnswerKey,
        fingerprint: RequestFingerprint,
        now: DateTime<Utc>,
    ) -> Result<Begun, StoreError>;

    /// Keeps what was answered to a request that was begun. An answer that is kept already MUST stay, as must what was
    /// forgotten.
    async fn finish(&mut self, key: &AnswerKey, answer: &Answer) -> Result<(), StoreError>;

    /// Forgets a request that failed before anything was done, so that it may be tried again. One that was answered MUST
    /// stay.
    async fn forget(&mut self, key: &AnswerKey) -> Result<(), StoreError>;

    /// Forgets all requests that were begun before a moment, answered or not; how many.
    async fn forget_before(&mut self, moment: DateTime<Utc>) -> Result<u64, StoreError>;
}
