use uku_core::summary::CustomFieldKind;
use uku_l10n::Say;

use crate::page::Page;

/// A kind to choose.
pub(super) struct Kind {
    /// The word by which forms send it.
    pub(super) word: &'static str,
    pub(super) text: String,
    pub(super) selected: bool,
}

/// All kinds; of one that is not known, none is selected.
pub(super) fn kinds(page: &Page, chosen: Option<CustomFieldKind>) -> Vec<Kind> {
    let kind = |kind| Kind { word: word(kind), text: page.say(&kind.said()), selected: Some(kind) == chosen };
    CustomFieldKind::ALL.into_iter().map(kind).collect()
}

/// The kind of a word; none if no kind has it.
pub(super) fn of_word(sent: &str) -> Option<CustomFieldKind> {
    CustomFieldKind::ALL.into_iter().find(|kind| word(*kind) == sent)
}

fn word(kind: CustomFieldKind) -> &'static str {
    match kind {
        CustomFieldKind::Number => "number",
        CustomFieldKind::Text => "text",
        CustomFieldKind::Choice => "choice",
        CustomFieldKind::Article => "article",
        CustomFieldKind::Price => "price",
        CustomFieldKind::Checkbox => "checkbox",
    }
}
