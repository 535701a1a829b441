//! Importing clients: how far it is, what would become of a row, and what came of it.

use uku_core::client_import::{
    ChoiceError, ConfirmError, Confirmed, DeclinedBefore, FetchError, ImportSource, ImportState, KeysDone,
    RowKind, RowNote, RowResult, RowWarning, Similarity, StartImportError,
};

use super::{Remedy, Say, detail, kept};
use crate::{Said, Value};

impl Say for ImportSource {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Directory => "core-import-source-directory",
            Self::OwnBooks => "core-import-source-own-books",
            Self::File => "core-import-source-file",
        })
    }
}

impl Say for ImportState {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Fetching { .. } => "core-import-state-fetching",
            Self::Ready => "core-import-state-ready",
            Self::Confirming => "core-import-state-confirming",
            Self::Confirmed(_) => "core-import-state-confirmed",
            Self::Cancelled => "core-import-state-cancelled",
            Self::Failed(_) => "core-import-state-failed",
            Self::Interrupted => "core-import-state-interrupted",
        })
    }
}

impl Say for StartImportError {
    fn said(&self) -> Said {
        match self {
            Self::Denied(denied) => denied.said(),
            Self::NotActive => Said::of("core-import-not-active"),
            Self::AlreadyFetching(since) => Said::of("core-import-already-fetching").with("since", *since),
            Self::HalfConfirmed => Said::of("core-import-half-confirmed"),
            Self::NothingToCancel => Said::of("core-import-nothing-to-cancel"),
            Self::Store(error) => error.said(),
        }
    }
}

impl Remedy for StartImportError {
    fn remedy_said(&self) -> Option<Said> {
        match self {
            Self::Denied(denied) => denied.remedy_said(),
            Self::NotActive
            | Self::AlreadyFetching(_)
            | Self::HalfConfirmed
            | Self::NothingToCancel
            | Self::Store(_) => None,
        }
    }
}

impl Say for ChoiceError {
    fn said(&self) -> Said {
        match self {
            Self::Denied(denied) => denied.said(),
            Self::NothingToReview => Said::of("core-import-nothing-to-review"),
            Self::NoSuchRow(number) => Said::of("core-import-no-such-row").with("number", *number),
            Self::Invalid { number, why } => {
                Said::of("core-import-invalid-row").with("number", *number).with("why", kept::sentence(why))
            }
            Self::WhichClient { number, name } => {
                Said::of("core-import-which-client").with("number", *number).with("name", name)
            }
            Self::NoSuchClient(client) => {
                Said::of("core-import-no-such-client").with("client", client.to_string())
            }
            Self::HasItsCode { number, name } => {
                Said::of("core-import-has-its-code").with("number", *number).with("name", name)
            }
            Self::Import(error) => error.said(),
            Self::Clients(error) => error.said(),
            Self::Store(error) => error.said(),
        }
    }
}

impl Say for ConfirmError {
    fn said(&self) -> Said {
        match self {
            Self::Denied(denied) => denied.said(),
            Self::NothingToConfirm => Said::of("core-import-nothing-to-confirm"),
            Self::Withdrawn => Said::of("core-import-withdrawn"),
            Self::Clients(error) => error.said(),
            Self::Store(error) => error.said(),
        }
    }
}

impl Say for FetchError {
    fn said(&self) -> Said {
        match self {
            Self::Directory(error) => error.said(),
            Self::Books(error) => error.said(),
            Self::Nothing => Said::of("core-fetch-nothing"),
            Self::Endless { rows } => Said::of("core-fetch-endless").with("rows", *rows),
            Self::Vault(why) => Said::of("core-fetch-vault").with("detail", detail(why)),
        }
    }
}

impl Remedy for FetchError {
    fn remedy_said(&self) -> Option<Said> {
        match self {
            Self::Directory(error) => error.remedy_said(),
            Self::Books(error) => error.remedy_said(),
            Self::Nothing => Some(Said::of("core-fetch-nothing-remedy")),
            Self::Endless { .. } => Some(Said::of("core-fetch-endless-remedy")),
            Self::Vault(_) => Some(Said::of("core-fetch-vault-remedy")),
        }
    }
}

