//! The people of the firms, where no larger product has them.

use async_trait::async_trait;
use uku_core::firm::{FirmId, MemberId, MemberProfile, Members, MembersError};
use uku_core::store::StoreError;

use crate::SqliteStore;
use crate::error::failed;
use uku_rows::{MemberRow, no_members};

impl SqliteStore {
    async fn read_members(&self, firm: &FirmId) -> Result<Vec<MemberProfile>, StoreError> {
        let firm = firm.as_ref();
        let rows = sqlx::query_as!(
            MemberRow,
            r#"SELECT member_id, name, email, role, exports_invoices AS "exports_invoices: bool",
                   active AS "active: bool"
               FROM members WHERE firm_id = ? ORDER BY name, member_id"#,
            firm,
        )
        .fetch_all(&self.reader)
        .await
        .map_err(failed)?;
        rows.into_iter().map(MemberRow::profile).collect()
    }

    async fn read_member(
        &self,
        firm: &FirmId,
        member: &MemberId,
    ) -> Result<Option<MemberProfile>, StoreError> {
        let (firm, member) = (firm.as_ref(), member.as_ref());
        let row = sqlx::query_as!(
            MemberRow,
            r#"SELECT member_id, name, email, role, exports_invoices AS "exports_invoices: bool",
                   active AS "active: bool"
               FROM members WHERE firm_id = ? AND member_id = ?"#,
            firm,
            member,
        )
        .fetch_optional(&self.reader)
        .await
        .map_err(failed)?;
        row.map(MemberRow::profile).transpose()
    }
}

#[async_trait]
impl Members for SqliteStore {
    async fn members(&self, firm: &FirmId) -> Result<Vec<MemberProfile>, MembersError> {
        self.read_members(firm).await.map_err(no_members)
    }

    async fn member(&self, firm: &FirmId, member: &MemberId) -> Result<Option<MemberProfile>, MembersError> {
        self.read_member(firm, member).await.map_err(no_members)
    }
}
