use std::collections::HashSet;

use super::merge::written_now;
use super::planned::Planned;
use super::review::Reviewed;
use super::{
    AsClient, Candidate, ClientImport, Confirm, ConfirmError, ImportRow, KeysDone, Remembered, Review,
    RowChoice, RowDone, RowKey, RowKind, RowResult, Similarity,
};
use crate::audit::AuditQuery;
use crate::client::{ClientId, ClientRefusal, ClientWrite};
use crate::connection::Names;
use crate::store::{StoreError, UnitOfWork};

/// How many records about a client are looked through for one of a moment ago.
const RECORDS: u32 = 100;

/// How often a client is looked at again because somebody changed it at the same moment.
const WRITE_TRIES: u32 = 3;

/// The rows of an import that are written together, one batch after another.
pub(super) struct Batch<'a> {
    pub(super) with: Confirm<'a>,
    pub(super) import: ClientImport,
    /// Grows with the clients that are written, so that one list never makes the same client twice.
    review: Review,
    pub(super) names: Names,
    /// The clients that this import made.
    made: HashSet<ClientId>,
    /// Rows of which it was recorded that they would be written.
    intended: HashSet<u32>,
    /// Whether somebody may have died at the rows that come next.
    resumed: bool,
}

impl<'a> Batch<'a> {
    pub(super) fn new(
        with: Confirm<'a>,
        import: ClientImport,
        review: Review,
        names: Names,
        resumed: bool,
    ) -> Self {
        Self { with, import, review, names, made: HashSet::new(), intended: HashSet::new(), resumed }
    }

    /// Notes which clients of these rows this import made before, also through whoever died at it.
    pub(super) fn recall_made(&mut self, rows: &[ImportRow]) {
        let made = rows
            .iter()
            .map(|row| &row.new_client)
            .filter(|client| self.review.index.client(client).is_some());
        self.made.extend(made.cloned());
    }

    /// Writes rows; what came of each by its number.
    pub(super) async fn run(&mut self, rows: &[ImportRow]) -> Result<Vec<(u32, RowDone)>, ConfirmError> {
        if self.resumed && !rows.is_empty() {
            self.recall_intents(rows).await?;
            self.resumed = false;
        }
        let mut planned: Vec<Planned<'_>> = Vec::with_capacity(rows.len());
        for row in rows {
            let plan = self.plan(row);
            // Seen by the rows after it: two rows that look alike don't both become new clients.
            if let Some(write) = plan.write() {
                if plan.is_new() {
                    self.made.insert(write.client.id.clone());
                }
                self.review.index.put(write.client);
            }
            planned.push(plan);
        }
        self.intend(&mut planned).await?;
        self.write(&mut planned).await?;
        self.finish(planned).await
    }

    /// Rows of one list that are only similar were all shown to the person as new, and are: a source knows its own.
    fn reviewed(&self, row: &ImportRow) -> Reviewed {
        let reviewed = self.review.reviewed(row);
        let RowKind::PossibleDuplicate { candidates } = &reviewed.row.kind else { return reviewed };
        let of_this_list = |candidate: &Candidate| {
            let equal = matches!(candidate.why, Similarity::SameName | Similarity::SameRegistryCode);
            !equal && self.made.contains(&candidate.client)
        };
        if !candidates.iter().all(of_this_list) {
            return reviewed;
        }
        let choice = RowChoice { as_client: Some(AsClient::New), ..row.choice.clone() };
        self.review.reviewed(&ImportRow { choice, ..row.clone() })
    }

