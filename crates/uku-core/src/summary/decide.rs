use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{CustomFieldId, SummaryDraft, SummaryTask, WrittenMonth};
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

/// What may happen to the numbers that people changed by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandEdits {
    /// They stay, and the difference is reported.
    #[default]
    Keep,
    /// They are overwritten: a person saw them listed and confirmed.
    Overwrite,
}

/// What may be done about a task that isn't there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Making {
    /// It is made, also where a person deleted it: a person asked for it.
    Always,
    /// It is made unless a person deleted it: the month's import day has come.
    UnlessDeleted,
    /// It is not made: the month is only looked at again.
    Never,
}

/// What to do with a summary task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// There is none: make it.
    Create,
    /// There is none, because a person deleted it: leave it so.
    Deleted,
    /// Write these numbers into it. Title, topic, assignee and status stay as people left them.
    Update(Vec<Change>),
    /// It already says what was counted.
    Unchanged,
    /// It is on an invoice: leave it alone and report these differences, of which there is at least one.
    Billed(Vec<Change>),
    /// A person changed a number of it: leave it alone and report these differences, of which there is at least one.
    EditedByHand(Vec<Change>),
}

/// What to do so that the task found becomes what was drafted; `written` is what we wrote into it before.
///
/// Only the fields of the draft are compared: a field that is no longer mapped keeps its number. A month is written whole,
/// so one number that a person changed keeps the others from being changed as well. A number that a person changed to what
/// the books say doesn't.
#[must_use]
pub fn decide(
    found: Option<&SummaryTask>,
    draft: &SummaryDraft,
    written: &WrittenMonth,
    making: Making,
    hand_edits: HandEdits,
) -> Decision {
    let Some(task) = found else {
        let make = match making {
            Making::Always => true,
            Making::UnlessDeleted => written.task.is_none(),
            Making::Never => false,
        };
        return if make { Decision::Create } else { Decision::Deleted };
    };
    let changes: Vec<Change> = draft
        .values
        .iter()
        .map(|(field, new)| Change { field: field.clone(), old: task.values.get(field).copied(), new: *new })
        .filter(|change| change.old != Some(change.new))
        .collect();
    let edited = || changes.iter().any(|change| written.changed_by_hand(&change.field, change.old));
    if changes.is_empty() {
        Decision::Unchanged
    } else if task.billed {
        Decision::Billed(changes)
    } else if hand_edits == HandEdits::Keep && edited() {
        Decision::EditedByHand(changes)
    } else {
        Decision::Update(changes)
    }
}

/// Who gets a client's new summary task: the client's default member if active, else the firm's owner.
#[must_use]
pub fn assignee(client: &Client, firm: &Firm) -> MemberId {
    let default = client.default_member.as_ref().filter(|member| member.active);
    default.map_or_else(|| firm.owner.clone(), |member| member.id.clone())
}
