use serde::Deserialize;
use uku_core::firm::{Actor, FirmId, MemberId, Plan, Role, Subscription};

use crate::who::Identity;

/// What a host's token says of a person.
#[derive(Debug, Deserialize)]
pub(super) struct Claims {
    /// The member.
    sub: MemberId,
    /// The member's name.
    name: String,
    /// The firm.
    firm: FirmId,
    /// What the member is in the firm: `owner`, `admin` or `member`.
    role: Role,
    /// What the firm pays for: `solo`, `team` or `elite`.
    plan: Plan,
    /// Whether that has run out.
    #[serde(default)]
    lapsed: bool,
    /// Whether the member was given the right to export invoices.
    #[serde(default)]
    exports_invoices: bool,
    /// When the token ends, in seconds since 1970.
    pub(super) exp: i64,
    /// When it begins.
    #[serde(default)]
    pub(super) nbf: Option<i64>,
}

impl From<Claims> for Identity {
    fn from(claims: Claims) -> Self {
        Self {
            actor: Actor {
                firm: claims.firm,
                member: claims.sub,
                role: claims.role,
                exports_invoices: claims.exports_invoices,
                subscription: Subscription { plan: claims.plan, lapsed: claims.lapsed },
            },
            name: claims.name,
        }
    }
}
