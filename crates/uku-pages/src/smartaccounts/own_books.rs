use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum_extra::extract::Form;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use uku_core::connection::{
    Connection, ConnectionOwner, ConnectionState, Saving, TestResult, disconnect, set_paused,
};
use uku_core::firm::Action;
use uku_core::ledger::{Key, KeyPair, KeyPairError};
use uku_l10n::core::connection::badge;
use uku_l10n::{Remedy, Said, Say};
use uku_web::{Access, Desk, Refusal, Refused, Routes};

use super::OVERVIEW;
use crate::form::Faults;
use crate::html::{done, html, html_as, is_part, see};
use crate::page::{Nav, Page};

const FORM: &str = "/settings/smartaccounts/own-company";

pub(super) fn routes(routes: Routes) -> Routes {
    let connect = Access::May(Action::Connect);
    let disconnect = Access::May(Action::Disconnect);
    routes
        .get(FORM, connect, form)
        .post(FORM, connect, save_or_try)
        .post("/settings/smartaccounts/own-company/test", connect, test_saved)
        .post("/settings/smartaccounts/own-company/pause", connect, pause)
        .get("/settings/smartaccounts/own-company/delete", disconnect, ask_to_delete)
        .post("/settings/smartaccounts/own-company/delete", disconnect, delete)
}

/// How the firm's own SmartAccounts company is connected.
#[expect(clippy::struct_excessive_bools, reason = "each shows or hides a part of the page")]
pub(super) struct OwnBooks {
    pub(super) connected: bool,
    pub(super) paused: bool,
    pub(super) kind: &'static str,
    pub(super) symbol: &'static str,
    pub(super) state: String,
    /// The end of the secret key; empty if there is none.
    pub(super) hint: String,
    /// What is wrong, and what to do; empty if nothing is.
    pub(super) trouble: String,
    pub(super) may_connect: bool,
    pub(super) may_disconnect: bool,
}

impl OwnBooks {
    pub(super) async fn of(desk: &Desk, page: &Page) -> Result<Self, Refusal> {
        let connection = connection(desk).await?;
        let (kind, symbol) = match &connection {
            None => ("dashed", "unlink"),
            Some(connection) if connection.paused => ("warn", "pause"),
            Some(connection) => match connection.state {
                ConnectionState::Untested => ("info", "question"),
                ConnectionState::Connected { .. } => ("ok", "check"),
                ConnectionState::Failing { .. } => ("bad", "error"),
            },
        };
        let trouble = match connection.as_ref().map(|connection| &connection.state) {
            Some(ConnectionState::Failing { why, .. }) => {
                let remedy = why.remedy_said().map(|remedy| page.say(&remedy)).unwrap_or_default();
                format!("{} {remedy}", page.say(&why.said()))
            }
            _ => String::new(),
        };
        Ok(Self {
            connected: connection.is_some(),
            paused: connection.as_ref().is_some_and(|connection| connection.paused),
            kind,
            symbol,
            state: page.say(&badge(connection.as_ref())),
            hint: connection.map(|connection| connection.hint.to_string()).unwrap_or_default(),
            trouble,
            may_connect: desk.may(Action::Connect),
            may_disconnect: desk.may(Action::Disconnect),
        })
    }
}

/// The connection of the firm's own books; none if there are no keys.
pub(super) async fn connection(desk: &Desk) -> Result<Option<Connection>, Refusal> {
    let mut work = desk.store().look(desk.firm_id()).await?;
    Ok(work.connections().get(&ConnectionOwner::OwnBooks).await?)
}

/// What a test found, in words.
pub(super) struct Tested {
    kind: &'static str,
    text: String,
    remedy: String,
    /// Entries by which a person sees whose books these are.
    latest: Vec<String>,
}