impl Say for RowKind {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::New => "core-import-row-new",
            Self::Update { .. } => "core-import-row-update",
            Self::Unchanged { .. } => "core-import-row-unchanged",
            Self::PossibleDuplicate { .. } => "core-import-row-possible-duplicate",
            Self::Invalid { .. } => "core-import-row-invalid",
        })
    }
}

/// Why a row can't be imported, as a sentence; none where it can.
#[must_use]
pub fn invalid_because(kind: &RowKind) -> Option<Said> {
    match kind {
        RowKind::Invalid { why } => Some(kept::sentence(why)),
        RowKind::New
        | RowKind::Update { .. }
        | RowKind::Unchanged { .. }
        | RowKind::PossibleDuplicate { .. } => None,
    }
}

/// Why a row or its keys could not be written, as the import remembers it: a sentence.
#[must_use]
pub fn because(remembered: &str) -> Said {
    kept::sentence(remembered)
}

impl Say for RowWarning {
    fn said(&self) -> Said {
        match self {
            Self::RegistryCode(oddity) => oddity.said(),
            Self::VatNumber(oddity) => oddity.said(),
            Self::Keys(why) => unsaved_keys(why),
        }
    }
}

impl Say for RowNote {
    fn said(&self) -> Said {
        match self {
            Self::KeysUnusable(why) => unsaved_keys(why),
        }
    }
}

fn unsaved_keys(why: &str) -> Said {
    Said::of("core-import-warning-keys").with("why", kept::sentence(why))
}

impl Say for DeclinedBefore {
    fn said(&self) -> Said {
        match self {
            Self::Unticked(at) => Said::of("core-import-declined-unticked").with("at", *at),
            Self::Deleted => Said::of("core-import-declined-deleted"),
        }
    }
}

/// As it stands after the candidate's name.
impl Say for Similarity {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::SameRegistryCode => "core-import-alike-same-registry-code",
            Self::SameName => "core-import-alike-same-name",
            Self::SameWords => "core-import-alike-same-words",
            Self::OneLetter => "core-import-alike-one-letter",
            Self::SameVatNumber => "core-import-alike-same-vat-number",
        })
    }
}

impl Say for RowResult {
    fn said(&self) -> Said {
        match self {
            Self::Created => Said::of("core-import-done-created"),
            Self::Updated => Said::of("core-import-done-updated"),
            Self::Unchanged => Said::of("core-import-done-unchanged"),
            Self::Declined => Said::of("core-import-done-declined"),
            Self::Left => Said::of("core-import-done-left"),
            Self::Failed(why) => Said::of("core-import-done-failed").with("why", kept::sentence(why)),
        }
    }
}

impl Say for KeysDone {
    fn said(&self) -> Said {
        match self {
            Self::Saved => Said::of("core-import-keys-saved"),
            Self::NotSaved(why) => Said::of("core-import-keys-not-saved").with("why", kept::sentence(why)),
        }
    }
}

/// All counts that are not zero, in one sentence.
impl Say for Confirmed {
    fn said(&self) -> Said {
        let Self { created, updated, unchanged, declined, left, failed, connected, not_connected } = *self;
        let parts: Vec<Said> = [
            ("core-import-tally-created", created),
            ("core-import-tally-updated", updated),
            ("core-import-tally-unchanged", unchanged),
            ("core-import-tally-declined", declined),
            ("core-import-tally-left", left),
            ("core-import-tally-failed", failed),
            ("core-import-tally-connected", connected),
            ("core-import-tally-not-connected", not_connected),
        ]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| Said::of(key).with("count", count))
        .collect();
        if parts.is_empty() {
            return Said::of("core-import-tally-nothing");
        }
        Said::of("core-import-tally").with("parts", Value::List(parts))
    }
}
