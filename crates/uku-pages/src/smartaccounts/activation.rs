use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use uku_core::activation::{activate, deactivate, destroy_keys, forecast_deactivation, forecast_destruction};
use uku_core::firm::Action;
use uku_l10n::{Said, Say};
use uku_web::{Access, Desk, Refusal, Refused, Routes};

use super::OVERVIEW;
use crate::form::Faults;
use crate::html::{done, html, html_as, is_part, see};
use crate::page::{Nav, Page};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .post("/settings/smartaccounts/activate", Access::May(Action::Activate), activate_it)
        .get("/settings/smartaccounts/deactivate", Access::May(Action::Deactivate), ask_to_deactivate)
        .post("/settings/smartaccounts/deactivate", Access::May(Action::Deactivate), deactivate_it)
        .get("/settings/smartaccounts/destroy-keys", Access::May(Action::DestroyKeys), ask_to_destroy)
        .post("/settings/smartaccounts/destroy-keys", Access::May(Action::DestroyKeys), destroy_them)
}

/// Asks before everything stops.
#[derive(Template)]
#[template(path = "smartaccounts/deactivate.html")]
struct DeactivatePage {
    page: Page,
    forecast: String,
}

#[derive(Template)]
#[template(path = "smartaccounts/deactivate_part.html")]
struct DeactivatePart {
    page: Page,
    forecast: String,
}

/// Asks before all keys are destroyed: a phrase has to be typed.
#[derive(Template)]
#[template(path = "smartaccounts/destroy_keys.html")]
struct DestroyPage {
    page: Page,
    forecast: String,
    phrase: String,
    typed: String,
    faults: Faults,
}

#[derive(Template)]
#[template(path = "smartaccounts/destroy_keys_part.html")]
struct DestroyPart {
    page: Page,
    forecast: String,
    phrase: String,
    typed: String,
    faults: Faults,
}

async fn activate_it(desk: Desk, headers: HeaderMap) -> Result<Response, Refusal> {
    activate(desk.actor(), desk.store(), desk.means().clock.as_ref()).await?;
    Ok(done(&headers, OVERVIEW, "smartaccounts-activated"))
}

async fn ask_to_deactivate(desk: Desk, headers: HeaderMap) -> Result<Response, Refusal> {
    let asked = forecast_deactivation(desk.actor(), desk.store(), desk.means().clock.as_ref()).await;
    let forecast = match asked.map_err(Refusal::from) {
        // Somebody else was faster.
        Err(refusal) if refusal.refused == Refused::Conflict && !is_part(&headers) => {
            return Ok(see(OVERVIEW));
        }
        asked => asked?,
    };
    let page = Page::of(&desk, Nav::Settings, &Said::of("smartaccounts-deactivate-title")).await?;
    let forecast = page.say(&forecast.said());
    if is_part(&headers) {
        html(&DeactivatePart { page, forecast })
    } else {
        html(&DeactivatePage { page, forecast })
    }
}

async fn deactivate_it(desk: Desk, headers: HeaderMap) -> Result<Response, Refusal> {
    let deactivated = deactivate(desk.actor(), desk.store(), desk.means().clock.as_ref()).await;
    match deactivated.map_err(Refusal::from) {
        // The second of two clicks.
        Err(refusal) if refusal.refused == Refused::Conflict => {}
        deactivated => {
            deactivated?;
        }
    }
    Ok(done(&headers, OVERVIEW, "smartaccounts-deactivated"))
}

async fn ask_to_destroy(desk: Desk, headers: HeaderMap) -> Result<Response, Refusal> {
    show_destroying(&desk, &headers, StatusCode::OK, String::new(), None).await
}

#[derive(Deserialize)]
struct DestroyForm {
    #[serde(default)]
    confirmation: String,
}

async fn destroy_them(
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<DestroyForm>,
) -> Result<Response, Refusal> {
    let clock = desk.means().clock.as_ref();
    match destroy_keys(desk.actor(), desk.store(), clock, &form.confirmation).await {
        Ok(_) => Ok(done(&headers, OVERVIEW, "smartaccounts-keys-destroyed")),
        Err(error) => {
            let (refusal, status) = (Refusal::from(error), StatusCode::UNPROCESSABLE_ENTITY);
            show_destroying(&desk, &headers, status, form.confirmation, Some(refusal)).await
        }
    }
}

async fn show_destroying(
    desk: &Desk,
    headers: &HeaderMap,
    status: StatusCode,
    typed: String,
    refusal: Option<Refusal>,
) -> Result<Response, Refusal> {
    let forecast = forecast_destruction(desk.actor(), desk.store()).await?;
    let page = Page::of(desk, Nav::Settings, &Said::of("smartaccounts-destroy-title")).await?;
    let faults = match refusal {
        Some(refusal) => Faults::of(refusal, &page, &["confirmation"])?,
        None => Faults::default(),
    };
    let (phrase, forecast) = (forecast.phrase(), page.say(&forecast.said()));
    if is_part(headers) {
        html_as(status, &DestroyPart { page, forecast, phrase, typed, faults })
    } else {
        html_as(status, &DestroyPage { page, forecast, phrase, typed, faults })
    }
}
