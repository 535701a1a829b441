use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum_extra::extract::Form;
use uku_core::run::{Asked, Which};
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use crate::clients::{ForecastView, forecast_as_asked, start_as_asked};
use crate::fields::Fields;
use crate::form::Faults;
use crate::html::{done, html_as, is_part};
use crate::page::{Nav, Page};

/// Asks before data is reloaded.
#[derive(Template)]
#[template(path = "data_import/reload.html")]
struct ReloadPage {
    page: Page,
    view: ReloadView,
}

#[derive(Template)]
#[template(path = "data_import/reload_part.html")]
struct ReloadPart {
    page: Page,
    view: ReloadView,
}

struct ReloadView {
    /// None where nothing can be reloaded.
    forecast: Option<ForecastView>,
    faults: Faults,
    /// The run that is started, however often the form is sent.
    run: String,
}

/// What reloading would do.
pub(super) async fn ask(desk: Desk, headers: HeaderMap) -> Result<Response, Refusal> {
    answer(&desk, &headers, StatusCode::OK, None).await
}

/// Reloads the data of every connected client.
pub(super) async fn start(
    desk: Desk,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    match start_as_asked(&desk, &Fields::new(pairs), Asked::reload(Which::Everybody)).await {
        Ok(path) => Ok(done(&headers, &path, "data-import-reload-started")),
        Err(refusal) => answer(&desk, &headers, refusal.refused.status(), Some(refusal)).await,
    }
}

async fn answer(
    desk: &Desk,
    headers: &HeaderMap,
    status: StatusCode,
    refusal: Option<Refusal>,
) -> Result<Response, Refusal> {
    let page = Page::of(desk, Nav::Settings, &Said::of("data-import-reload")).await?;
    let refused = |refusal| Faults::of(refusal, &page, &[]);
    let mut faults = refusal.map(refused).transpose()?.unwrap_or_default();
    let forecast = match forecast_as_asked(desk, &Asked::reload(Which::Everybody)).await {
        Ok(forecast) => Some(ForecastView::of(desk, &page, &forecast).await?),
        Err(refusal) => {
            faults = refused(refusal)?;
            None
        }
    };
    let view = ReloadView { forecast, faults, run: desk.means().ids.next().to_string() };
    if is_part(headers) {
        html_as(status, &ReloadPart { page, view })
    } else {
        html_as(status, &ReloadPage { page, view })
    }
}
