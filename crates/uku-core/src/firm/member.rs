use async_trait::async_trait;

use super::{FirmId, Member, MemberId, Role};

/// A person of a firm, as people see each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberProfile {
    /// Who it is.
    pub id: MemberId,
    /// The person's name.
    pub name: String,
    /// The address to which the person's mail goes.
    pub email: Option<String>,
    /// What the person is in the firm.
    pub role: Role,
    /// Whether the person was given the right to export invoices.
    pub exports_invoices: bool,
    /// Whether the person works for the firm: signs in, and is given tasks.
    pub active: bool,
}

impl MemberProfile {
    /// The person, as far as tasks need one.
    #[must_use]
    pub fn member(&self) -> Member {
        Member { id: self.id.clone(), active: self.active }
    }
}

/// Why the people of a firm could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MembersError {
    /// Whoever holds the people could not do it.
    #[error("the members are not available: {0}")]
    Unavailable(String),
}

/// The people of a firm. A product that has people of its own implements this over them.
#[async_trait]
pub trait Members: Send + Sync {
    /// All people of a firm by name, then identity, those who left included. MUST NOT show another firm's.
    async fn members(&self, firm: &FirmId) -> Result<Vec<MemberProfile>, MembersError>;

    /// One person; none if the firm has no such person, also if another firm has.
    async fn member(&self, firm: &FirmId, member: &MemberId) -> Result<Option<MemberProfile>, MembersError>;
}
