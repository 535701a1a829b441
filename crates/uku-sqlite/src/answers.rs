//! What was answered to requests that may come again.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uku_core::answers::{Answer, AnswerKey, Answers, Begun, KeptRequest, RequestFingerprint};
use uku_core::store::StoreError;

use crate::error::failed;
use crate::unit_of_work::SqliteWork;
use uku_rows::{fingerprint, instant, parse};

#[async_trait]
impl Answers for SqliteWork {
    async fn begin(
        &mut self,
        key: &AnswerKey,
        fingerprint: RequestFingerprint,
        now: DateTime<Utc>,
    ) -> Result<Begun, StoreError> {
        let begun = self.kept_request(key).await?.map_or(Begun::New, |kept| kept.begin(fingerprint, now));
        if begun == Begun::New {
            self.put_begun(key, fingerprint, now).await?;
        }
        Ok(begun)
    }

    async fn finish(&mut self, key: &AnswerKey, answer: &Answer) -> Result<(), StoreError> {
        let (firm, member, key) = (self.firm.as_ref(), key.member.as_ref(), key.key.as_ref());
        let answer = &answer.0;
        sqlx::query!(
            "UPDATE request_answers SET answer = coalesce(answer, ?)
             WHERE firm_id = ? AND member_id = ? AND request_key = ?",
            answer,
            firm,
            member,
            key,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    async fn forget(&mut self, key: &AnswerKey) -> Result<(), StoreError> {
        let (firm, member, key) = (self.firm.as_ref(), key.member.as_ref(), key.key.as_ref());
        sqlx::query!(
            "DELETE FROM request_answers
             WHERE firm_id = ? AND member_id = ? AND request_key = ? AND answer IS NULL",
            firm,
            member,
            key,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    async fn forget_before(&mut self, moment: DateTime<Utc>) -> Result<u64, StoreError> {
        let (firm, moment) = (self.firm.as_ref(), instant(moment));
        let forgotten =
            sqlx::query!("DELETE FROM request_answers WHERE firm_id = ? AND begun_at < ?", firm, moment)
                .execute(&mut *self.tx)
                .await
                .map_err(failed)?;
        Ok(forgotten.rows_affected())
    }
}

impl SqliteWork {
    async fn kept_request(&mut self, key: &AnswerKey) -> Result<Option<KeptRequest>, StoreError> {
        let (firm, member, key) = (self.firm.as_ref(), key.member.as_ref(), key.key.as_ref());
        let row = sqlx::query!(
            "SELECT fingerprint, begun_at, answer FROM request_answers
             WHERE firm_id = ? AND member_id = ? AND request_key = ?",
            firm,
            member,
            key,
        )
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(failed)?;
        row.map(|row| {
            Ok(KeptRequest {
                fingerprint: fingerprint("request_answers.fingerprint", &row.fingerprint)?,
                begun_at: parse("request_answers.begun_at", &row.begun_at)?,
                answer: row.answer.map(Answer),
            })
        })
        .transpose()
    }

    async fn put_begun(
        &mut self,
        key: &AnswerKey,
        RequestFingerprint(fingerprint): RequestFingerprint,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let (firm, member, key) = (self.firm.as_ref(), key.member.as_ref(), key.key.as_ref());
        let (fingerprint, now) = (&fingerprint[..], instant(now));
        sqlx::query!(
            "INSERT INTO request_answers (firm_id, member_id, request_key, fingerprint, begun_at)
             VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (firm_id, member_id, request_key) DO UPDATE SET begun_at = excluded.begun_at",
            firm,
            member,
            key,
            fingerprint,
            now,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }
}
