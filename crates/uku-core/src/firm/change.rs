use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Firm, MemberId, Subscription, Who};
use crate::audit::{AuditEntry, AuditEvent};

/// Something about a firm that was changed. The words are stored, so a variant is never renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirmChange {
    /// Its name.
    Name {
        /// As it was.
        before: String,
        /// As it is.
        after: String,
    },
    /// Its own code in the business register.
    RegistryCode {
        /// As it was; none if it had none.
        before: Option<String>,
        /// As it is; none if it has none any more.
        after: Option<String>,
    },
    /// Who owns its account.
    Owner {
        /// Who did.
        before: MemberId,
        /// Who does.
        after: MemberId,
    },
    /// What it pays for.
    Subscription {
        /// As it was.
        before: Subscription,
        /// As it is.
        after: Subscription,
    },
    /// By whose clock it lives.
    TimeZone {
        /// The name of the time zone that it was.
        before: String,
        /// The name of the time zone that it is.
        after: String,
    },
}

impl Firm {
    /// What is different in another version of the firm.
    #[must_use]
    pub fn changes(&self, after: &Self) -> Vec<FirmChange> {
        let Self { id: _, name, registry_code, owner, subscription, time_zone } = after;
        let mut changes = Vec::new();
        if self.name != *name {
            changes.push(FirmChange::Name { before: self.name.clone(), after: name.clone() });
        }
        if self.registry_code != *registry_code {
            let (before, after) = (self.registry_code.clone(), registry_code.clone());
            changes.push(FirmChange::RegistryCode { before, after });
        }
        if self.owner != *owner {
            changes.push(FirmChange::Owner { before: self.owner.clone(), after: owner.clone() });
        }
        if self.subscription != *subscription {
            changes.push(FirmChange::Subscription { before: self.subscription, after: *subscription });
        }
        if self.time_zone != *time_zone {
            let (before, after) = (self.time_zone.name().to_owned(), time_zone.name().to_owned());
            changes.push(FirmChange::TimeZone { before, after });
        }
        changes
    }

    /// The record that somebody makes the firm another version of itself; none if nothing is different. It goes into the
    /// activity together with the change, by whoever holds the firms.
    #[must_use]
    pub fn record_of_change(&self, after: &Self, who: Who, at: DateTime<Utc>) -> Option<AuditEntry> {
        let what = self.changes(after);
        (!what.is_empty()).then(|| AuditEntry::new(at, who, AuditEvent::FirmChanged { what }))
    }
}
