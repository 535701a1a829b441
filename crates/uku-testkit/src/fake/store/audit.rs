use std::collections::BTreeSet;

use async_trait::async_trait;
use uku_core::audit::{Audit, AuditEntry, AuditQuery, AuditRecord};
use uku_core::client::ClientId;
use uku_core::store::StoreError;

/// The activity of a firm.
#[derive(Debug, Clone, Default)]
pub(super) struct MemoryAudit {
    records: Vec<AuditRecord>,
    keys: BTreeSet<String>,
}

#[async_trait]
impl Audit for MemoryAudit {
    async fn append(&mut self, entries: &[AuditEntry]) -> Result<(), StoreError> {
        for entry in entries {
            if entry.once.as_ref().is_some_and(|key| !self.keys.insert(key.clone())) {
                continue;
            }
            let number = self.records.last().map_or(1, |record| record.number + 1);
            self.records.push(AuditRecord { number, entry: entry.clone() });
        }
        Ok(())
    }

    async fn page(&mut self, query: &AuditQuery) -> Result<Vec<AuditRecord>, StoreError> {
        let AuditQuery { client, before, most } = query;
        let wanted = |record: &&AuditRecord| {
            before.is_none_or(|before| record.number < before)
                && (client.is_none() || record.entry.client == *client)
        };
        Ok(self.records.iter().rev().filter(wanted).take(*most as usize).cloned().collect())
    }

    async fn erase_personal(&mut self, client: &ClientId) -> Result<u64, StoreError> {
        let mut erased = 0;
        for record in &mut self.records {
            if record.entry.client.as_ref() == Some(client) && !record.entry.personal.is_empty() {
                record.entry.personal.clear();
                erased += 1;
            }
        }
        Ok(erased)
    }
}
