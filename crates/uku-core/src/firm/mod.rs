//! The accounting firm: the tenant to whom every stored row belongs, its people, and who of them may do what.

mod change;
mod member;
mod policy;
mod subscription;

use chrono_tz::Tz;

use crate::text_id::text_id;

pub use change::FirmChange;
pub use member::{MemberProfile, Members, MembersError};
pub use policy::{Action, Actor, Denied, Role, Who};
pub use subscription::{Plan, Subscription, WorkPaused};

text_id! {
    /// The identity of a firm, as the product that holds the firms writes it.
    FirmId
}

text_id! {
    /// The identity of a person of a firm.
    MemberId
}

/// A person of a firm, as far as tasks need one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who it is.
    pub id: MemberId,
    /// Whether tasks may be given to this person.
    pub active: bool,
}

/// An accounting firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firm {
    /// Its identity.
    pub id: FirmId,
    /// Its name.
    pub name: String,
    /// Its own code in the business register: the client with the same code is the firm itself.
    pub registry_code: Option<String>,
    /// The member who owns the firm's account; tasks of nobody else are theirs.
    pub owner: MemberId,
    /// What the firm pays for.
    pub subscription: Subscription,
    /// By whose clock it lives: months and import days are those of this time zone.
    pub time_zone: Tz,
}
