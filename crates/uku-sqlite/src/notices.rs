//! What people are told without having asked, where no larger product tells them.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uku_core::firm::{FirmId, Role};
use uku_core::notice::{
    Audience, Notice, NoticeBoard, Notices, NoticesError, PostedNotice, Reader, UnmailedNotice,
};
use uku_core::store::StoreError;

use crate::SqliteStore;
use crate::error::failed;
use uku_rows::{from_integer, from_json, instant, no_notices, parse, to_json, to_word};

pub(crate) struct NoticeRow {
    pub(crate) number: i64,
    pub(crate) once_key: String,
    pub(crate) at: String,
    /// None: the Owner and every Admin.
    pub(crate) member_id: Option<String>,
    pub(crate) event: String,
}

impl NoticeRow {
    pub(crate) fn notice(self) -> Result<Notice, StoreError> {
        let to = match self.member_id {
            Some(member) => Audience::Member(parse("notices.member_id", &member)?),
            None => Audience::Admins,
        };
        Ok(Notice {
            key: self.once_key,
            at: parse("notices.at", &self.at)?,
            to,
            event: from_json("notices.event", &self.event)?,
        })
    }
}

/// Whether a person reads what is for the Owner and every Admin.
fn is_admin(reader: &Reader) -> bool {
    matches!(reader.role, Role::Owner | Role::Admin)
}

impl SqliteStore {
    async fn insert_notice(&self, firm: &FirmId, notice: &Notice) -> Result<(), StoreError> {
        let member = match &notice.to {
            Audience::Member(member) => Some(member.as_ref()),
            Audience::Admins => None,
        };
        let (firm, at) = (firm.as_ref(), instant(notice.at));
        let (kind, event) = (to_word(&notice.event)?, to_json(&notice.event)?);
        let mut tx = self.begin().await?;
        sqlx::query!(
            "INSERT INTO notices (firm_id, number, once_key, at, member_id, kind, event, to_mail)
             SELECT ?1, (SELECT coalesce(max(number), 0) + 1 FROM notices WHERE firm_id = ?1), ?2, ?3, ?4, ?5, ?6,
                 EXISTS (SELECT 1 FROM notice_addresses WHERE firm_id = ?1)
             WHERE TRUE ON CONFLICT (firm_id, once_key) DO NOTHING",
            firm,
            notice.key,
            at,
            member,
            kind,
            event,
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        tx.commit().await.map_err(failed)
    }

    async fn read_notices(
        &self,
        firm: &FirmId,
        reader: &Reader,
        before: Option<i64>,
        most: u32,
    ) -> Result<Vec<PostedNotice>, StoreError> {
        let read_up_to = self.read_up_to(firm, reader).await?;
        let (firm, member, admin) = (firm.as_ref(), reader.member.as_ref(), is_admin(reader));
        let rows = sqlx::query_as!(
            NoticeRow,
            "SELECT number, once_key, at, member_id, event FROM notices
             WHERE firm_id = ?1 AND (?2 IS NULL OR number < ?2) AND (member_id = ?3 OR (member_id IS NULL AND ?4))
             ORDER BY number DESC LIMIT ?5",
            firm,
            before,
            member,
            admin,
            most,
        )
        .fetch_all(&self.reader)
        .await
        .map_err(failed)?;
        let notices = rows.into_iter().map(|row| {
            let number = row.number;
            Ok(PostedNotice { number, notice: row.notice()?, read: number <= read_up_to })
        });
        notices.collect()
    }

    async fn count_unread(&self, firm: &FirmId, reader: &Reader) -> Result<u64, StoreError> {
        let read_up_to = self.read_up_to(firm, reader).await?;
        let (firm, member, admin) = (firm.as_ref(), reader.member.as_ref(), is_admin(reader));
        let unread = sqlx::query_scalar!(
            "SELECT count(*) FROM notices
             WHERE firm_id = ? AND number > ? AND (member_id = ? OR (member_id IS NULL AND ?))",
            firm,
            read_up_to,
            member,
            admin,
        )
        .fetch_one(&self.reader)
        .await
        .map_err(failed)?;
        from_integer("notices", unread)
    }

    async fn read_up_to(&self, firm: &FirmId, reader: &Reader) -> Result<i64, StoreError> {
        let (firm, member) = (firm.as_ref(), reader.member.as_ref());
        let number = sqlx::query_scalar!(
            "SELECT number FROM notices_read WHERE firm_id = ? AND member_id = ?",
            firm,
            member
        )
        .fetch_optional(&self.reader)
        .await
        .map_err(failed)?;
        Ok(number.unwrap_or(0))
    }

    /// What is not there yet isn't read, whatever the number says.
    async fn put_read(&self, firm: &FirmId, reader: &Reader, up_to: i64) -> Result<(), StoreError> {
        let (firm, member) = (firm.as_ref(), reader.member.as_ref());
        let mut tx = self.begin().await?;
        sqlx::query!(
            "INSERT INTO notices_read (firm_id, member_id, number)
             SELECT ?1, ?2, min(?3, (SELECT coalesce(max(number), 0) FROM notices WHERE firm_id = ?1))
             WHERE TRUE ON CONFLICT (firm_id, member_id) DO UPDATE SET number = max(number, excluded.number)",
            firm,
            member,
            up_to,
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        tx.commit().await.map_err(failed)
    }
}

#[async_trait]
impl Notices for SqliteStore {
    async fn post(&self, firm: &FirmId, notice: &Notice) -> Result<(), NoticesError> {
        self.insert_notice(firm, notice).await.map_err(no_notices)
    }
}

#[async_trait]
impl NoticeBoard for SqliteStore {
    async fn page(
        &self,
        firm: &FirmId,
        reader: &Reader,
        before: Option<i64>,
        most: u32,
    ) -> Result<Vec<PostedNotice>, NoticesError> {
        self.read_notices(firm, reader, before, most).await.map_err(no_notices)
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
        self.take_to_mail(firm, now, again, most).await.map_err(no_notices)
    }

    async fn mailed(&self, firm: &FirmId, number: i64) -> Result<(), NoticesError> {
        self.put_mailed(firm, number).await.map_err(no_notices)
    }
}
