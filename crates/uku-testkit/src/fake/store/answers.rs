use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uku_core::answers::{Answer, AnswerKey, Answers, Begun, KeptRequest, RequestFingerprint};
use uku_core::store::StoreError;

/// What a firm keeps of requests that may come again.
#[derive(Debug, Clone, Default)]
pub(super) struct MemoryAnswers {
    kept: BTreeMap<AnswerKey, KeptRequest>,
}

#[async_trait]
impl Answers for MemoryAnswers {
    async fn begin(
        &mut self,
        key: &AnswerKey,
        fingerprint: RequestFingerprint,
        now: DateTime<Utc>,
    ) -> Result<Begun, StoreError> {
        let begun = self.kept.get(key).map_or(Begun::New, |kept| kept.begin(fingerprint, now));
        if begun == Begun::New {
            self.kept.insert(key.clone(), KeptRequest { fingerprint, begun_at: now, answer: None });
        }
        Ok(begun)
    }

    async fn finish(&mut self, key: &AnswerKey, answer: &Answer) -> Result<(), StoreError> {
        if let Some(kept) = self.kept.get_mut(key) {
            kept.answer.get_or_insert_with(|| answer.clone());
        }
        Ok(())
    }

    async fn forget(&mut self, key: &AnswerKey) -> Result<(), StoreError> {
        if self.kept.get(key).is_some_and(|kept| kept.answer.is_none()) {
            self.kept.remove(key);
        }
        Ok(())
    }

    async fn forget_before(&mut self, moment: DateTime<Utc>) -> Result<u64, StoreError> {
        let before = self.kept.len();
        self.kept.retain(|_, kept| kept.begun_at >= moment);
        Ok((before - self.kept.len()) as u64)
    }
}