    fn plan<'r>(&self, row: &'r ImportRow) -> Planned<'r> {
        let reviewed = self.reviewed(row);
        let intended = self.intended.contains(&row.number);
        // What was written by whoever died at it is like this already, and done all the same.
        let wanted = reviewed.row.ticked
            || (intended && reviewed.write.as_ref().is_some_and(|(before, _)| before.is_some()));
        let result = match &reviewed.row.kind {
            RowKind::Invalid { .. } => Some(RowResult::Left),
            _ if row.choice.ticked == Some(false) => Some(RowResult::Declined),
            RowKind::PossibleDuplicate { candidates } => {
                let made = candidates.iter().find(|candidate| self.made.contains(&candidate.client));
                Some(made.map_or(RowResult::Left, |made| {
                    RowResult::Failed(format!(
                        "it may be {}, which another row of the same list made; import again and say which it is",
                        made.name
                    ))
                }))
            }
            _ if !wanted => Some(RowResult::Left),
            _ => None,
        };
        let mut planned = Planned { row, reviewed, intended, result };
        if planned.result.is_none() && !planned.changes_something() {
            planned.result = Some(planned.without_change());
        }
        planned
    }

    /// Records what is about to be written. The clients may lie in another database, so this can't be one transaction
    /// with the writing.
    async fn intend(&mut self, planned: &mut [Planned<'_>]) -> Result<(), ConfirmError> {
        let now = self.with.clock.now();
        let mut entries = Vec::new();
        for plan in planned {
            let entry = plan.intent(self.import.id, now, self.with.actor.who());
            if entry.is_some() {
                plan.intended = true;
                self.intended.insert(plan.row.number);
            }
            entries.extend(entry);
        }
        let mut work = self.open().await?;
        work.audit().append(&entries).await?;
        work.commit().await?;
        Ok(())
    }

    /// Finds out which rows were about to be written when somebody died at them: only the record tells.
    async fn recall_intents(&mut self, rows: &[ImportRow]) -> Result<(), ConfirmError> {
        let mut work = self.open().await?;
        for row in rows {
            let key = Some(Planned::intent_key(self.import.id, row.number));
            let reviewed = self.review.reviewed(row);
            let client = reviewed.write.map_or_else(|| row.new_client.clone(), |(_, client)| client.id);
            let query = AuditQuery { client: Some(client), before: None, most: RECORDS };
            let records = work.audit().page(&query).await?;
            if records.iter().any(|record| record.entry.once == key) {
                self.intended.insert(row.number);
            }
        }
        Ok(())
    }

    async fn write(&mut self, planned: &mut [Planned<'_>]) -> Result<(), ConfirmError> {
        for attempt in 1..=WRITE_TRIES {
            let open: Vec<usize> = (0..planned.len()).filter(|at| planned[*at].write().is_some()).collect();
            if open.is_empty() {
                return Ok(());
            }
            let writes: Vec<ClientWrite> = open.iter().filter_map(|at| planned[*at].write()).collect();
            let firm = &self.with.actor.firm;
            let written = self.with.clients.write_clients(firm, &writes).await?;
            for (at, written) in open.into_iter().zip(written) {
                let plan = &mut planned[at];
                match written {
                    Ok(()) if plan.is_new() => plan.result = Some(RowResult::Created),
                    Ok(()) => plan.result = Some(RowResult::Updated),
                    Err(refusal @ ClientRefusal::Changed) if attempt < WRITE_TRIES => {
                        let client = match plan.client() {
                            Some(client) => self.with.clients.client(firm, &client.id).await?,
                            None => None,
                        };
                        if let Some(now) = client {
                            self.review.index.put(now);
                            *plan = self.plan(plan.row);
                        } else {
                            plan.result = Some(RowResult::Failed(refusal.to_string()));
                        }
                    }
                    Err(refusal) => plan.result = Some(RowResult::Failed(refusal.to_string())),
                }
            }
        }
        Ok(())
    }

    /// Saves keys, remembers the rows and records what came of them, all together.
    async fn finish(&mut self, planned: Vec<Planned<'_>>) -> Result<Vec<(u32, RowDone)>, ConfirmError> {
        let mut keys = Vec::with_capacity(planned.len());
        for plan in &planned {
            keys.push(self.keys_of(plan).await);
        }
        let now = self.with.clock.now();
        let mut work = self.open().await?;
        let (mut done, mut remember, mut entries) = (Vec::new(), Vec::new(), Vec::new());
        for (plan, keys) in planned.into_iter().zip(keys) {
            if let Some(client) = plan.client().filter(|_| is_written(&plan)) {
                self.names.put(client);
            }
            let keys = match keys {
                None => None,
                Some(Err(why)) => Some(KeysDone::NotSaved(why)),
                Some(Ok(ready)) => Some(self.save_keys(work.as_mut(), &ready).await?),
            };
            let result = plan.result.clone().unwrap_or(RowResult::Left);
            entries.extend(plan.outcome(&result, self.import.id, now, self.with.actor.who()));
            self.to_remember(&plan, &result, &mut remember);
            done.push((plan.row.number, RowDone { result, keys }));
        }
        work.client_imports().put_done(self.import.id, &done).await?;
        work.client_imports().remember(&remember).await?;
        work.audit().append(&entries).await?;
        work.commit().await?;
        Ok(done)
    }

    fn to_remember(&self, plan: &Planned<'_>, result: &RowResult, rows: &mut Vec<(RowKey, Remembered)>) {
        let profile = &plan.reviewed.row.profile;
        let keys = RowKey::all(self.import.source, profile);
        let before = self.review.recall(profile).and_then(Remembered::imported);
        match result {
            RowResult::Created | RowResult::Updated | RowResult::Unchanged => {
                let Some(client) = plan.client().map(|client| client.id.clone()) else { return };
                let before = before.filter(|(same, _)| **same == client).map(|(_, written)| written);
                let written = written_now(profile, before);
                rows.extend(keys.into_iter().map(|key| {
                    (key, Remembered::Imported { client: client.clone(), written: written.clone() })
                }));
            }
            RowResult::Declined => {
                let at = self.with.clock.now();
                let declined = match before {
                    Some((client, written)) => Remembered::ImportedThenDeclined {
                        client: client.clone(),
                        written: written.clone(),
                        at,
                    },
                    None => Remembered::Declined { at },
                };
                rows.extend(keys.into_iter().next().map(|key| (key, declined)));
            }
            RowResult::Left | RowResult::Failed(_) => {}
        }
    }

    /// A unit of work, unless the import was ended or somebody else goes on with it.
    async fn open(&self) -> Result<Box<dyn UnitOfWork>, ConfirmError> {
        let mut work = self.with.store.open(&self.with.actor.firm).await?;
        let active = work.is_active().await?;
        let latest = work.client_imports().latest().await?;
        let ours =
            latest.is_some_and(|latest| latest.id == self.import.id && latest.version == self.import.version);
        if active && ours { Ok(work) } else { Err(StoreError::Fenced.into()) }
    }
}

/// Whether the client is as the row wants it.
pub(super) fn is_written(plan: &Planned<'_>) -> bool {
    matches!(plan.result, Some(RowResult::Created | RowResult::Updated | RowResult::Unchanged))
}
