use askama::Template;
use axum::http::HeaderMap;
use axum::response::Response;
use axum_extra::extract::Form;
use uku_core::counting::DataField;
use uku_core::summary::{SettingsDraft, create_main_fields, settings};
use uku_l10n::{Said, Say};
use uku_web::{Desk, Refusal};

use super::TAB;
use super::mapping::Mapping;
use super::settings::at_control;
use super::typed::{Typed, written};
use crate::fields::Fields;
use crate::form::Faults;
use crate::html::{done, html, is_part};
use crate::page::{Nav, Page};

/// The data fields of a form that stays as it was typed, with what was mapped since.
#[derive(Template)]
#[template(path = "data_import/fields_part.html")]
struct FieldsPart {
    page: Page,
    may_change: bool,
    typed: Typed,
    mapping: Mapping,
}

/// Makes the four main custom task fields, and maps them.
pub(super) async fn create(
    desk: Desk,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let before = settings(desk.actor(), desk.store()).await?;
    let (means, locale) = (desk.means(), desk.locale());
    let (tasks, clock, ids) = (means.tasks.as_ref(), means.clock.as_ref(), means.ids.as_ref());
    let name = |field: DataField| locale.say(&field.said());
    let created = create_main_fields(desk.actor(), tasks, desk.store(), clock, ids, name).await;
    let draft = created.map_err(at_control)?;
    if !is_part(&headers) {
        return Ok(done(&headers, TAB, "data-import-fields-created"));
    }
    let typed = with_created(Typed::sent(&Fields::new(pairs)), &before, &draft);
    let page = Page::of(&desk, Nav::Settings, &Said::verbatim("SmartAccounts")).await?;
    let fields = tasks.custom_fields(desk.firm_id()).await?;
    let mapping = Mapping::of(&page, &typed, &fields, &Faults::default());
    html(&FieldsPart { page, may_change: true, typed, mapping })
}

/// What was typed, with the fields that were mapped since. If somebody else changed the settings before, saving still tells.
fn with_created(mut typed: Typed, before: &SettingsDraft, now: &SettingsDraft) -> Typed {
    for (field, custom) in
        now.mapping.iter().filter(|(field, custom)| before.mapping.get(field) != Some(custom))
    {
        typed.mapping.insert(*field, custom.to_string());
    }
    if typed.read().as_ref() == Ok(before) {
        typed.read = written(now);
    }
    typed
}
