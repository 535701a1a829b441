use std::collections::BTreeMap;

use uku_core::firm::MemberId;
use uku_web::{Desk, Refusal};

/// What the people of the firm are called.
pub(super) async fn member_names(desk: &Desk) -> Result<BTreeMap<MemberId, String>, Refusal> {
    let members = desk.means().members.members(desk.firm_id()).await?;
    Ok(members.into_iter().map(|member| (member.id, member.name)).collect())
}
