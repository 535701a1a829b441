use uku_core::client::ClientField;
use uku_core::client_import::{AsClient, FieldChange, ReviewRow, RowKind, RowWarning, Similarity};
use uku_l10n::core::client_import::invalid_because;
use uku_l10n::{Said, Say};

use crate::page::Page;

/// What a row is, as people filter by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    New,
    Update,
    /// It may be a client that exists: a person says.
    Suggestion,
    Same,
    /// It was unticked in a former import, or its client was deleted.
    Ignored,
    Unreadable,
}

impl Kind {
    /// Every kind, in the order of the filters.
    pub(super) const ALL: [Self; 6] =
        [Self::New, Self::Update, Self::Suggestion, Self::Same, Self::Ignored, Self::Unreadable];

    pub(super) fn of(row: &ReviewRow) -> Self {
        match &row.kind {
            RowKind::Invalid { .. } => Self::Unreadable,
            _ if row.declined.is_some() => Self::Ignored,
            RowKind::New => Self::New,
            RowKind::Update { .. } => Self::Update,
            RowKind::Unchanged { .. } => Self::Same,
            RowKind::PossibleDuplicate { .. } => Self::Suggestion,
        }
    }

    /// As it stands in an address.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Update => "update",
            Self::Suggestion => "suggestion",
            Self::Same => "same",
            Self::Ignored => "ignored",
            Self::Unreadable => "unreadable",
        }
    }

    pub(super) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The key of its name.
    pub(super) fn key(self) -> String {
        format!("client-import-kind-{}", self.word())
    }

    fn badge(self) -> (&'static str, &'static str) {
        match self {
            Self::New => ("ok", "plus"),
            Self::Update => ("info", "pencil"),
            Self::Suggestion => ("warn", "question"),
            Self::Same => ("off", "check"),
            Self::Ignored => ("off", "skip"),
            Self::Unreadable => ("bad", "error"),
        }
    }
}

/// Whether a person can tick the row as it is.
pub(super) fn can_be_ticked(row: &ReviewRow) -> bool {
    !matches!(row.kind, RowKind::Invalid { .. } | RowKind::PossibleDuplicate { .. })
}

/// A field of a client as it is and as it would be.
pub(super) struct Change {
    pub(super) field: String,
    pub(super) before: String,
    pub(super) after: String,
    /// `5:name` where a person edited the field in Uku, so that they say whether it is overwritten; else empty.
    pub(super) overwrite: String,
    pub(super) id: String,
    pub(super) ticked: bool,
}

/// Who a row may stand for.
pub(super) struct Choice {
    /// `5:` for nobody yet, `5:new`, `5:` and a client's identity.
    pub(super) value: String,
    pub(super) text: String,
    pub(super) selected: bool,
}

/// A row as it is shown.
pub(super) struct RowView {
    pub(super) number: u32,
    pub(super) name: String,
    pub(super) code: String,
    pub(super) kind: &'static str,
    pub(super) symbol: &'static str,
    pub(super) label: String,
    pub(super) ticked: bool,
    pub(super) can_be_ticked: bool,
    /// What it is in Uku; empty if that is said by changes or choices.
    pub(super) in_uku: String,
    pub(super) changes: Vec<Change>,
    pub(super) choices: Vec<Choice>,
    pub(super) notes: Vec<String>,
    pub(super) warnings: Vec<String>,
}

impl RowView {
    pub(super) fn of(page: &Page, row: &ReviewRow) -> Self {
        let kind = Kind::of(row);
        let (color, symbol) = kind.badge();
        let name = if row.profile.name.trim().is_empty() {
            page.say(&Said::of("client-import-row-number").with("number", row.number))
        } else {
            row.profile.name.clone()
        };
        let changes = match &row.kind {
            RowKind::Update { changes, .. } => changes.as_slice(),
            _ => &[],
        };
        let change = |change: &FieldChange| Change {
            field: page.say(&change.field.said()),
            before: change.before.clone(),
            after: change.after.clone(),
            overwrite: if change.by_hand {
                format!("{}:{}", row.number, field_word(change.field))
            } else {
                String::new()
            },
            id: format!("overwrite-{}-{}", row.number, field_word(change.field)),
            ticked: change.ticked,
        };
        let in_uku = match &row.kind {
            RowKind::New if row.candidates.is_empty() => page.t("client-import-not-yet-a-client"),
            RowKind::Unchanged { .. } if row.candidates.is_empty() => row.profile.name.clone(),
            _ => String::new(),
        };
        let keys = row.has_keys.then(|| page.t("client-import-with-keys"));
        let notes = invalid_because(&row.kind).into_iter().chain(row.declined.map(|why| why.said()));
        Self {
            number: row.number,
            name,
            code: row.profile.registry_code.clone().unwrap_or_default(),
            kind: color,
            symbol,
            label: page.t(kind.key()),
            ticked: row.ticked,
            can_be_ticked: can_be_ticked(row),
            in_uku,
            changes: changes.iter().map(change).collect(),
            choices: choices(page, row),
            notes: notes.map(|said| page.say(&said)).chain(keys).collect(),
            warnings: row.warnings.iter().map(|warning| warned(page, warning)).collect(),
        }
    }
}

/// What is odd, with the field of which it is.
fn warned(page: &Page, warning: &RowWarning) -> String {
    let field = match warning {
        RowWarning::RegistryCode(_) => ClientField::RegistryCode,
        RowWarning::VatNumber(_) => ClientField::VatNumber,
        RowWarning::Keys(_) => return page.say(&warning.said()),
    };
    page.say(&Said::of("client-import-warning").with("field", field.said()).with("text", warning.said()))
}

fn choices(page: &Page, row: &ReviewRow) -> Vec<Choice> {
    if row.candidates.is_empty() {
        return Vec::new();
    }
    let number = row.number;
    let chosen = &row.choice.as_client;
    let mut choices = vec![Choice {
        value: format!("{number}:"),
        text: page.t("client-import-say-which"),
        selected: chosen.is_none(),
    }];
    choices.extend(row.candidates.iter().map(|candidate| {
        Choice {
            value: format!("{number}:{}", candidate.client),
            text: page.say(
                &Said::of("client-import-candidate")
                    .with("name", candidate.name.as_str())
                    .with("why", candidate.why.said()),
            ),
            selected: *chosen == Some(AsClient::Existing(candidate.client.clone())),
        }
    }));
    // The registry code decides, so it can't be anybody else.
    if !row.candidates.iter().any(|candidate| candidate.why == Similarity::SameRegistryCode) {
        choices.push(Choice {
            value: format!("{number}:new"),
            text: page.t("client-import-a-new-client"),
            selected: *chosen == Some(AsClient::New),
        });
    }
    choices
}

/// A field as forms name it.
pub(super) fn field_word(field: ClientField) -> &'static str {
    match field {
        ClientField::Name => "name",
        ClientField::RegistryCode => "registry-code",
        ClientField::VatNumber => "vat-number",
        ClientField::Contacts => "contacts",
        ClientField::DefaultMember => "default-member",
        ClientField::Active => "active",
    }
}
