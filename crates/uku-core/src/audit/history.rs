use super::{ActivityError, AuditEvent, AuditQuery, AuditRecord};
use crate::calendar::MonthRange;
use crate::firm::{Action, Actor};
use crate::store::IntegrationStore;
use crate::summary::{CustomFieldId, SummaryKey, SummaryTask};

/// How many records are read at a time.
const PAGE: u32 = 200;

/// What came of every attempt to write a client's summary task of a month, the latest first; at most so many.
pub async fn summary_history(
    actor: &Actor,
    store: &dyn IntegrationStore,
    key: &SummaryKey,
    most: usize,
) -> Result<Vec<AuditRecord>, ActivityError> {
    actor.may(Action::SeeIntegration)?;
    let mut work = store.look(&actor.firm).await?;
    let mut query = AuditQuery { client: Some(key.client.clone()), before: None, most: PAGE };
    let mut found = Vec::new();
    while found.len() < most {
        let page = work.audit().page(&query).await?;
        let Some(last) = page.last() else { break };
        query.before = Some(last.number);
        found.extend(page.into_iter().filter(|record| {
            matches!(&record.entry.event, AuditEvent::SummaryWritten { month, .. } if *month == key.month)
        }));
    }
    found.truncate(most);
    Ok(found)
}

/// The fields of a summary task whose numbers people changed since we wrote them, in order; none of a task that we never
/// wrote.
pub async fn hand_edits(
    actor: &Actor,
    store: &dyn IntegrationStore,
    task: &SummaryTask,
) -> Result<Vec<CustomFieldId>, ActivityError> {
    actor.may(Action::SeeReports)?;
    let SummaryKey { client, month } = &task.key;
    let mut work = store.look(&actor.firm).await?;
    let written = work.runs().written(client, MonthRange::single(*month)).await?;
    let Some((_, written)) = written.into_iter().next() else { return Ok(Vec::new()) };
    let mut fields: Vec<&CustomFieldId> = task.values.keys().chain(written.values.keys()).collect();
    fields.sort();
    fields.dedup();
    fields.retain(|field| written.changed_by_hand(field, task.values.get(*field).copied()));
    Ok(fields.into_iter().cloned().collect())
}
