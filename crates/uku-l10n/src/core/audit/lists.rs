use uku_core::audit::Succeeded;
use uku_core::firm::{FirmChange, Subscription};
use uku_core::summary::{CustomField, ListEdit, Topic};

use super::{Names, Say, kept, names};
use crate::{Said, Value};

/// What became of a topic or a custom task field.
pub(super) fn edit(edit: &ListEdit) -> Said {
    match edit {
        ListEdit::Topic { before, after } => topic(before.as_ref(), after.as_ref()),
        ListEdit::CustomField { before, after } => custom_field(before.as_ref(), after.as_ref()),
    }
}

/// What came of editing a topic or a custom task field.
pub(super) fn written(edited: &ListEdit, done: &Succeeded) -> Said {
    match done {
        Succeeded::Yes => Said::of("core-audit-list-written"),
        Succeeded::No(why) => Said::of("core-audit-list-not-written").with("why", kept::sentence(why)),
    }
    .with("what", edit(edited))
}

fn topic(before: Option<&Topic>, after: Option<&Topic>) -> Said {
    match (before, after) {
        (None, None) => Said::of("core-audit-topic-nothing"),
        (None, Some(after)) => Said::of("core-audit-topic-added").with("after", &after.name),
        (Some(before), None) => Said::of("core-audit-topic-deleted").with("before", &before.name),
        (Some(before), Some(after)) if before.name != after.name => {
            Said::of("core-audit-topic-renamed").with("before", &before.name).with("after", &after.name)
        }
        (Some(before), Some(after)) => Said::of(match (before.archived, after.archived) {
            (false, true) => "core-audit-topic-archived",
            (true, false) => "core-audit-topic-restored",
            _ => "core-audit-topic-same",
        })
        .with("after", &after.name),
    }
}

fn custom_field(before: Option<&CustomField>, after: Option<&CustomField>) -> Said {
    match (before, after) {
        (None, None) => Said::of("core-audit-field-nothing"),
        (None, Some(after)) => {
            Said::of("core-audit-field-added").with("after", &after.name).with("kind", after.kind.said())
        }
        (Some(before), None) => Said::of("core-audit-field-deleted").with("before", &before.name),
        (Some(before), Some(after)) if before.name != after.name => Said::of("core-audit-field-renamed")
            .with("before", &before.name)
            .with("after", &after.name)
            .with("kind", after.kind.said()),
        (Some(before), Some(after)) => Said::of(match (before.archived, after.archived) {
            (false, true) => "core-audit-field-archived",
            (true, false) => "core-audit-field-restored",
            _ => "core-audit-field-same",
        })
        .with("after", &after.name)
        .with("kind", after.kind.said()),
    }
}

/// What about the firm was changed, inside a sentence.
pub(super) fn firm(change: &FirmChange, called: &dyn Names) -> Said {
    let (key, before, after): (_, Value, Value) = match change {
        FirmChange::Name { before, after } => ("core-audit-firm-name", before.into(), after.into()),
        FirmChange::RegistryCode { before, after } => {
            ("core-audit-firm-registry-code", or_none(before.as_deref()), or_none(after.as_deref()))
        }
        FirmChange::Owner { before, after } => (
            "core-audit-firm-owner",
            names::member(called, before).into(),
            names::member(called, after).into(),
        ),
        FirmChange::Subscription { before, after } => {
            ("core-audit-firm-subscription", subscription(*before).into(), subscription(*after).into())
        }
        FirmChange::TimeZone { before, after } => ("core-audit-firm-time-zone", before.into(), after.into()),
    };
    Said::of(key).with("before", before).with("after", after)
}

fn or_none(text: Option<&str>) -> Value {
    text.map_or_else(|| Said::of("core-audit-none").into(), Value::from)
}

fn subscription(subscription: Subscription) -> Said {
    let plan = subscription.plan.said();
    if subscription.lapsed {
        Said::of("core-audit-firm-subscription-lapsed").with("plan", plan)
    } else {
        plan
    }
}
