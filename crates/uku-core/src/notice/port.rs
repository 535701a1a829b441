use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::Notice;
use crate::firm::{FirmId, MemberId, Role};

/// Why a notice could not be posted or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoticesError {
    /// Whoever tells people could not do it.
    #[error("the notices are not available: {0}")]
    Unavailable(String),
}

/// Tells people of events. A product that has notifications of its own implements this over them.
#[async_trait]
pub trait Notices: Send + Sync {
    /// Posts a notice. A notice whose key the firm has already MUST change nothing, so that a repeat does no harm.
    async fn post(&self, firm: &FirmId, notice: &Notice) -> Result<(), NoticesError>;
}

/// Who reads notices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// The person.
    pub member: MemberId,
    /// What the person is in the firm: an Owner or Admin also reads what is for all of them.
    pub role: Role,
}

/// A notice as a person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostedNotice {
    /// Its number in the firm; later notices have greater numbers.
    pub number: i64,
    /// The notice.
    pub notice: Notice,
    /// Whether this person has read it.
    pub read: bool,
}

/// A notice that was not sent by email yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnmailedNotice {
    /// The firm.
    pub firm: FirmId,
    /// The notice's number in the firm.
    pub number: i64,
    /// The notice.
    pub notice: Notice,
    /// To which addresses it goes.
    pub addresses: Vec<String>,
}

/// Notices that are kept where people can read them: what stands behind [`Notices`] in a product that has none of its own.
#[async_trait]
pub trait NoticeBoard: Notices {
    /// The latest notices for a person, the latest first; those before a number only, where one is given.
    async fn page(
        &self,
        firm: &FirmId,
        reader: &Reader,
        before: Option<i64>,
        most: u32,
    ) -> Result<Vec<PostedNotice>, NoticesError>;

    /// How many notices the person has not read.
    async fn unread(&self, firm: &FirmId, reader: &Reader) -> Result<u64, NoticesError>;

    /// Remembers that the person has read all notices up to a number; those read before stay read.
    async fn mark_read(&self, firm: &FirmId, reader: &Reader, up_to: i64) -> Result<(), NoticesError>;

    /// The addresses to which the firm's notices go by email.
    async fn addresses(&self, firm: &FirmId) -> Result<Vec<String>, NoticesError>;

    /// Remembers to which addresses the firm's notices go by email. Notices posted before are not sent.
    async fn put_addresses(&self, firm: &FirmId, addresses: &[String]) -> Result<(), NoticesError>;

    /// Takes notices of a firm that are to be sent by email, in order, at most so many; none while there are no addresses.
    /// What was taken comes again only if it was not [mailed](Self::mailed) by `again`: whoever took it died. However many
    /// ask at once, each notice MUST be taken by one.
    async fn take_unmailed(
        &self,
        firm: &FirmId,
        now: DateTime<Utc>,
        again: DateTime<Utc>,
        most: u32,
    ) -> Result<Vec<UnmailedNotice>, NoticesError>;

    /// Remembers that a notice was sent by email.
    async fn mailed(&self, firm: &FirmId, number: i64) -> Result<(), NoticesError>;
}
