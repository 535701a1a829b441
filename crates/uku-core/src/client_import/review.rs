use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::{DateTime, Utc};

use super::matching::Match;
use super::merge::{Merged, merge};
use super::{
    AsClient, Candidate, FieldChange, ImportRow, ImportSource, Index, Remembered, RowChoice, RowKey, RowNote,
};
use crate::client::{
    Client, ClientId, ClientProfile, RegistryCodeOddity, VatNumberOddity, registry_code_key,
    registry_code_oddity, vat_number_oddity,
};

/// What would become of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKind {
    /// A new client.
    New,
    /// A client that exists would change.
    Update {
        /// The client.
        client: ClientId,
        /// What would change; never empty.
        changes: Vec<FieldChange>,
    },
    /// The client exists and is already like this.
    Unchanged {
        /// The client.
        client: ClientId,
    },
    /// It may be a client that exists: a person says which, or that it is a new one.
    PossibleDuplicate {
        /// Who it may be; never empty.
        candidates: Vec<Candidate>,
    },
    /// It can't be imported: it has no name or can't be read.
    Invalid {
        /// Why.
        why: String,
    },
}

impl RowKind {
    /// The kind in one word, for other programs.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Update { .. } => "update",
            Self::Unchanged { .. } => "unchanged",
            Self::PossibleDuplicate { .. } => "possible_duplicate",
            Self::Invalid { .. } => "invalid",
        }
    }
}

/// Why a row is not proposed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeclinedBefore {
    /// A person unticked it in a former import.
    Unticked(DateTime<Utc>),
    /// It was imported, and the client was deleted since.
    Deleted,
}

/// Something odd about a row. It hinders nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowWarning {
    /// About the registry code.
    RegistryCode(RegistryCodeOddity),
    /// About the VAT number.
    VatNumber(VatNumberOddity),
    /// The keys in the row can't be used; the text says why.
    Keys(String),
}

impl fmt::Display for RowWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RegistryCode(oddity) => oddity.fmt(f),
            Self::VatNumber(oddity) => oddity.fmt(f),
            Self::Keys(why) => write!(f, "its keys will not be saved: {why}"),
        }
    }
}

/// A row as a person reviews it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRow {
    /// Its number in the import.
    pub number: u32,
    /// What the source says; empty of an unreadable row.
    pub profile: ClientProfile,
    /// What would become of it.
    pub kind: RowKind,
    /// Set if it was declined before; then it is not ticked until a person does.
    pub declined: Option<DeclinedBefore>,
    /// Whether it is ticked: proposed so, or by a person.
    pub ticked: bool,
    /// What is odd about it.
    pub warnings: Vec<RowWarning>,
    /// Whether it brings keys.
    pub has_keys: bool,
    /// What a person decided about it.
    pub choice: RowChoice,
    /// Who it may be, also after a person said who it is, so that the person can say otherwise.
    pub candidates: Vec<Candidate>,
}

/// A row, and the client that it would make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reviewed {
    pub(super) row: ReviewRow,
    /// The client before and after; none where nothing can be written.
    pub(super) write: Option<(Option<Client>, Client)>,
}

/// Everything by which rows are reviewed.
#[derive(Debug)]
pub struct Review {
    /// Where the rows come from.
    pub source: ImportSource,
    /// The firm's clients.
    pub index: Index,
    /// What former imports remember.
    pub remembered: BTreeMap<RowKey, Remembered>,
}

impl Review {
    /// What would become of a row, and what a person decided about it.
    #[must_use]
    pub fn row(&self, row: &ImportRow) -> ReviewRow {
        self.reviewed(row).row
    }

    pub(super) fn reviewed(&self, row: &ImportRow) -> Reviewed {
        let has_keys = row.keys.is_some();
        let profile = match &row.profile {
            Ok(profile) if profile.name.trim().is_empty() => return invalid(row, profile, "it has no name"),
            Ok(profile) => profile,
            Err(unreadable) => return invalid(row, &ClientProfile::default(), &unreadable.0),
        };
        let remembered = self.recall(profile);
        let (target, gone) = self.target(row, profile, remembered);
        let candidates = match &target {
            Target::MayBe(candidates) => candidates.clone(),
            _ if row.choice.as_client.is_some() => self.index.find(profile).candidates(),
            _ => Vec::new(),
        };
        let (kind, write) = match target {
            Target::New => (RowKind::New, Some((None, new_client(row, profile)))),
            Target::MayBe(candidates) => (RowKind::PossibleDuplicate { candidates }, None),
            Target::Existing(client) => {
                let imported = remembered.and_then(Remembered::imported);
                let imported = imported.filter(|(imported, _)| **imported == client.id);
                // A client that was made by an import that was interrupted said what the row says.
                let made = || (client.id == row.new_client).then_some(profile);
                let written = imported.map(|(_, written)| written).or_else(made);
                let Merged { client: after, changes } =
                    merge(client, profile, written, &row.choice.overwrite);
                let id = client.id.clone();
                let kind = if changes.is_empty() {
                    RowKind::Unchanged { client: id }
                } else {
                    RowKind::Update { client: id, changes }
                };
                (kind, Some((Some(client.clone()), after)))
            }
        };
        let unticked = remembered.and_then(Remembered::declined_at).map(DeclinedBefore::Unticked);
        let declined = unticked.or(gone.then_some(DeclinedBefore::Deleted));
        let made = self.index.client(&row.new_client).is_some();
        let proposed = made || (declined.is_none() && is_proposed(&kind, has_keys));
        let row = ReviewRow {
            number: row.number,
            profile: profile.clone(),
            kind,
            declined,
            ticked: row.choice.ticked.unwrap_or(proposed),
            warnings: warnings(row, profile),
            has_keys,
            choice: row.choice.clone(),
            candidates,
        };
        Reviewed { row, write }
    }

