//! Who changed what, when.

use std::collections::BTreeMap;

use axum::Json;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uku_core::audit::{AuditQuery, AuditRecord, activity, erase_personal_data, summary_history};
use uku_core::calendar::Month;
use uku_core::client::ClientId;
use uku_core::firm::{Action, Who};
use uku_core::summary::SummaryKey;
use uku_l10n::Locale;
use uku_l10n::core::audit::sentence;
use uku_web::{Access, Called, Desk, Refusal};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use crate::frame::words::{Identity, MonthText};
use crate::frame::{At, Cursor, Limit, List, Page, Wanted};
use crate::operations::Operations;

pub(crate) fn operations(operations: Operations) -> Operations {
    let see = Access::May(Action::SeeIntegration);
    operations
        .add(see, routes!(list_activity))
        .add(see, routes!(list_history))
        .add_once(Access::May(Action::ErasePersonalData), routes!(erase))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ActivityWanted {
    /// Records about this client only.
    #[param(value_type = Option<Identity>, inline)]
    client: Option<ClientId>,
    /// The `next` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// The most records on the page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Limit,
}

/// A record of the activity.
#[derive(Debug, Serialize, ToSchema)]
struct RecordOut {
    /// Its number in the firm; later records have greater numbers.
    number: i64,
    /// When it happened.
    at: DateTime<Utc>,
    /// The person who did it; none if this software did it by itself.
    #[schema(required)]
    who: Option<String>,
    /// What happened, in words.
    text: String,
    /// What happened, for other programs: a word, or an object whose one name is that word.
    #[schema(value_type = Value)]
    event: Value,
    /// The client it is about.
    #[schema(required)]
    client: Option<String>,
    /// Texts about people; what was erased of them is missing.
    personal: BTreeMap<String, String>,
}

impl RecordOut {
    fn of(record: &AuditRecord, called: &Called, locale: Locale) -> Result<Self, Refusal> {
        let entry = &record.entry;
        Ok(Self {
            number: record.number,
            at: entry.at,
            who: match &entry.who {
                Who::Member(member) => Some(member.to_string()),
                Who::Software => None,
            },
            text: locale.say(&sentence(entry, called)),
            event: serde_json::to_value(&entry.event).map_err(|error| Refusal::broken(&error))?,
            client: entry.client.as_ref().map(ToString::to_string),
            personal: entry.personal.clone(),
        })
    }
}

async fn shown(desk: &Desk, records: &[AuditRecord]) -> Result<Vec<RecordOut>, Refusal> {
    let clients = records.iter().filter_map(|record| record.entry.client.clone());
    let called = Called::clients(desk, clients).await?.and_members(desk).await?.and_fields(desk).await?;
    records.iter().map(|record| RecordOut::of(record, &called, desk.locale())).collect()
}

/// Who changed what, the latest first.
#[utoipa::path(get, path = "/activity", tag = "activity", params(ActivityWanted),
    responses((status = 200, description = "A page of records", body = Page<RecordOut>)))]
async fn list_activity(
    desk: Desk,
    Wanted(wanted): Wanted<ActivityWanted>,
) -> Result<Json<Page<RecordOut>>, Refusal> {
    let list = List::of(&desk, "activity", &wanted.client);
    let before: Option<i64> = list.position(wanted.cursor.as_ref())?;
    let query = AuditQuery { client: wanted.client, before, most: wanted.limit.get() + 1 };
    let mut records = activity(desk.actor(), desk.store(), &query).await?;
    let more = records.len() > wanted.limit.len();
    records.truncate(wanted.limit.len());
    let end = records.last().filter(|_| more).map(|last| last.number);
    Ok(Json(Page::new(shown(&desk, &records).await?, &list, end)?))
}

/// The most attempts that are shown of a month.
const MOST_ATTEMPTS: usize = 100;

/// What came of the attempts to write a summary task.
#[derive(Debug, Serialize, ToSchema)]
struct HistoryOut {
    /// The latest first, at most 100.
    items: Vec<RecordOut>,
}

/// What came of each attempt to write the summary task of a client's month, the latest first.
#[utoipa::path(get, path = "/clients/{client}/reports/{month}/history", tag = "reports",
    params(
        ("client" = inline(Identity), Path, description = "The client"),
        ("month" = inline(MonthText), Path, description = "The month")
    ),
    responses((status = 200, description = "The attempts", body = HistoryOut)))]
async fn list_history(
    desk: Desk,
    At((client, month)): At<(ClientId, Month)>,
) -> Result<Json<HistoryOut>, Refusal> {
    known(&desk, &client).await?;
    let key = SummaryKey { client, month };
    let records = summary_history(desk.actor(), desk.store(), &key, MOST_ATTEMPTS).await?;
    Ok(Json(HistoryOut { items: shown(&desk, &records).await? }))
}

async fn known(desk: &Desk, client: &ClientId) -> Result<(), Refusal> {
    let found = desk.means().clients.client(desk.firm_id(), client).await?;
    found.map(|_| ()).ok_or_else(Refusal::not_found)
}

/// From how many records something was erased.
#[derive(Debug, Serialize, ToSchema)]
struct ErasedOut {
    /// From how many records.
    records: u64,
}

/// Erases names, addresses and texts of people from all records about a client. What happened, when and by whom stays.
#[utoipa::path(post, path = "/clients/{client}/erase-personal-data", tag = "activity",
    params(("client" = inline(Identity), Path, description = "The client")),
    responses((status = 200, description = "They are erased", body = ErasedOut)))]
async fn erase(desk: Desk, At(client): At<ClientId>) -> Result<Json<ErasedOut>, Refusal> {
    known(&desk, &client).await?;
    let clock = desk.means().clock.as_ref();
    let records = erase_personal_data(desk.actor(), desk.store(), clock, &client).await?;
    Ok(Json(ErasedOut { records }))
}
