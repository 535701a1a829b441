use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum_extra::extract::Form;
use uku_core::run::{Asked, Which};
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use super::dialog::{About, client_of, dialog};
use super::forecast_view::ForecastView;
use super::import_data::{forecast_as_asked, start_as_asked};
use crate::fields::Fields;
use crate::form::Faults;
use crate::html::done;
use crate::page::{Nav, Page};

#[derive(Template)]
#[template(path = "clients/reload.html")]
struct ReloadDialog<'a> {
    page: &'a Page,
    about: &'a About,
    faults: Faults,
    /// None where it can't be done.
    forecast: Option<ForecastView>,
    /// The run that will be started, however often the form is sent.
    run: String,
}

/// What reloading one client's data would do.
pub(super) async fn show(
    desk: Desk,
    headers: HeaderMap,
    Path(client): Path<String>,
) -> Result<Response, Refusal> {
    let (client, _) = client_of(&desk, &client).await?;
    answer(&desk, &headers, &About::of(&client, &headers), StatusCode::OK, Faults::default()).await
}

/// Reloads one client's data.
pub(super) async fn start(
    desk: Desk,
    headers: HeaderMap,
    Path(client): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let (client, _) = client_of(&desk, &client).await?;
    let about = About::of(&client, &headers);
    match start_as_asked(&desk, &Fields::new(pairs), asked(&about)).await {
        Ok(path) => Ok(done(&headers, &path, "clients-run-started")),
        Err(refusal) => {
            let page = title(&desk, &about).await?;
            let faults = Faults::of(refusal, &page, &[])?;
            answer(&desk, &headers, &about, StatusCode::UNPROCESSABLE_ENTITY, faults).await
        }
    }
}

fn asked(about: &About) -> Asked {
    Asked::reload(Which::These(vec![about.id.clone()]))
}

async fn title(desk: &Desk, about: &About) -> Result<Page, Refusal> {
    let title = Said::of("clients-reload-title").with("client", about.name.clone());
    Page::of(desk, Nav::Clients, &title).await
}

async fn answer(
    desk: &Desk,
    headers: &HeaderMap,
    about: &About,
    status: StatusCode,
    mut faults: Faults,
) -> Result<Response, Refusal> {
    let page = title(desk, about).await?;
    let mut forecast = None;
    match forecast_as_asked(desk, &asked(about)).await {
        Ok(found) => forecast = Some(ForecastView::of(desk, &page, &found).await?),
        Err(refusal) => faults = Faults::of(refusal, &page, &[])?,
    }
    let run = desk.means().ids.next().to_string();
    dialog(headers, status, &page, about, &ReloadDialog { page: &page, about, faults, forecast, run })
}
