use askama::Template;
use axum::http::HeaderMap;
use axum::response::Response;
use axum_extra::extract::Form;
use uku_core::counting::DataField;
use uku_core::firm::Action;
use uku_core::summary::{
    FieldMappingError, MissingSetting, SettingsDraft, SettingsError, SettingsTrouble, TaskStatus,
    check_settings, replace_settings, settings,
};
use uku_l10n::{Remedy, Said, Say};
use uku_web::{Desk, Refusal, Refused};

use super::TAB;
use super::choices::{Choice, import_days, look_back, look_days, topics};
use super::conflict::{Now, others};
use super::mapping::Mapping;
use super::next::Next;
use super::preview::{day_preview, title_preview};
use super::typed::{CONTROLS, Typed, written};
use crate::fields::Fields;
use crate::form::Faults;
use crate::html::{done, html, html_as};
use crate::page::{Nav, Page};
use crate::topics::task_lists;

#[derive(Template)]
#[template(path = "data_import/settings.html")]
struct SettingsPage {
    page: Page,
    tab: &'static str,
    may_change: bool,
    /// Why the person may not; empty for who may.
    why_not: String,
    may_reload: bool,
    typed: Typed,
    faults: Faults,
    /// What has to be filled in before anything is imported.
    missing: Vec<Missing>,
    /// What broke since it was chosen.
    broken: Vec<Broken>,
    /// What somebody else changed meanwhile, as it is now.
    changed: Vec<Now>,
    title_preview: String,
    topics: Vec<Choice>,
    import_days: Vec<Choice>,
    day_preview: String,
    look_back: Vec<Choice>,
    look_days: Vec<Choice>,
    mapping: Mapping,
    next: Option<Next>,
}

/// A required field that is not filled in.
struct Missing {
    name: String,
    /// Where it is on the page.
    at: &'static str,
}

/// Something that was chosen and is not there as it should be.
struct Broken {
    what: String,
    remedy: String,
}

/// The settings as they are.
pub(super) async fn show(desk: Desk) -> Result<Response, Refusal> {
    let draft = settings(desk.actor(), desk.store()).await?;
    let page = title(&desk).await?;
    html(&settings_page(&desk, page, &draft, Typed::of(&draft), Faults::default(), Vec::new()).await?)
}

/// Saves what was typed.
pub(super) async fn save(
    desk: Desk,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let mut typed = Typed::sent(&Fields::new(pairs));
    match put(&desk, &mut typed).await {
        Ok(()) => Ok(done(&headers, TAB, "data-import-saved")),
        Err(refusal) => show_again(&desk, typed, refusal).await,
    }
}

async fn put(desk: &Desk, typed: &mut Typed) -> Result<(), Refusal> {
    let (expected, mut draft) = (typed.read()?, typed.meant()?);
    if !typed.new_topic.is_empty() {
        let topic = task_lists(desk).topic_called(&typed.new_topic).await;
        let topic = topic.map_err(|error| at_new_topic(error.into()))?;
        // It is there now, whatever becomes of the rest.
        typed.new_topic.clear();
        typed.topic = topic.id.to_string();
        draft.topic = Some(topic.id);
    }
    let (tasks, clock) = (desk.means().tasks.as_ref(), desk.means().clock.as_ref());
    replace_settings(desk.actor(), tasks, desk.store(), clock, &expected, &draft).await.map_err(at_control)
}

async fn show_again(desk: &Desk, mut typed: Typed, refusal: Refusal) -> Result<Response, Refusal> {
    let page = title(desk).await?;
    let draft = settings(desk.actor(), desk.store()).await?;
    let mut changed = Vec::new();
    if refusal.refused == Refused::Changed {
        let tasks = desk.means().tasks.as_ref();
        let (topics, fields) =
            (tasks.topics(desk.firm_id()).await?, tasks.custom_fields(desk.firm_id()).await?);
        changed = others(&page, &topics, &fields, &draft, &typed.meant()?);
        // Whoever saves again has seen what is there now.
        typed.read = written(&draft);
    }
    let status = refusal.refused.status();
    let controls: Vec<&str> = CONTROLS.into_iter().chain(DataField::ALL.map(DataField::key)).collect();
    let faults = Faults::of(refusal, &page, &controls)?;
    html_as(status, &settings_page(desk, page, &draft, typed, faults, changed).await?)
}

async fn title(desk: &Desk) -> Result<Page, Refusal> {
    Page::of(desk, Nav::Settings, &Said::verbatim("SmartAccounts")).await
}

async fn settings_page(
    desk: &Desk,
    page: Page,
    draft: &SettingsDraft,
    typed: Typed,
    faults: Faults,
    changed: Vec<Now>,
) -> Result<SettingsPage, Refusal> {
    let tasks = desk.means().tasks.as_ref();
    let (all, fields) = (tasks.topics(desk.firm_id()).await?, tasks.custom_fields(desk.firm_id()).await?);
    let broken = |trouble: SettingsTrouble| Broken {
        what: page.say(&trouble.said()),
        remedy: trouble.remedy_said().map(|remedy| page.say(&remedy)).unwrap_or_default(),
    };
    let why_not = desk.actor().may(Action::ChangeSettings).err().map(|denied| {
        let remedy = denied.remedy_said().map(|remedy| page.say(&remedy)).unwrap_or_default();
        format!("{} {remedy}", page.say(&denied.said())).trim_end().to_owned()
    });
    let missing = draft.complete().err().unwrap_or_default();
    Ok(SettingsPage {
        tab: "data-import",
        may_change: why_not.is_none(),
        why_not: why_not.unwrap_or_default(),
        may_reload: desk.may(Action::ReloadData),
        missing: missing.iter().map(|one| Missing { name: page.say(&one.said()), at: place(*one) }).collect(),
        broken: check_settings(draft, &all, &fields).into_iter().map(broken).collect(),
        changed,
        title_preview: title_preview(desk, &typed.title),
        topics: topics(&page, &all, &typed.topic),
        import_days: import_days(&page, &typed.import_day),
        day_preview: day_preview(desk, &typed.import_day, &typed.import_time),
        look_back: look_back(&page, &typed.look_back),
        look_days: look_days(&page, &typed.look_day),
        mapping: Mapping::of(&page, &typed, &fields, &faults),
        next: Next::of(desk, &page).await?,
        typed,
        faults,
        page,
    })
}

fn place(missing: MissingSetting) -> &'static str {
    match missing {
        MissingSetting::TaskTitle => "title",
        MissingSetting::Topic => "topic",
        MissingSetting::DataImport => "import_day",
        MissingSetting::DataFields => DataField::SalesEntries.key(),
    }
}

/// What is wrong with the settings, beside the control that is meant.
pub(super) fn at_control(error: SettingsError) -> Refusal {
    let control = match &error {
        SettingsError::Mapping(FieldMappingError::Shared(_, field)) => field.key(),
        SettingsError::Trouble(SettingsTrouble::TopicGone(_) | SettingsTrouble::TopicArchived(_)) => "topic",
        SettingsError::Trouble(
            SettingsTrouble::FieldGone { data_field, .. }
            | SettingsTrouble::FieldArchived { data_field, .. }
            | SettingsTrouble::NotANumber { data_field, .. },
        ) => data_field.key(),
        _ => return error.into(),
    };
    Refusal::from(error).at(control)
}

/// What is wrong with a name, beside the control in which this form has it.
fn at_new_topic(refusal: Refusal) -> Refusal {
    if refusal.fault("name").is_some() { refusal.at("new_topic") } else { refusal }
}
