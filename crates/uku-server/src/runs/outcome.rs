use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Number;
use uku_core::calendar::Month;
use uku_core::run::{ItemState, MonthOutcome, Outcome};
use uku_core::summary::Change;

use super::names::Names;
use crate::output::{local, number};

/// What came of one month of one client, for other programs.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OutcomeOut {
    pub(super) month: Month,
    pub(super) outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) counts: Option<BTreeMap<&'static str, u64>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) changes: Vec<ChangeOut>,
    /// Everything that was counted is zero.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) zero: bool,
    /// The month was not over when it was counted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) incomplete: bool,
    /// Why it failed or was passed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remedy: Option<&'static str>,
    /// When it goes on by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) until: Option<DateTime<Utc>>,
    /// All of it in words.
    pub(super) text: String,
}

/// One number of a summary task, before and after.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChangeOut {
    custom_field: String,
    /// What is counted into it.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    name: String,
    old: Option<Number>,
    new: Option<Number>,
}

impl OutcomeOut {
    pub(super) fn of(outcome: &MonthOutcome, state: ItemState, names: &Names) -> Self {
        let (error, remedy) = match &outcome.outcome {
            Outcome::Failed(failure) => (Some(failure.to_string()), Some(failure.remedy())),
            Outcome::Skipped(why) => (Some(why.to_string()), Some(why.remedy())),
            _ => (None, None),
        };
        let until = match (&outcome.outcome, state) {
            (Outcome::Failed(_), ItemState::Retrying(at)) => Some(at),
            (Outcome::Deferred(until), _) => Some(*until),
            _ => None,
        };
        let counts = outcome.counts.as_ref();
        Self {
            month: outcome.month,
            outcome: outcome.outcome.word(),
            counts: counts.map(|counts| counts.iter().map(|(field, count)| (field.key(), *count)).collect()),
            changes: changes(&outcome.outcome).iter().map(|change| change_out(change, names)).collect(),
            zero: outcome.is_zero(),
            incomplete: outcome.is_incomplete(),
            error,
            remedy,
            until,
            text: text(outcome, until, names),
        }
    }
}

fn changes(outcome: &Outcome) -> &[Change] {
    match outcome {
        Outcome::Updated(changes) | Outcome::Billed(changes) | Outcome::EditedByHand(changes) => changes,
        _ => &[],
    }
}

fn change_out(change: &Change, names: &Names) -> ChangeOut {
    ChangeOut {
        custom_field: change.field.to_string(),
        field: names.data_fields.get(&change.field).map(|field| field.key()),
        name: names.field(&change.field),
        old: change.old.and_then(number),
        new: number(change.new),
    }
}

/// The numbers as `Sales entries 3 -> 5`; a field that was empty has none before.
fn old_to_new(changes: &[Change], names: &Names) -> String {
    let shown =
        |number: Option<Decimal>| number.map_or_else(|| "none".to_owned(), |number| number.to_string());
    let one =
        |change: &Change| format!("{} {} -> {}", names.field(&change.field), shown(change.old), change.new);
    changes.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn text(outcome: &MonthOutcome, until: Option<DateTime<Utc>>, names: &Names) -> String {
    let numbers = old_to_new(changes(&outcome.outcome), names);
    let text = match &outcome.outcome {
        Outcome::Created => "created".to_owned(),
        Outcome::Updated(_) => format!("updated: {numbers}"),
        Outcome::Unchanged => "unchanged".to_owned(),
        Outcome::Billed(_) => format!("billed, left alone; the books say: {numbers}"),
        Outcome::EditedByHand(_) => format!("edited by hand, left alone; the books say: {numbers}"),
        Outcome::Deleted => "deleted by hand, left deleted".to_owned(),
        Outcome::Failed(failure) => {
            let again = until.map(|at| format!(" It is tried again at {}.", local(at))).unwrap_or_default();
            format!("failed: {failure}. {}{again}", failure.remedy())
        }
        Outcome::Deferred(until) => format!("waits for requests until {}", local(*until)),
        Outcome::Skipped(why) => format!("passed over: {why}. {}", why.remedy()),
    };
    let marks = [(outcome.is_zero(), "zero"), (outcome.is_incomplete(), "month not over")];
    let marks: Vec<&str> = marks.iter().filter(|(is_so, _)| *is_so).map(|(_, mark)| *mark).collect();
    if marks.is_empty() { text } else { format!("{text} ({})", marks.join(", ")) }
}

#[cfg(test)]
mod tests {
    use uku_core::counting::{CountError, DataField};
    use uku_core::ledger::LedgerError;
    use uku_core::run::{Failure, SkipReason};

    use super::*;

    fn names() -> Names {
        let id = || "s".parse().unwrap();
        Names {
            custom_fields: [(id(), "My sales".to_owned()), ("d".parse().unwrap(), "Docs".to_owned())].into(),
            data_fields: [(id(), DataField::SalesEntries)].into(),
            ..Names::default()
        }
    }

    fn said(outcome: Outcome, state: ItemState) -> OutcomeOut {
        let month = "2026-10".parse().unwrap();
        OutcomeOut::of(&MonthOutcome::uncounted(month, outcome), state, &names())
    }

    #[test]
    fn an_update_says_old_and_new_of_each_field() {
        let change = |field: &str, old: Option<i64>, new: i64| Change {
            field: field.parse().unwrap(),
            old: old.map(Decimal::from),
            new: Decimal::from(new),
        };
        let changes = vec![change("s", Some(3), 5), change("d", None, 2), change("x", Some(1), 0)];
        let out = said(Outcome::Updated(changes), ItemState::Finished);
        assert_eq!(out.text, "updated: Sales entries 3 -> 5, Docs none -> 2, x 1 -> 0");
        assert_eq!(out.changes[0].field, Some("sales_entries"));
    }

    #[test]
    fn a_zero_month_and_one_that_is_not_over_are_marked() {
        let month: Month = "2026-10".parse().unwrap();
        let outcome = MonthOutcome {
            month,
            counts: Some([(DataField::SalesEntries, 0)].into()),
            counted_at: Some("2026-10-15T12:00:00Z".parse().unwrap()),
            outcome: Outcome::Created,
        };
        let out = OutcomeOut::of(&outcome, ItemState::Finished, &names());
        assert_eq!(out.text, "created (zero, month not over)");
        assert!(out.zero && out.incomplete);
    }

    #[test]
    fn a_failure_says_why_what_to_do_and_when_it_is_tried_again() {
        let failure = Failure::Count(CountError::Ledger(LedgerError::WrongKeys));
        let out = said(Outcome::Failed(failure.clone()), ItemState::Finished);
        assert_eq!(out.text, format!("failed: {failure}. {}", failure.remedy()));
        assert_eq!(out.remedy, Some(failure.remedy()));
        let at = "2026-11-24T20:00:00Z".parse().unwrap();
        let out = said(Outcome::Failed(failure), ItemState::Retrying(at));
        assert!(out.text.ends_with("It is tried again at 24.11.2026 22:00."), "{}", out.text);
        assert_eq!(out.until, Some(at));
    }

    #[test]
    fn what_is_passed_over_says_why() {
        let out = said(Outcome::Skipped(SkipReason::Paused), ItemState::Finished);
        assert_eq!(
            out.text,
            "passed over: the connection is paused. Resume the client, then use Import data."
        );
    }
}
