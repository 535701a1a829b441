use chrono::{DateTime, Utc};

use super::review::Reviewed;
use super::{ClientImportId, ImportRow, RowKind, RowResult};
use crate::audit::{AuditEntry, AuditEvent, Personal, Succeeded};
use crate::client::{Client, ClientField, ClientId, ClientWrite};
use crate::firm::Who;

/// What is done with a row.
pub(super) struct Planned<'r> {
    pub(super) row: &'r ImportRow,
    pub(super) reviewed: Reviewed,
    /// Whether it was recorded that the row would be written, also by whoever died at it.
    pub(super) intended: bool,
    /// What was written, or why not; none while it was not tried.
    pub(super) result: Option<RowResult>,
}

impl Planned<'_> {
    /// The business key of the record that the row would be written.
    pub(super) fn intent_key(import: ClientImportId, number: u32) -> String {
        format!("client-import:{import}:{number}:intended")
    }

    /// What is written next.
    pub(super) fn write(&self) -> Option<ClientWrite> {
        let (expected, client) = self.reviewed.write.clone().filter(|_| self.result.is_none())?;
        Some(ClientWrite { expected, client })
    }

    /// Whether the client is new, or was made by whoever died at this import.
    pub(super) fn is_new(&self) -> bool {
        self.client().is_some_and(|client| client.id == self.row.new_client)
    }

    /// The client as it was or will be written.
    pub(super) fn client(&self) -> Option<&Client> {
        self.reviewed.write.as_ref().map(|(_, client)| client)
    }

    /// What came of a client that is there already and needs no change.
    pub(super) fn without_change(&self) -> RowResult {
        match self.reviewed.row.kind {
            _ if self.is_new() => RowResult::Created,
            RowKind::Unchanged { .. } if self.intended => RowResult::Updated,
            _ => RowResult::Unchanged,
        }
    }

    pub(super) fn changes_something(&self) -> bool {
        self.reviewed.write.as_ref().is_some_and(|(before, after)| before.as_ref() != Some(after))
    }

    /// The record that the row is about to be written; none if it is not.
    pub(super) fn intent(&self, import: ClientImportId, now: DateTime<Utc>, who: Who) -> Option<AuditEntry> {
        let client = self.write()?.client;
        let event = AuditEvent::ClientIntended { new: self.is_new(), fields: self.fields() };
        let entry = AuditEntry::new(now, who, event).about(Some(&client.id));
        Some(entry.once(Self::intent_key(import, self.row.number)))
    }

    /// The record of what came of a row that was to be written.
    pub(super) fn outcome(
        &self,
        result: &RowResult,
        import: ClientImportId,
        now: DateTime<Utc>,
        who: Who,
    ) -> Option<AuditEntry> {
        let done = match result {
            // The reason names the other client, who may be a person; the record stays for good.
            RowResult::Failed(_) if matches!(self.reviewed.row.kind, RowKind::PossibleDuplicate { .. }) => {
                Succeeded::No("it may be a client that another row of the same list made".to_owned())
            }
            RowResult::Failed(why) => Succeeded::No(why.clone()),
            RowResult::Created | RowResult::Updated => Succeeded::Yes,
            _ => Succeeded::No("somebody else changed the client meanwhile".to_owned()),
        };
        if !self.intended && !matches!(result, RowResult::Created | RowResult::Updated) {
            return None;
        }
        let event = AuditEvent::ClientWritten { new: self.is_new(), fields: self.fields(), done };
        let about: &ClientId = self.client().map_or(&self.row.new_client, |client| &client.id);
        let entry = AuditEntry::new(now, who, event).about(Some(about)).with(self.personal());
        Some(entry.once(format!("client-import:{import}:{}:written", self.row.number)))
    }

    fn fields(&self) -> Vec<ClientField> {
        match &self.reviewed.row.kind {
            _ if self.is_new() => ClientField::IMPORTED.to_vec(),
            RowKind::Update { changes, .. } => {
                changes.iter().filter(|change| change.ticked).map(|change| change.field).collect()
            }
            _ => Vec::new(),
        }
    }

    fn personal(&self) -> Personal {
        let mut texts = Personal::new();
        match &self.reviewed.row.kind {
            RowKind::Update { changes, .. } => {
                for change in changes.iter().filter(|change| change.ticked) {
                    texts.insert(format!("{} before", change.field), change.before.clone());
                    texts.insert(format!("{} after", change.field), change.after.clone());
                }
            }
            _ => {
                texts.insert("name".to_owned(), self.reviewed.row.profile.name.clone());
            }
        }
        texts
    }
}
