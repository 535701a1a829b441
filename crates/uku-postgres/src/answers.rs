//! What was answered to requests that may come again.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uku_core::answers::{Answer, AnswerKey, Answers, Begun, KeptRequest, RequestFingerprint};
use uku_core::store::StoreError;

use crate::error::failed;
use crate::unit_of_work::PostgresWork;
use uku_rows::{fingerprint, instant, parse};

#[async_trait]
impl Answers for PostgresWork {
    async fn begin(
        &mut self,
        key: &AnswerKey,
        fingerprint: RequestFingerprint,
        now: DateTime<Utc>,
    ) -> Result<Begun, StoreError> {
        // There is no row yet that others could wait for.
        self.hold(&format!("answer {} {}", key.member, key.key)).await?;
        let begun = self.kept_request(key).await?.map_or(Begun::New, |kept| kept.begin(fingerprint, now));
        if begun == Begun::New {
            self.put_begun(key, fingerprint, now).await?;
        }
        Ok(begun)
    }

    async fn finish(&mut self, key: &AnswerKey, answer: &Answer) -> Result<(), StoreError> {
        sqlx::query!(
            "UPDATE request_answers SET answer = coalesce(answer, $4)
             WHERE firm_id = $1 AND member_id = $2 AND request_key = $3",
            self.firm.as_ref(),
            key.member.as_ref(),
            key.key.as_ref(),
            &answer.0,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    async fn forget(&mut self, key: &AnswerKey) -> Result<(), StoreError> {
        sqlx::query!(
            "DELETE FROM request_answers
             WHERE firm_id = $1 AND member_id = $2 AND request_key = $3 AND answer IS NULL",
            self.firm.as_ref(),
            key.member.as_ref(),
            key.key.as_ref(),
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    async fn forget_before(&mut self, moment: DateTime<Utc>) -> Result<u64, StoreError> {
        let forgotten = sqlx::query!(
            "DELETE FROM request_answers WHERE firm_id = $1 AND begun_at < $2",
            self.firm.as_ref(),
            instant(moment),
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(forgotten.rows_affected())
    }
}

impl PostgresWork {
    /// An answer that comes meanwhile waits until this unit of work ends.
    async fn kept_request(&mut self, key: &AnswerKey) -> Result<Option<KeptRequest>, StoreError> {
        let row = sqlx::query!(
            "SELECT fingerprint, begun_at, answer FROM request_answers
             WHERE firm_id = $1 AND member_id = $2 AND request_key = $3 FOR UPDATE",
            self.firm.as_ref(),
            key.member.as_ref(),
            key.key.as_ref(),
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
        sqlx::query!(
            "INSERT INTO request_answers (firm_id, member_id, request_key, fingerprint, begun_at)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (firm_id, member_id, request_key) DO UPDATE SET begun_at = excluded.begun_at",
            self.firm.as_ref(),
            key.member.as_ref(),
            key.key.as_ref(),
            &fingerprint[..],
            instant(now),
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }
}
