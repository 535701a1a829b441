use super::Client;
use crate::firm::{FirmId, Member, MemberId, Members, MembersError};

/// Why a client's tasks can't go to a member.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum TendedError {
    /// The firm has no such person.
    #[error("there is no such member")]
    NoSuchMember,
    /// The person left.
    #[error("{0} does not work for the firm any more")]
    MemberLeft(String),
    /// The people of the firm could not be read.
    #[error(transparent)]
    Members(#[from] MembersError),
}

/// The member to whom a client's tasks are to go. One who left meanwhile may stay where they were, and is chosen for no
/// other client.
pub(super) async fn tended_by(
    members: &dyn Members,
    firm: &FirmId,
    member: Option<&MemberId>,
    before: Option<&Client>,
) -> Result<Option<Member>, TendedError> {
    let Some(member) = member else { return Ok(None) };
    let was = before.and_then(|client| client.default_member.as_ref());
    if let Some(was) = was.filter(|was| was.id == *member) {
        return Ok(Some(was.clone()));
    }
    let found = members.member(firm, member).await?.ok_or(TendedError::NoSuchMember)?;
    if found.active { Ok(Some(found.member())) } else { Err(TendedError::MemberLeft(found.name)) }
}
