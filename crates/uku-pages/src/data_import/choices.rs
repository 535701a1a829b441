use uku_core::calendar::{DayOfMonth, ImportDay};
use uku_core::summary::{CustomField, CustomFieldKind, Topic};
use uku_l10n::{Said, Say};

use crate::page::Page;

/// One of several in a drop-down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) selected: bool,
}

impl Choice {
    fn new(value: impl Into<String>, text: String, chosen: &str) -> Self {
        let value = value.into();
        Self { selected: value == chosen, value, text }
    }
}

/// The topics that are offered, and the one that is chosen even if it is not.
pub(super) fn topics(page: &Page, topics: &[Topic], chosen: &str) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", page.t("data-import-choose"), chosen)];
    for topic in topics.iter().filter(|topic| !topic.archived || topic.id.as_ref() == chosen) {
        let text = if topic.archived { archived(page, &topic.name) } else { topic.name.clone() };
        choices.push(Choice::new(topic.id.as_ref(), text, chosen));
    }
    with_gone(page, choices, chosen)
}

/// The rules for when a month is imported.
pub(super) fn import_days(page: &Page, chosen: &str) -> Vec<Choice> {
    let following = (1..=28).filter_map(|day| DayOfMonth::try_from(day).ok()).map(ImportDay::FollowingMonth);
    let rules = [ImportDay::LastWorkDay, ImportDay::LastCalendarDay].into_iter().chain(following);
    let none = Choice::new("", page.t("data-import-choose"), chosen);
    let choice = |rule: ImportDay| Choice::new(rule.to_string(), page.say(&rule.said()), chosen);
    std::iter::once(none).chain(rules.map(choice)).collect()
}

/// How many months are looked at again.
pub(super) fn look_back(page: &Page, chosen: &str) -> Vec<Choice> {
    let text = |months: u64| page.t1("data-import-look-back-months", "count", months);
    (0..=12).map(|months: u64| Choice::new(months.to_string(), text(months), chosen)).collect()
}

/// The days of the month on which they are.
pub(super) fn look_days(page: &Page, chosen: &str) -> Vec<Choice> {
    let text = |day: u64| page.t1("data-import-look-day-nth", "day", day);
    (1..=28).map(|day: u64| Choice::new(day.to_string(), text(day), chosen)).collect()
}

/// The custom task fields that can hold counts, and the one that is chosen even if it can't.
pub(super) fn custom_fields(page: &Page, fields: &[CustomField], chosen: &str) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", page.t("data-import-not-imported"), chosen)];
    for field in fields {
        let holds_counts = field.kind == CustomFieldKind::Number;
        let text = match (holds_counts, field.archived) {
            (true, false) => field.name.clone(),
            _ if field.id.as_ref() != chosen => continue,
            (true, true) => archived(page, &field.name),
            (false, _) => page.say(
                &Said::of("data-import-of-kind").with("name", &field.name).with("kind", field.kind.said()),
            ),
        };
        choices.push(Choice::new(field.id.as_ref(), text, chosen));
    }
    with_gone(page, choices, chosen)
}

fn archived(page: &Page, name: &str) -> String {
    page.t1("data-import-archived", "name", name)
}

/// What is chosen but not there stays visible, so that nobody takes something else for chosen.
fn with_gone(page: &Page, mut choices: Vec<Choice>, chosen: &str) -> Vec<Choice> {
    if !choices.iter().any(|choice| choice.selected) {
        choices.push(Choice::new(chosen, page.t("data-import-deleted"), chosen));
    }
    choices
}
