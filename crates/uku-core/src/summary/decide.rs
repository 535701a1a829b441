use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{CustomFieldId, SummaryDraft, SummaryTask};
use crate::client::Client;
use crate::firm::{Firm, MemberId};

/// One number of a task, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The custom task field.
    pub field: CustomFieldId,
    /// What it held; none if it was empty.
    pub old: Option<Decimal>,
    /// What it should hold.
    pub new: Decimal,
}

/// What to do with a summary task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// There is none yet: make it.
    Create,
    /// Write these numbers into it. Title, topic, assignee and status stay as people left them.
    Update(Vec<Change>),
    /// It already says what was counted.
    Unchanged,
    /// It is on an invoice: leave it alone and report these differences, of which there is at least one.
    Billed(Vec<Change>),
}

/// What to do so that the task found becomes what was drafted.
///
/// Only the fields of the draft are compared: a field that is no longer mapped keeps its number.
#[must_use]
pub fn decide(found: Option<&SummaryTask>, draft: &SummaryDraft) -> Decision {
    let Some(task) = found else { return Decision::Create };
    let changes: Vec<Change> = draft
        .values
        .iter()
        .map(|(field, new)| Change { field: field.clone(), old: task.values.get(field).copied(), new: *new })
        .filter(|change| change.old != Some(change.new))
        .collect();
    match (changes.is_empty(), task.billed) {
        (true, _) => Decision::Unchanged,
        (false, true) => Decision::Billed(changes),
        (false, false) => Decision::Update(changes),
    }
}

/// Who gets a client's new summary task: the client's default member if active, else the firm's owner.
#[must_use]
pub fn assignee(client: &Client, firm: &Firm) -> MemberId {
    let default = client.default_member.as_ref().filter(|member| member.active);
    default.map_or_else(|| firm.owner.clone(), |member| member.id.clone())
}
