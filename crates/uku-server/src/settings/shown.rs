use chrono::{DateTime, Utc};
use serde::Serialize;
use uku_core::calendar::{ImportDay, Month, current_month};
use uku_core::client::Client;
use uku_core::clock::Clock;
use uku_core::counting::DataField;
use uku_core::schedule::{NextImport, upcoming_import};
use uku_core::summary::{
    CustomField, MissingSetting, SettingsDraft, TaskStatus, Topic, check_settings, settings,
};

use super::refused;
use crate::app::App;
use crate::args::PreviewArgs;
use crate::failure::Failure;
use crate::lists::refused as not_listed;
use crate::means::SystemClock;

/// The settings with everything that a person wants to know of them.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Shown {
    pub(super) title: Option<String>,
    pub(super) preview: Option<PreviewOut>,
    pub(super) topic: Option<NamedOut>,
    pub(super) import_day: Option<ImportDay>,
    /// Hours and minutes; the usual time if no other is set.
    pub(super) import_time: Option<String>,
    pub(super) usual_time: bool,
    pub(super) time_zone: String,
    pub(super) status: TaskStatus,
    pub(super) look_back: u8,
    pub(super) look_day: u8,
    pub(super) fields: Vec<FieldOut>,
    pub(super) missing: Vec<&'static str>,
    pub(super) broken: Vec<BrokenOut>,
    pub(super) next_import: Option<NextOut>,
    pub(super) active: bool,
    /// Whether the rule imports a month before it is over.
    pub(super) within_month: bool,
}

/// The title as it would be.
#[derive(Debug, Serialize)]
pub(super) struct PreviewOut {
    pub(super) client: String,
    pub(super) month: Month,
    pub(super) title: String,
}

/// Something with a name; none if it does not exist any more.
#[derive(Debug, Serialize)]
pub(super) struct NamedOut {
    pub(super) id: String,
    pub(super) name: Option<String>,
}

/// A data field and where it is written.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FieldOut {
    pub(super) field: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
    pub(super) custom_field: Option<NamedOut>,
    /// Whether it is mapped beside Documents, which counts it as well.
    pub(super) also_in_documents: bool,
}

/// Something that the settings name and that is not there as it should be.
#[derive(Debug, Serialize)]
pub(super) struct BrokenOut {
    pub(super) text: String,
    pub(super) remedy: &'static str,
}

/// The next import that comes up by itself.
#[derive(Debug, Serialize)]
pub(super) struct NextOut {
    pub(super) at: DateTime<Utc>,
    /// By the firm's clock.
    pub(super) local: String,
    pub(super) month: Month,
    pub(super) text: String,
}

/// What the settings mean in the firm, as far as it is known.
struct Facts {
    draft: SettingsDraft,
    topics: Vec<Topic>,
    custom: Vec<CustomField>,
    next: Option<NextImport>,
    client: Option<Client>,
    month: Month,
    active: bool,
}

impl Shown {
    pub(super) async fn read(app: &App, preview: &PreviewArgs) -> Result<Self, Failure> {
        let (actor, store, clients) = (&app.actor, app.stored.integration(), app.stored.clients());
        let draft = settings(actor, store).await.map_err(|error| refused(&error))?;
        let tasks = app.stored.tasks();
        let topics = tasks.topics(&app.firm.id).await.map_err(|error| not_listed(&error))?;
        let custom = tasks.custom_fields(&app.firm.id).await.map_err(|error| not_listed(&error))?;
        let next = upcoming_import(actor, clients, store, &SystemClock).await.map_err(Failure::could_not)?;
        let client = match &preview.client {
            Some(text) => Some(app.client(text).await?),
            None => clients.clients(&app.firm.id).await.map_err(Failure::could_not)?.into_iter().next(),
        };
        let this_month = || current_month(app.firm.time_zone, SystemClock.now());
        let month = preview.month.or(next.map(|next| next.month)).unwrap_or_else(this_month);
        let mut work = store.open(&app.firm.id).await.map_err(Failure::could_not)?;
        let active = work.is_active().await.map_err(Failure::could_not)?;
        drop(work);
        let facts = Facts { draft, topics, custom, next, client, month, active };
        Ok(Self::of(app.firm.time_zone, SystemClock.now(), &facts))
    }

    fn of(zone: chrono_tz::Tz, now: DateTime<Utc>, facts: &Facts) -> Self {
        let Facts { draft, topics, custom, next, client, month, active } = facts;
        let topic = draft.topic.as_ref().map(|id| NamedOut {
            id: id.to_string(),
            name: topics.iter().find(|topic| topic.id == *id).map(|topic| topic.name.clone()),
        });
        let custom_field = |field: &DataField| {
            let id = draft.mapping.get(field)?;
            let name = custom.iter().find(|custom| custom.id == *id).map(|custom| custom.name.clone());
            Some(NamedOut { id: id.to_string(), name })
        };
        let documents = draft.mapping.contains_key(&DataField::Documents);
        let fields = DataField::ALL.map(|field| FieldOut {
            field: field.key(),
            label: field.label(),
            hint: field.hint(),
            custom_field: custom_field(&field),
            also_in_documents: documents
                && draft.mapping.contains_key(&field)
                && field.is_also_in_documents(),
        });
        let preview = draft.title.as_ref().zip(client.as_ref()).map(|(title, client)| PreviewOut {
            client: client.name.clone(),
            month: *month,
            title: title.render(&client.name, *month),
        });
        let troubles = check_settings(draft, topics, custom);
        let broken =
            troubles.iter().map(|trouble| BrokenOut { text: trouble.to_string(), remedy: trouble.remedy() });
        let time = draft.import_day.map(|day| draft.import_time.unwrap_or_else(|| day.usual_time()));
        Self {
            title: draft.title.as_ref().map(ToString::to_string),
            preview,
            topic,
            import_day: draft.import_day,
            import_time: time.map(|time| time.format("%H:%M").to_string()),
            usual_time: draft.import_time.is_none(),
            time_zone: zone.to_string(),
            status: draft.status,
            look_back: draft.late_look.months.into(),
            look_day: draft.late_look.day.into(),
            fields: fields.into(),
            missing: draft.complete().err().unwrap_or_default().into_iter().map(screen_name).collect(),
            broken: broken.collect(),
            next_import: next.as_ref().map(|next| next_out(next, zone, now)),
            active: *active,
            within_month: matches!(
                draft.import_day,
                Some(ImportDay::LastWorkDay | ImportDay::LastCalendarDay)
            ),
        }
    }
}

fn screen_name(missing: MissingSetting) -> &'static str {
    match missing {
        MissingSetting::TaskTitle => "Task title",
        MissingSetting::Topic => "Topic",
        MissingSetting::DataImport => "Data import",
        MissingSetting::DataFields => "Configure data fields",
    }
}

/// Says the year only where it is another than now.
fn next_out(next: &NextImport, zone: chrono_tz::Tz, now: DateTime<Utc>) -> NextOut {
    let local = next.at.with_timezone(&zone);
    let month = next.month.first_day();
    let this_year = now.with_timezone(&zone).format("%Y").to_string();
    let same_year = |year: String| year == this_year;
    let day = if same_year(local.format("%Y").to_string()) { "%-d %B %H:%M" } else { "%-d %B %Y %H:%M" };
    let counts = if same_year(month.format("%Y").to_string()) { "%B" } else { "%B %Y" };
    NextOut {
        at: next.at,
        local: local.format("%Y-%m-%dT%H:%M").to_string(),
        month: next.month,
        text: format!("{}, counts {}", local.format(day), month.format(counts)),
    }
}

#[cfg(test)]
mod tests;
