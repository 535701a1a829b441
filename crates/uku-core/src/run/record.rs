//! What an import leaves in the activity.

use chrono::{DateTime, Utc};

use super::{Epoch, MonthOutcome, Outcome};
use crate::audit::{AuditEntry, AuditEvent, Succeeded};
use crate::calendar::Month;
use crate::client::ClientId;
use crate::firm::Who;
use crate::summary::{SummaryKey, TasksError};

/// A summary task is about to be made or changed.
pub(super) fn intended(key: &SummaryKey, epoch: Epoch, now: DateTime<Utc>) -> AuditEntry {
    let event = AuditEvent::SummaryIntended { month: key.month, epoch };
    let entry = AuditEntry::new(now, Who::Software, event).about(Some(&key.client));
    entry.once(business_key(&key.client, key.month, epoch, "intended"))
}

/// What came of an intended change.
pub(super) fn written(
    client: &ClientId,
    epoch: Epoch,
    now: DateTime<Utc>,
    of_month: &MonthOutcome,
) -> AuditEntry {
    let not = |why: &dyn std::fmt::Display| Succeeded::No(why.to_string());
    let (created, changes, done) = match &of_month.outcome {
        Outcome::Created => (true, Vec::new(), Succeeded::Yes),
        Outcome::Updated(changes) => (false, changes.clone(), Succeeded::Yes),
        // Somebody else wrote the same numbers first.
        Outcome::Unchanged => (false, Vec::new(), Succeeded::Yes),
        Outcome::Billed(_) => (false, Vec::new(), not(&TasksError::Billed)),
        Outcome::EditedByHand(_) => (false, Vec::new(), not(&"a person changed it meanwhile")),
        Outcome::Deleted => (false, Vec::new(), not(&"a person deleted it meanwhile")),
        Outcome::Skipped(why) => (false, Vec::new(), not(why)),
        Outcome::Failed(failure) => (false, Vec::new(), not(failure)),
        Outcome::Deferred(_) => (false, Vec::new(), not(&"the allowed requests were spent")),
    };
    let month = of_month.month;
    let event = AuditEvent::SummaryWritten { month, epoch, created, changes, done };
    let entry = AuditEntry::new(now, Who::Software, event).about(Some(client));
    entry.once(business_key(client, month, epoch, "written"))
}

fn business_key(client: &ClientId, month: Month, epoch: Epoch, what: &str) -> String {
    format!("summary:{}:{client}:{month}:{}:{what}", client.as_ref().len(), epoch.0)
}
