use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use uku_core::audit::{AuditEvent, AuditRecord, Succeeded, hand_edits, summary_history};
use uku_core::calendar::Month;
use uku_core::client::ClientId;
use uku_core::firm::{Action, Who};
use uku_core::summary::{
    Change, CustomField, CustomFieldId, ReportedTask, SettingsDraft, SummaryKey, SummaryTask, TaskStatus,
    settings,
};
use uku_l10n::core::{audit, counting};
use uku_l10n::{Said, Say};
use uku_web::{Called, Desk, Refusal};

use super::numbers::{Number, plain};
use super::{reports, year_of};
use crate::address::with_query;
use crate::html::html;
use crate::page::{Nav, Page};

/// How many writings are told.
const MOST: usize = 50;

#[derive(Template)]
#[template(path = "reports/task.html")]
struct TaskPage {
    page: Page,
    client: String,
    year: String,
    report: String,
    caption: String,
    facts: Option<Facts>,
    counts: Vec<Count>,
    any_by_hand: bool,
    /// What changed when; none where the person may not see that.
    history: Option<Vec<Written>>,
    import: String,
    may_import: bool,
    why: String,
    may_ask_why: bool,
    billed_text: String,
}

struct Facts {
    topic: String,
    start: String,
    due: String,
    assignee: String,
    status: String,
    is_done: bool,
    billed: bool,
}

/// A number of the task.
struct Count {
    field: String,
    number: Number,
    by_hand: bool,
    /// What it counts; empty if it is not mapped, or the person may not see that.
    counts: String,
    how_to_see: String,
    also: String,
}

/// A writing of the task.
struct Written {
    at: String,
    who: String,
    what: String,
    kind: &'static str,
    changes: Vec<Changed>,
    why: String,
}

struct Changed {
    field: String,
    old: String,
    new: String,
}

pub(super) async fn task(
    desk: Desk,
    Path((client, month)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let client = ClientId::try_from(client).map_err(|_| Refusal::not_found())?;
    let month: Month = month.parse().map_err(|_| Refusal::not_found())?;
    let ReportedTask { row, fields } = reports(&desk).task(&client, month).await?;
    let sees_integration = desk.may(Action::SeeIntegration);
    let title = match &row.task {
        Some(task) => Said::verbatim(&task.title),
        None => Said::of("reports-task-title").with("client", &row.client.name).with("month", month),
    };
    let page = Page::of(&desk, Nav::Reports, &title).await?;
    let called = Called::of(&desk, []).await?;
    let by_hand: BTreeSet<CustomFieldId> = match &row.task {
        Some(task) => hand_edits(desk.actor(), desk.store(), task).await?.into_iter().collect(),
        None => BTreeSet::new(),
    };
    let draft = if sees_integration { Some(settings(desk.actor(), desk.store()).await?) } else { None };
    let counts = fields.iter().zip(&row.cells).map(|(field, cell)| {
        let number = Number::of(&page, cell, month);
        count(&page, field, number, by_hand.contains(&field.id), draft.as_ref(), month)
    });
    let history = if sees_integration {
        let key = SummaryKey { client: client.clone(), month };
        let records = summary_history(desk.actor(), desk.store(), &key, MOST).await?;
        Some(records.iter().filter_map(|record| written(&page, record, &called)).collect())
    } else {
        None
    };
    let facts = match &row.task {
        Some(task) => Some(facts(&desk, &page, task, &called).await?),
        None => None,
    };
    let month_text = month.to_string();
    html(&TaskPage {
        caption: page
            .say(&Said::of("reports-task-caption").with("client", &row.client.name).with("month", month)),
        billed_text: page.t("reports-billed-text"),
        year: year_of(&client),
        report: with_query("/reports", &[("month", &month_text)]),
        facts,
        counts: counts.collect(),
        any_by_hand: !by_hand.is_empty(),
        history,
        import: with_query(
            "/clients/import-data",
            &[("client", client.as_ref()), ("from", &month_text), ("to", &month_text)],
        ),
        may_import: desk.may(Action::ImportData),
        why: with_query("/why", &[("client", client.as_ref()), ("month", &month_text)]),
        may_ask_why: sees_integration,
        client: row.client.name,
        page,
    })
}

async fn facts(desk: &Desk, page: &Page, task: &SummaryTask, called: &Called) -> Result<Facts, Refusal> {
    let topics = desk.means().tasks.topics(desk.firm_id()).await?;
    let topic = topics.into_iter().find(|topic| topic.id == task.topic);
    Ok(Facts {
        topic: topic.map_or_else(|| task.topic.to_string(), |topic| topic.name),
        start: page.locale.date(task.start),
        due: page.locale.date(task.due),
        assignee: called.member_or_id(&task.assignee),
        status: page.say(&task.status.said()),
        is_done: task.status == TaskStatus::Done,
        billed: task.billed,
    })
}

fn count(
    page: &Page,
    field: &CustomField,
    number: Number,
    by_hand: bool,
    settings: Option<&SettingsDraft>,
    month: Month,
) -> Count {
    let mapping = settings.into_iter().flat_map(|settings| &settings.mapping);
    let data = mapping.into_iter().find(|(_, custom)| **custom == field.id).map(|(data, _)| *data);
    let counts =
        |data| Said::of("reports-counts").with("field", Say::said(&data)).with("hint", counting::hint(data));
    Count {
        field: field.name.clone(),
        number,
        by_hand,
        counts: data.map(|data| page.say(&counts(data))).unwrap_or_default(),
        how_to_see: data.map(|data| page.say(&counting::how_to_see(data, month))).unwrap_or_default(),
        also: data.and_then(counting::also_in_documents).map(|also| page.say(&also)).unwrap_or_default(),
    }
}

/// What a record tells of the task. Numbers that the software itself changed after the month was imported came late.
fn written(page: &Page, record: &AuditRecord, called: &Called) -> Option<Written> {
    let AuditEvent::SummaryWritten { created, changes, done, .. } = &record.entry.event else { return None };
    let (what, kind) = match (done, created, changes.is_empty(), &record.entry.who) {
        (Succeeded::No(_), ..) => ("reports-history-failed", "bad"),
        (Succeeded::Yes, true, ..) => ("reports-history-created", "ok"),
        (Succeeded::Yes, false, true, _) => ("reports-history-same", "off"),
        (Succeeded::Yes, false, false, Who::Software) => ("reports-history-late", "warn"),
        (Succeeded::Yes, false, false, Who::Member(_)) => ("reports-history-again", "info"),
    };
    let why = match done {
        Succeeded::No(_) => page.say(&audit::sentence(&record.entry, called)),
        Succeeded::Yes => String::new(),
    };
    Some(Written {
        at: page.locale.moment(record.entry.at),
        who: page.say(&audit::who(&record.entry.who, called)),
        what: page.t(what),
        kind,
        changes: changes.iter().map(|change| changed(page, change, called)).collect(),
        why,
    })
}

fn changed(page: &Page, change: &Change, called: &Called) -> Changed {
    use uku_l10n::Names;
    Changed {
        field: called.custom_field(&change.field).unwrap_or_else(|| change.field.to_string()),
        old: change.old.map_or_else(|| page.t("reports-empty"), |old| plain(page, old)),
        new: plain(page, change.new),
    }
}
