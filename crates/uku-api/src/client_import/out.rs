use chrono::{DateTime, Utc};
use serde::Serialize;
use uku_core::client::ClientField;
use uku_core::client_import::{
    Candidate, ClientImport, ClientImportId, Confirmed, FieldChange, ImportSource, ImportState, ReviewRow,
    RowKind,
};
use uku_l10n::core::client_import::invalid_because;
use uku_l10n::{Locale, Remedy, Say};
use utoipa::ToSchema;

use crate::frame::words::{ClientFieldWord, Identity, ImportStateWord, RowKindWord, SourceWord};
use crate::import_data::WhoOut;

/// The latest import of clients.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LatestOut {
    /// None if there was none.
    #[schema(required)]
    pub(super) import: Option<ImportOut>,
}

/// An import of clients.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ImportOut {
    /// Its identity.
    #[schema(format = "uuid")]
    id: String,
    /// Where the clients come from.
    #[schema(value_type = SourceWord)]
    source: ImportSource,
    /// Who began it.
    #[schema(value_type = Identity)]
    started_by: String,
    /// When.
    started_at: DateTime<Utc>,
    /// How far it is.
    #[schema(value_type = ImportStateWord)]
    state: &'static str,
    /// How many rows were fetched.
    rows: u32,
    /// How many rows were left out because an earlier row names the same client.
    repeats: u32,
    /// Why it failed.
    #[schema(required)]
    error: Option<String>,
    /// What to do about that.
    #[schema(required)]
    remedy: Option<String>,
    /// What came of it, once it was confirmed.
    #[schema(required)]
    confirmed: Option<ConfirmedOut>,
}

/// What came of a confirmed import, in rows.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ConfirmedOut {
    /// Clients that were added.
    created: u32,
    /// Clients that were changed.
    updated: u32,
    /// Clients that were already like this.
    unchanged: u32,
    /// Rows that a person unticked.
    declined: u32,
    /// Rows that were not ticked, or can't be imported.
    left: u32,
    /// Rows that could not be written.
    failed: u32,
    /// Key pairs that were saved.
    connected: u32,
    /// Key pairs that were not saved.
    not_connected: u32,
}

impl From<Confirmed> for ConfirmedOut {
    fn from(confirmed: Confirmed) -> Self {
        let Confirmed { created, updated, unchanged, declined, left, failed, connected, not_connected } =
            confirmed;
        Self { created, updated, unchanged, declined, left, failed, connected, not_connected }
    }
}

impl ImportOut {
    pub(super) fn of(import: &ClientImport, locale: Locale) -> Self {
        let failed = match &import.state {
            ImportState::Failed(error) => Some(error),
            _ => None,
        };
        Self {
            id: import.id.to_string(),
            source: import.source,
            started_by: import.started_by.to_string(),
            started_at: import.started_at,
            state: import.state.word(),
            rows: import.rows,
            repeats: import.repeats,
            error: failed.map(|error| locale.say(&error.said())),
            remedy: failed.and_then(Remedy::remedy_said).map(|remedy| locale.say(&remedy)),
            confirmed: match import.state {
                ImportState::Confirmed(confirmed) => Some(confirmed.into()),
                _ => None,
            },
        }
    }
}

/// A row as a person reviews it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ReviewRowOut {
    /// The import.
    #[schema(format = "uuid")]
    import: String,
    /// Its number in the import, from 1.
    row: u32,
    /// Whether it is ticked.
    ticked: bool,
    /// What would become of it.
    #[schema(value_type = RowKindWord)]
    kind: &'static str,
    /// The name that the source says; may be empty.
    name: String,
    /// The registry code that the source says.
    #[schema(required)]
    registry_code: Option<String>,
    /// The client that it is.
    #[schema(required)]
    client: Option<String>,
    /// What would change.
    changes: Vec<FieldChangeOut>,
    /// Who it may be: a person says which, or that it is a new one.
    candidates: Vec<CandidateOut>,
    /// Why it can't be imported, or is not proposed again.
    #[schema(required)]
    why: Option<String>,
    /// What is odd about it.
    warnings: Vec<String>,
    /// Whether it brings keys.
    has_keys: bool,
}

/// One field of a client, before and after.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FieldChangeOut {
    /// The field.
    #[schema(value_type = ClientFieldWord)]
    field: ClientField,
    /// What it holds; empty if nothing.
    before: String,
    /// What the source says.
    after: String,
    /// Whether a person wrote what it holds.
    by_hand: bool,
    /// Whether it is written when the row is.
    ticked: bool,
}

/// A client that a row may stand for.
#[derive(Debug, Serialize, ToSchema)]
struct CandidateOut {
    /// The client.
    client: WhoOut,
    /// Why it may be.
    why: String,
}

impl ReviewRowOut {
    pub(super) fn of(row: &ReviewRow, import: ClientImportId, locale: Locale) -> Self {
        let (client, changes, candidates): (_, &[FieldChange], &[Candidate]) = match &row.kind {
            RowKind::New | RowKind::Invalid { .. } => (None, &[], &[]),
            RowKind::Unchanged { client } => (Some(client), &[], &[]),
            RowKind::Update { client, changes } => (Some(client), changes, &[]),
            RowKind::PossibleDuplicate { candidates } => (None, &[], candidates),
        };
        let why = invalid_because(&row.kind).or_else(|| row.declined.map(|declined| declined.said()));
        Self {
            import: import.to_string(),
            row: row.number,
            ticked: row.ticked,
            kind: if row.declined.is_some() { "declined_before" } else { row.kind.word() },
            name: row.profile.name.clone(),
            registry_code: row.profile.registry_code.clone(),
            client: client.map(ToString::to_string),
            changes: changes.iter().map(Into::into).collect(),
            candidates: candidates.iter().map(|candidate| CandidateOut::of(candidate, locale)).collect(),
            why: why.map(|why| locale.say(&why)),
            warnings: row.warnings.iter().map(|warning| locale.say(&warning.said())).collect(),
            has_keys: row.has_keys,
        }
    }
}

impl From<&FieldChange> for FieldChangeOut {
    fn from(change: &FieldChange) -> Self {
        Self {
            field: change.field,
            before: change.before.clone(),
            after: change.after.clone(),
            by_hand: change.by_hand,
            ticked: change.ticked,
        }
    }
}

impl CandidateOut {
    fn of(candidate: &Candidate, locale: Locale) -> Self {
        let client = WhoOut { id: candidate.client.to_string(), name: candidate.name.clone() };
        Self { client, why: locale.say(&candidate.why.said()) }
    }
}
