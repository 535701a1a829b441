//! The people of the firms, where no larger product has them.

use async_trait::async_trait;
use uku_core::firm::{FirmId, MemberId, MemberProfile, Members, MembersError};
use uku_core::store::StoreError;

use crate::PostgresStore;
use crate::error::failed;
use uku_rows::{MemberRow, no_members};

impl PostgresStore {
    async fn read_members(&self, firm: &FirmId) -> Result<Vec<MemberProfile>, StoreError> {
        let rows = sqlx::query_as!(
            MemberRow,
            "SELECT member_id, name, email, role, exports_invoices, active FROM members
             WHERE firm_id = $1 ORDER BY name, member_id",
            firm.as_ref(),
        )
        .fetch_all(&mut *self.begin(firm).await?)
        .await
        .map_err(failed)?;
        rows.into_iter().map(MemberRow::profile).collect()
    }

    async fn read_member(
        &self,
        firm: &FirmId,
        member: &MemberId,
    ) -> Result<Option<MemberProfile>, StoreError> {
        let row = sqlx::query_as!(
            MemberRow,
            "SELECT member_id, name, email, role, exports_invoices, active FROM members
             WHERE firm_id = $1 AND member_id = $2",
            firm.as_ref(),
            member.as_ref(),
        )
        .fetch_optional(&mut *self.begin(firm).await?)
        .await
        .map_err(failed)?;
        row.map(MemberRow::profile).transpose()
    }
}

#[async_trait]
impl Members for PostgresStore {
    async fn members(&self, firm: &FirmId) -> Result<Vec<MemberProfile>, MembersError> {
        self.read_members(firm).await.map_err(no_members)
    }

    async fn member(&self, firm: &FirmId, member: &MemberId) -> Result<Option<MemberProfile>, MembersError> {
        self.read_member(firm, member).await.map_err(no_members)
    }
}
