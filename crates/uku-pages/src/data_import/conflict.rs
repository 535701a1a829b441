use uku_core::counting::DataField;
use uku_core::summary::{CustomField, SettingsDraft, Topic};
use uku_l10n::Say;

use crate::page::Page;

/// A setting as it is, beside one that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Now {
    pub(super) name: String,
    pub(super) value: String,
}

/// The settings that are others than those meant, as they are now.
pub(super) fn others(
    page: &Page,
    topics: &[Topic],
    fields: &[CustomField],
    now: &SettingsDraft,
    meant: &SettingsDraft,
) -> Vec<Now> {
    let shown = |draft| shown(page, topics, fields, draft);
    let pairs = shown(now).into_iter().zip(shown(meant));
    pairs.filter(|(now, meant)| now != meant).map(|(now, _)| now).collect()
}

/// Every setting, in the order of the screen.
fn shown(page: &Page, topics: &[Topic], fields: &[CustomField], draft: &SettingsDraft) -> Vec<Now> {
    let text = |text: Option<String>| text.unwrap_or_else(|| page.t("data-import-nothing"));
    let topic = draft.topic.as_ref().map(|id| {
        let found = topics.iter().find(|topic| topic.id == *id);
        found.map_or_else(|| page.t("data-import-deleted"), |topic| topic.name.clone())
    });
    let time = draft.import_time.map_or_else(|| page.t("data-import-usual-time"), |it| page.locale.time(it));
    let mut all = vec![
        (page.t("data-import-title"), text(draft.title.as_ref().map(ToString::to_string))),
        (page.t("data-import-topic"), text(topic)),
        (page.t("data-import-day"), text(draft.import_day.map(|day| page.say(&day.said())))),
        (page.t("data-import-time"), time),
        (page.t("data-import-status"), page.say(&draft.status.said())),
        (page.t("data-import-late-look"), page.say(&draft.late_look.said())),
    ];
    for field in DataField::ALL {
        let value = match draft.mapping.get(&field) {
            None => page.t("data-import-not-imported"),
            Some(id) => fields
                .iter()
                .find(|one| one.id == *id)
                .map_or_else(|| page.t("data-import-deleted"), |one| one.name.clone()),
        };
        all.push((page.say(&field.said()), value));
    }
    all.into_iter().map(|(name, value)| Now { name, value }).collect()
}
