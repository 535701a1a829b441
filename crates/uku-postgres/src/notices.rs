//! Notices, where people of a firm can read them.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uku_core::firm::{FirmId, Role};
use uku_core::notice::{
    Audience, Notice, NoticeBoard, Notices, NoticesError, PostedNotice, Reader, UnmailedNotice,
};
use uku_core::store::StoreError;

use crate::PostgresStore;
use crate::error::failed;
use crate::storable::storable;
use uku_rows::{from_integer, from_json, instant, no_notices, parse, to_json, to_word};

/// A notice, and whether somebody has read it.
pub(crate) struct NoticeRow {
    pub(crate) number: i64,
    pub(crate) key: String,
    pub(crate) at: String,
    pub(crate) member_id: Option<String>,
    pub(crate) event: String,
    pub(crate) read: bool,
}

impl NoticeRow {
    pub(crate) fn posted(self) -> Result<PostedNotice, StoreError> {
        let member = self.member_id.map(|member| parse("notices.member_id", &member)).transpose()?;
        let notice = Notice {
            key: self.key,
            at: parse("notices.at", &self.at)?,
            to: member.map_or(Audience::Admins, Audience::Member),
            event: from_json("notices.event", &self.event)?,
        };
        Ok(PostedNotice { number: self.number, notice, read: self.read })
    }
}

/// Whether a person reads what is for all who run the firm.
fn is_admin(reader: &Reader) -> bool {
    matches!(reader.role, Role::Owner | Role::Admin)
}

impl PostgresStore {
    async fn post_notice(&self, firm: &FirmId, notice: &Notice) -> Result<(), StoreError> {
        let mut tx = self.begin(firm).await?;
        hold(&mut tx, firm).await?;
        let key = storable(&notice.key);
        let member = match &notice.to {
            Audience::Member(member) => Some(member.as_ref()),
            Audience::Admins => None,
        };
        sqlx::query!(
            "INSERT INTO notices (firm_id, number, key, at, member_id, kind, event, mail_from)
             SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6::text::json, (
                 SELECT '' FROM notice_addresses WHERE firm_id = $1 AND json_array_length(addresses) > 0
             ) FROM notices WHERE firm_id = $1
             ON CONFLICT (firm_id, key) DO NOTHING",
            firm.as_ref(),
            key.as_ref(),
            instant(notice.at),
            member,
            to_word(&notice.event)?,
            to_json(&notice.event)?,
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        tx.commit().await.map_err(failed)
    }

    async fn notices_page(
        &self,
        firm: &FirmId,
        reader: &Reader,
        before: Option<i64>,
        most: u32,
    ) -> Result<Vec<PostedNotice>, StoreError> {
        let rows = sqlx::query_as!(
            NoticeRow,
            r#"SELECT number, key, at, n.member_id, event::text AS "event!", number <= coalesce((
                   SELECT read_up_to FROM notice_readers AS r WHERE r.firm_id = n.firm_id AND r.member_id = $2
               ), 0) AS "read!"
               FROM notices AS n
               WHERE firm_id = $1 AND (n.member_id = $2 OR n.member_id IS NULL AND $3)
                   AND ($4::bigint IS NULL OR number < $4)
               ORDER BY number DESC LIMIT $5"#,
            firm.as_ref(),
            reader.member.as_ref(),
            is_admin(reader),
            before,
            i64::from(most),
        )
        .fetch_all(&mut *self.begin(firm).await?)
        .await
        .map_err(failed)?;
        rows.into_iter().map(NoticeRow::posted).collect()
    }

    async fn count_unread(&self, firm: &FirmId, reader: &Reader) -> Result<u64, StoreError> {
        let unread = sqlx::query_scalar!(
            r#"SELECT count(*) AS "unread!" FROM notices AS n
               WHERE firm_id = $1 AND (n.member_id = $2 OR n.member_id IS NULL AND $3) AND number > coalesce((
                   SELECT read_up_to FROM notice_readers AS r WHERE r.firm_id = n.firm_id AND r.member_id = $2
               ), 0)"#,
            firm.as_ref(),
            reader.member.as_ref(),
            is_admin(reader),
        )
        .fetch_one(&mut *self.begin(firm).await?)
        .await
        .map_err(failed)?;
        from_integer("notices", unread)
    }

    async fn put_read(&self, firm: &FirmId, reader: &Reader, up_to: i64) -> Result<(), StoreError> {
        let mut tx = self.begin(firm).await?;
        sqlx::query!(
            "INSERT INTO notice_readers AS r (firm_id, member_id, read_up_to) VALUES ($1, $2, $3)
             ON CONFLICT (firm_id, member_id) DO UPDATE SET read_up_to = greatest(r.read_up_to, excluded.read_up_to)",
            firm.as_ref(),
            reader.member.as_ref(),
            up_to,
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        tx.commit().await.map_err(failed)
    }
}

/// Holds off others who post notices of the firm, or say how they are sent, until the transaction ends.
pub(crate) async fn hold(connection: &mut PgConnection, firm: &FirmId) -> Result<(), StoreError> {
    let lock = format!("uku notices {firm}");
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", lock)
        .execute(connection)
        .await
        .map_err(failed)?;
    Ok(())
}

#[async_trait]
impl Notices for PostgresStore {
    async fn post(&self, firm: &FirmId, notice: &Notice) -> Result<(), NoticesError> {
        self.post_notice(firm, notice).await.map_err(no_notices)
    }
}

#[async_trait]
impl NoticeBoard for PostgresStore {
    async fn page(
        &self,
        firm: &FirmId,
        reader: &Reader,
        before: Option<i64>,
        most: u32,
    ) -> Result<Vec<PostedNotice>, NoticesError> {
        self.notices_page(firm, reader, before, most).await.map_err(no_notices)
    }

    async fn unread(&self, firm: &FirmId, reader: &Reader) -> Result<u64, NoticesError> {
        self.count_unread(firm, reader).await.map_err(no_notices)
    }

    async fn mark_read(&self, firm: &FirmId, reader: &Reader, up_to: i64) -> Result<(), NoticesError> {
        self.put_read(firm, reader, up_to).await.map_err(no_notices)
    }

    async fn addresses(&self, firm: &FirmId) -> Result<Vec<String>, NoticesError> {
        self.read_addresses(firm).await.map_err(no_notices)
    }

    async fn put_addresses(&self, firm: &FirmId, addresses: &[String]) -> Result<(), NoticesError> {
        self.write_addresses(firm, addresses).await.map_err(no_notices)
    }

    async fn take_unmailed(
        &self,
        firm: &FirmId,
        now: DateTime<Utc>,
        again: DateTime<Utc>,
        most: u32,
    ) -> Result<Vec<UnmailedNotice>, NoticesError> {
        self.take_mails(firm, now, again, most).await.map_err(no_notices)
    }

    async fn mailed(&self, firm: &FirmId, number: i64) -> Result<(), NoticesError> {
        self.put_mailed(firm, number).await.map_err(no_notices)
    }
}
