use std::collections::BTreeSet;
use std::sync::Arc;

use async_trait::async_trait;
use uku_core::audit::{Audit, AuditEntry, AuditQuery, AuditRecord};
use uku_core::client::ClientId;
use uku_core::store::StoreError;

/// The activity of a firm. A copy shares what was there before and has only what is new for itself.
#[derive(Clone, Default)]
pub(super) struct MemoryAudit {
    settled: Arc<Settled>,
    new: Vec<AuditRecord>,
}

#[derive(Clone, Default)]
struct Settled {
    records: Vec<AuditRecord>,
    keys: BTreeSet<String>,
}

impl MemoryAudit {
    /// Makes what is new part of what was there before.
    pub(super) fn settle(&mut self) {
        if self.new.is_empty() {
            return;
        }
        let settled = Arc::make_mut(&mut self.settled);
        settled.keys.extend(self.new.iter().filter_map(|record| record.entry.once.clone()));
        settled.records.append(&mut self.new);
    }

    fn has(&self, key: &str) -> bool {
        let is_new = |record: &AuditRecord| record.entry.once.as_deref() == Some(key);
        self.settled.keys.contains(key) || self.new.iter().any(is_new)
    }
}

#[async_trait]
impl Audit for MemoryAudit {
    async fn append(&mut self, entries: &[AuditEntry]) -> Result<(), StoreError> {
        for entry in entries {
            if entry.once.as_ref().is_some_and(|key| self.has(key)) {
                continue;
            }
            let last = self.new.last().or(self.settled.records.last());
            let number = last.map_or(1, |record| record.number + 1);
            self.new.push(AuditRecord { number, entry: entry.clone() });
        }
        Ok(())
    }

    async fn page(&mut self, query: &AuditQuery) -> Result<Vec<AuditRecord>, StoreError> {
        let AuditQuery { client, before, most } = query;
        let wanted = |record: &&AuditRecord| {
            before.is_none_or(|before| record.number < before)
                && (client.is_none() || record.entry.client == *client)
        };
        let records = self.settled.records.iter().chain(&self.new).rev();
        Ok(records.filter(wanted).take(*most as usize).cloned().collect())
    }

    async fn erase_personal(&mut self, client: &ClientId) -> Result<u64, StoreError> {
        let mut erased = 0;
        for record in Arc::make_mut(&mut self.settled).records.iter_mut().chain(&mut self.new) {
            if record.entry.client.as_ref() == Some(client) && !record.entry.personal.is_empty() {
                record.entry.personal.clear();
                erased += 1;
            }
        }
        Ok(erased)
    }
}