    /// What is remembered of a row. Where it is known by its source's identity only, the registry code still decides.
    pub(super) fn recall(&self, profile: &ClientProfile) -> Option<&Remembered> {
        let keys = RowKey::all(self.source, profile);
        if let Some(remembered) = keys.first().and_then(|key| self.remembered.get(key)) {
            return Some(remembered);
        }
        let code = |code: &Option<String>| code.as_deref().and_then(registry_code_key);
        let same_code = |remembered: &&Remembered| {
            let Some((client, written)) = remembered.imported() else { return true };
            let known =
                self.index.client(client).map_or(&written.registry_code, |client| &client.registry_code);
            code(known).is_none_or(|known| code(&profile.registry_code) == Some(known))
        };
        keys.get(1).and_then(|key| self.remembered.get(key)).filter(same_code)
    }

    /// Which client a row stands for, and whether the one it was imported as is gone.
    fn target(
        &self,
        row: &ImportRow,
        profile: &ClientProfile,
        remembered: Option<&Remembered>,
    ) -> (Target<'_>, bool) {
        // Written already, by this import or by one that was interrupted.
        if let Some(client) = self.index.client(&row.new_client) {
            return (Target::Existing(client), false);
        }
        match &row.choice.as_client {
            Some(AsClient::New) => return (Target::New, false),
            Some(AsClient::Existing(id)) => {
                if let Some(client) = self.index.client(id) {
                    return (Target::Existing(client), false);
                }
            }
            None => {}
        }
        let found = self.index.find(profile);
        if let Match::Is(client) = found {
            return (Target::Existing(client), false);
        }
        let imported = remembered.and_then(Remembered::imported).map(|(client, _)| client);
        if let Some(client) = imported.and_then(|client| self.index.client(client)) {
            return (Target::Existing(client), false);
        }
        let target = match found {
            Match::MayBe(candidates) => Target::MayBe(candidates),
            _ => Target::New,
        };
        (target, imported.is_some())
    }
}

enum Target<'a> {
    New,
    Existing(&'a Client),
    MayBe(Vec<Candidate>),
}

fn invalid(row: &ImportRow, profile: &ClientProfile, why: &str) -> Reviewed {
    let row = ReviewRow {
        number: row.number,
        profile: profile.clone(),
        kind: RowKind::Invalid { why: why.to_owned() },
        declined: None,
        ticked: false,
        warnings: Vec::new(),
        has_keys: row.keys.is_some(),
        choice: row.choice.clone(),
        candidates: Vec::new(),
    };
    Reviewed { row, write: None }
}

/// New clients and harmless changes are ticked at first, all others are not. A row with keys is worth its tick.
fn is_proposed(kind: &RowKind, has_keys: bool) -> bool {
    match kind {
        RowKind::New => true,
        RowKind::Update { changes, .. } => has_keys || changes.iter().any(|change| change.ticked),
        RowKind::Unchanged { .. } => has_keys,
        RowKind::PossibleDuplicate { .. } | RowKind::Invalid { .. } => false,
    }
}

fn warnings(row: &ImportRow, profile: &ClientProfile) -> Vec<RowWarning> {
    let code = profile.registry_code.as_deref().filter(|code| !code.trim().is_empty());
    let number = profile.vat_number.as_deref().filter(|number| !number.trim().is_empty());
    let keys = row.notes.iter().map(|RowNote::KeysUnusable(why)| RowWarning::Keys(why.clone()));
    code.and_then(registry_code_oddity)
        .map(RowWarning::RegistryCode)
        .into_iter()
        .chain(number.and_then(vat_number_oddity).map(RowWarning::VatNumber))
        .chain(keys)
        .collect()
}

fn new_client(row: &ImportRow, profile: &ClientProfile) -> Client {
    let nobody = Client::named(row.new_client.clone(), profile.name.trim());
    merge(&nobody, profile, None, &BTreeSet::new()).client
}
