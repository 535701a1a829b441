use askama::Template;
use axum::extract::Multipart;
use axum::http::HeaderMap;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use uku_core::client_import::{ClientImport, ClientImportId, ImportState, cancel, progress};
use uku_core::firm::Action;
use uku_core::ledger::Login;
use uku_l10n::Said;
use uku_web::{Access, ClientsFrom, Desk, Refusal, Refused, Routes, SeenImport};

use super::IMPORT;
use super::import_view::ImportView;
use crate::form::Faults;
use crate::html::{done, html, html_as, is_part, see};
use crate::page::{Nav, Page};

pub(super) fn routes(routes: Routes) -> Routes {
    let import = Access::May(Action::ImportClients);
    routes
        .get(IMPORT, Access::May(Action::SeeIntegration), show)
        .get("/settings/smartaccounts/import/progress", Access::May(Action::SeeIntegration), look_again)
        .post(IMPORT, import, sign_in)
        .post("/settings/smartaccounts/import/own-company", import, from_own_books)
        .post("/settings/smartaccounts/import/file", import, from_file)
        .post("/settings/smartaccounts/import/cancel", import, give_up)
        .post("/settings/smartaccounts/import/confirm", import, go_on)
}

#[derive(Template)]
#[template(path = "smartaccounts/import.html")]
struct ImportPage {
    page: Page,
    tab: &'static str,
    view: ImportView,
}

/// The same without what stands around it: while clients are fetched, and in the dialog of the client list.
#[derive(Template)]
#[template(path = "smartaccounts/import_part.html")]
struct ImportPart {
    page: Page,
    view: ImportView,
}

#[derive(Template)]
#[template(path = "smartaccounts/import_dialog.html")]
struct ImportDialog {
    page: Page,
    view: ImportView,
}

async fn page(desk: &Desk) -> Result<Page, Refusal> {
    Page::of(desk, Nav::Settings, &Said::verbatim("SmartAccounts")).await
}

async fn show(desk: Desk, headers: HeaderMap) -> Result<Response, Refusal> {
    let page = page(&desk).await?;
    let view = ImportView::of(&desk, &page, String::new(), Faults::default()).await?;
    if is_part(&headers) {
        html(&ImportDialog { page, view })
    } else {
        html(&ImportPage { page, tab: "import", view })
    }
}

async fn look_again(desk: Desk, headers: HeaderMap) -> Result<Response, Refusal> {
    if !is_part(&headers) {
        return Ok(see(IMPORT));
    }
    let page = page(&desk).await?;
    let view = ImportView::of(&desk, &page, String::new(), Faults::default()).await?;
    html(&ImportPart { page, view })
}

#[derive(Deserialize)]
struct SignInForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    seen: String,
}

async fn sign_in(desk: Desk, Form(form): Form<SignInForm>) -> Result<Response, Refusal> {
    let SignInForm { email, password, seen } = form;
    let email = email.trim().to_owned();
    let login = Login { email: email.clone(), password: password.into() };
    begin(&desk, ClientsFrom::SignIn(login), &seen, email).await
}

#[derive(Deserialize)]
struct SeenForm {
    #[serde(default)]
    seen: String,
}

async fn from_own_books(desk: Desk, Form(form): Form<SeenForm>) -> Result<Response, Refusal> {
    begin(&desk, ClientsFrom::OwnBooks, &form.seen, String::new()).await
}

async fn from_file(desk: Desk, mut form: Multipart) -> Result<Response, Refusal> {
    let (mut seen, mut file) = (String::new(), None);
    while let Some(field) = form.next_field().await.map_err(|_| unreadable())? {
        match field.name() {
            Some("seen") => seen = field.text().await.map_err(|_| unreadable())?,
            Some("file") => file = Some(field.bytes().await.map_err(|_| unreadable())?),
            _ => {}
        }
    }
    let companies = match file.filter(|file| !file.is_empty()) {
        None => Err(Refusal::field("file", Said::of("client-import-no-file"))),
        Some(file) => uku_companies_file::read(&file).map_err(Refusal::from),
    };
    match companies {
        Ok(companies) => begin(&desk, ClientsFrom::File(companies), &seen, String::new()).await,
        Err(refusal) => again(&desk, String::new(), refusal).await,
    }
}

/// A file that is too large, or that did not arrive whole.
fn unreadable() -> Refusal {
    Refusal::new(Refused::TooLarge, Said::of("client-import-file-too-large"))
}

async fn begin(desk: &Desk, from: ClientsFrom, seen: &str, email: String) -> Result<Response, Refusal> {
    match desk.fetch_clients(from, SeenImport::Latest(id(seen))).await {
        Ok(_) => Ok(see(IMPORT)),
        // Another click, or another tab, was faster: what goes on is there to be seen.
        Err(refusal) if is_late(&refusal) && goes_on(desk).await? => Ok(see(IMPORT)),
        Err(refusal) => again(desk, email, refusal).await,
    }
}

fn is_late(refusal: &Refusal) -> bool {
    matches!(refusal.refused, Refused::Conflict | Refused::Changed)
}

async fn goes_on(desk: &Desk) -> Result<bool, Refusal> {
    let state = latest(desk).await?.map(|import| import.state);
    Ok(matches!(state, Some(ImportState::Fetching { .. } | ImportState::Confirming)))
}

async fn latest(desk: &Desk) -> Result<Option<ClientImport>, Refusal> {
    Ok(progress(desk.actor(), desk.store(), desk.means().clock.as_ref()).await?)
}

/// The form once more, with what is wrong.
async fn again(desk: &Desk, email: String, refusal: Refusal) -> Result<Response, Refusal> {
    let status = refusal.refused.status();
    let page = page(desk).await?;
    let faults = Faults::of(refusal, &page, &["email", "password", "file"])?;
    let view = ImportView::of(desk, &page, email, faults).await?;
    html_as(status, &ImportPage { page, tab: "import", view })
}

async fn give_up(desk: Desk, headers: HeaderMap) -> Result<Response, Refusal> {
    match cancel(desk.actor(), desk.store(), desk.means().clock.as_ref()).await.map_err(Refusal::from) {
        // It ended meanwhile, or another click was faster.
        Err(refusal) if refusal.refused == Refused::Conflict => Ok(see(IMPORT)),
        cancelled => {
            cancelled?;
            Ok(done(&headers, IMPORT, "client-import-cancelled"))
        }
    }
}

#[derive(Deserialize)]
struct ConfirmForm {
    #[serde(default)]
    import: String,
}

async fn go_on(desk: Desk, Form(form): Form<ConfirmForm>) -> Result<Response, Refusal> {
    confirm(&desk, id(&form.import)).await
}

/// Begins to write what is ticked. What was written meanwhile, by another click or in another tab, is there to be seen.
pub(super) async fn confirm(desk: &Desk, import: Option<ClientImportId>) -> Result<Response, Refusal> {
    let import = import.ok_or_else(Refusal::not_found)?;
    match desk.confirm_clients(import).await {
        Ok(()) => Ok(see(IMPORT)),
        Err(refusal) if refusal.refused == Refused::Conflict => {
            let latest = latest(desk).await?;
            match latest.filter(|latest| latest.id == import).map(|latest| latest.state) {
                Some(ImportState::Confirmed(_) | ImportState::Confirming) => Ok(see(IMPORT)),
                _ => again(desk, String::new(), refusal).await,
            }
        }
        Err(refusal) => again(desk, String::new(), refusal).await,
    }
}

/// The identity that a form names; none if it names none.
pub(super) fn id(text: &str) -> Option<ClientImportId> {
    text.parse().ok().map(ClientImportId)
}