impl Tested {
    fn of(result: &TestResult, page: &Page) -> Self {
        let latest = match result {
            TestResult::Successful { latest } => latest.as_slice(),
            _ => &[],
        };
        let entry = |date, number: &str, text: &str| {
            format!("{} · {number} {text}", page.locale.date(date)).trim_end().to_owned()
        };
        let remedy = result.remedy_said().filter(|_| !result.is_successful());
        Self {
            kind: if result.is_successful() { "ok" } else { "bad" },
            text: page.say(&result.said()),
            remedy: remedy.map(|remedy| page.say(&remedy)).unwrap_or_default(),
            latest: latest.iter().map(|probed| entry(probed.date, &probed.number, &probed.text)).collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "smartaccounts/own_company.html")]
struct KeysPage {
    page: Page,
    form: KeysView,
}

#[derive(Template)]
#[template(path = "smartaccounts/own_company_part.html")]
struct KeysPart {
    page: Page,
    form: KeysView,
}

struct KeysView {
    connected: bool,
    hint: String,
    public_key: String,
    faults: Faults,
    tested: Option<Tested>,
}

#[derive(Template)]
#[template(path = "smartaccounts/delete_own_company.html")]
struct DeletePage {
    page: Page,
}

#[derive(Template)]
#[template(path = "smartaccounts/delete_own_company_part.html")]
struct DeletePart {
    page: Page,
}

async fn form(desk: Desk, headers: HeaderMap) -> Result<Response, Refusal> {
    let page = page(&desk).await?;
    show(&desk, &headers, StatusCode::OK, page, String::new(), Faults::default(), None).await
}

#[derive(Deserialize)]
struct KeysForm {
    #[serde(default)]
    public_key: String,
    #[serde(default)]
    secret_key: String,
    #[serde(default, rename = "do")]
    wanted: String,
}

async fn save_or_try(
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<KeysForm>,
) -> Result<Response, Refusal> {
    let page = page(&desk).await?;
    let KeysForm { public_key, secret_key, wanted } = form;
    let secret_key = SecretString::from(secret_key);
    let nothing_typed = public_key.is_empty() && secret_key.expose_secret().is_empty();
    let outcome = if wanted == "test" && nothing_typed && connection(&desk).await?.is_some() {
        test(&desk).await.map(Some)
    } else {
        let keys = KeyPair::new(&public_key, secret_key).map_err(refused_keys);
        match keys {
            Err(refusal) => Err(refusal),
            Ok(keys) if wanted == "test" => {
                let tried = desk.connecting().try_keys(&ConnectionOwner::OwnBooks, keys).await;
                tried.map(Some).map_err(Refusal::from)
            }
            Ok(keys) => {
                let saved = desk.connecting().save(&ConnectionOwner::OwnBooks, keys, Saving::Tested).await;
                saved.map(|_| None).map_err(Refusal::from)
            }
        }
    };
    match outcome {
        Ok(None) => Ok(done(&headers, OVERVIEW, "smartaccounts-own-saved")),
        Ok(Some(result)) => {
            let tested = Some(Tested::of(&result, &page));
            show(&desk, &headers, StatusCode::OK, page, public_key, Faults::default(), tested).await
        }
        Err(refusal) => {
            let refusal = in_form(refusal);
            let status = refusal.refused.status();
            let faults = Faults::of(refusal, &page, &["public_key", "secret_key"])?;
            show(&desk, &headers, status, page, public_key, faults, None).await
        }
    }
}

async fn test_saved(desk: Desk, headers: HeaderMap) -> Result<Response, Refusal> {
    let page = page(&desk).await?;
    let result = test(&desk).await?;
    let tested = Some(Tested::of(&result, &page));
    show(&desk, &headers, StatusCode::OK, page, String::new(), Faults::default(), tested).await
}

async fn test(desk: &Desk) -> Result<TestResult, Refusal> {
    Ok(desk.connecting().test(&ConnectionOwner::OwnBooks).await?)
}

#[derive(Deserialize)]
struct PauseForm {
    paused: bool,
}

async fn pause(desk: Desk, headers: HeaderMap, Form(form): Form<PauseForm>) -> Result<Response, Refusal> {
    let (clock, owner) = (desk.means().clock.as_ref(), ConnectionOwner::OwnBooks);
    set_paused(desk.actor(), desk.store(), clock, &owner, form.paused).await?;
    let word = if form.paused { "smartaccounts-own-paused" } else { "smartaccounts-own-resumed" };
    Ok(done(&headers, OVERVIEW, word))
}

async fn ask_to_delete(desk: Desk, headers: HeaderMap) -> Result<Response, Refusal> {
    if connection(&desk).await?.is_none() && !is_part(&headers) {
        return Ok(see(OVERVIEW));
    }
    let page = Page::of(&desk, Nav::Settings, &Said::of("smartaccounts-own-delete-title")).await?;
    if is_part(&headers) { html(&DeletePart { page }) } else { html(&DeletePage { page }) }
}

async fn delete(desk: Desk, headers: HeaderMap) -> Result<Response, Refusal> {
    let clock = desk.means().clock.as_ref();
    let deleted = disconnect(desk.actor(), desk.store(), clock, &ConnectionOwner::OwnBooks).await;
    match deleted.map_err(Refusal::from) {
        // The second of two clicks.
        Err(refusal) if refusal.refused == Refused::Conflict => {}
        deleted => deleted?,
    }
    Ok(done(&headers, OVERVIEW, "smartaccounts-own-deleted"))
}

async fn page(desk: &Desk) -> Result<Page, Refusal> {
    Page::of(desk, Nav::Settings, &Said::of("smartaccounts-own")).await
}

async fn show(
    desk: &Desk,
    headers: &HeaderMap,
    status: StatusCode,
    page: Page,
    public_key: String,
    faults: Faults,
    tested: Option<Tested>,
) -> Result<Response, Refusal> {
    let connection = connection(desk).await?;
    let hint = connection.as_ref().map(|connection| connection.hint.to_string()).unwrap_or_default();
    let form = KeysView { connected: connection.is_some(), hint, public_key, faults, tested };
    if is_part(headers) {
        html_as(status, &KeysPart { page, form })
    } else {
        html_as(status, &KeysPage { page, form })
    }
}

fn refused_keys(error: KeyPairError) -> Refusal {
    let (KeyPairError::Empty(key) | KeyPairError::Space(key, _)) = error;
    let field = match key {
        Key::Public => "public_key",
        Key::Secret => "secret_key",
    };
    Refusal::field(field, error.said())
}

/// The same, with the fields as this form calls them.
fn in_form(refusal: Refusal) -> Refusal {
    let ours = match () {
        () if refusal.fault("publicKey").is_some() => "public_key",
        () if refusal.fault("secretKey").is_some() => "secret_key",
        () => return refusal,
    };
    refusal.at(ours)
}
