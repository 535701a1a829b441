use std::path::Path;

use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use uku_companies_file::FileSource;
use uku_core::client_import::{
    ClientImport, ClientSource, Confirmed, FetchError, Fetching, ImportSource, ImportState, OwnBooksSource,
    SignInSource, StartImportError, fail, fetch, may_start, start, told_on_the_spot,
};
use uku_core::connection::{ConnectionOwner, NoBooks, open_books};
use uku_core::ledger::{CompanyDirectory, Login};

use crate::app::App;
use crate::args::{CommonArgs, ImportArgs};
use crate::directory::DirectoryAt;
use crate::failure::Failure;
use crate::means::{SystemClock, SystemIds};
use crate::output::{json, local};
use crate::typed;

/// How far a client import is, for other programs.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ImportOut {
    id: String,
    source: ImportSource,
    state: &'static str,
    rows: u32,
    repeats: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed: Option<ConfirmedOut>,
}

/// What came of a confirmed import, in rows.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ConfirmedOut {
    created: u32,
    updated: u32,
    unchanged: u32,
    declined: u32,
    left: u32,
    failed: u32,
    connected: u32,
    not_connected: u32,
}

impl ConfirmedOut {
    fn of(done: &Confirmed) -> Self {
        let Confirmed { created, updated, unchanged, declined, left, failed, connected, not_connected } =
            *done;
        Self { created, updated, unchanged, declined, left, failed, connected, not_connected }
    }
}

impl ImportOut {
    pub(super) fn of(import: &ClientImport) -> Self {
        Self {
            id: import.id.to_string(),
            source: import.source,
            state: import.state.word(),
            rows: import.rows,
            repeats: import.repeats,
            error: match &import.state {
                ImportState::Failed(error) => Some(explained(error)),
                _ => None,
            },
            confirmed: match &import.state {
                ImportState::Confirmed(done) => Some(ConfirmedOut::of(done)),
                _ => None,
            },
        }
    }
}

fn explained(error: &FetchError) -> String {
    format!("{error}. {}", error.remedy())
}

/// Fetches clients, from wherever the person says.
pub(super) async fn run(app: &App, common: &CommonArgs, args: &ImportArgs) -> Result<String, Failure> {
    let import = if let Some(email) = &args.source.email {
        from_sign_in(app, common, args, email).await?
    } else if let Some(file) = &args.source.file {
        let mut source = file_source(file)?;
        let import = begin(app, ImportSource::File).await?;
        go_on(app, import, &mut source).await?
    } else {
        from_own_books(app).await?
    };
    told_on_the_spot(app.stored.integration(), &app.firm.id, import.id).await.map_err(Failure::could_not)?;
    if let ImportState::Failed(error) = &import.state {
        return Err(Failure::could_not(format!("no clients were fetched: {}", explained(error))));
    }
    if common.json { json(&ImportOut::of(&import)) } else { Ok(state_text(&import)) }
}

async fn from_sign_in(
    app: &App,
    common: &CommonArgs,
    args: &ImportArgs,
    email: &str,
) -> Result<ClientImport, Failure> {
    let at = DirectoryAt { url: args.directory_url.clone(), on: args.directory_on, api: common.url.clone() };
    let directory = at.open()?;
    directory.allows_sign_in().map_err(|error| {
        let ways = "uku clients import --own-books, or --file FILE";
        Failure::could_not(format!("nothing was sent: {} That is: {ways}", explained(&error.into())))
    })?;
    let (actor, store) = (&app.actor, app.stored.integration());
    let waiting = may_start(actor, store, &SystemClock).await.map_err(not_started)?;
    let login = Login { email: email.to_owned(), password: password()? };
    // The login is gone when this returns.
    match (directory.sign_in(login).await, waiting) {
        (Ok(signed_in), _) => {
            let import = begin(app, ImportSource::Directory).await?;
            go_on(app, import, &mut SignInSource(signed_in)).await
        }
        // A mistyped password must not cost the list that somebody may have half reviewed.
        (Err(error), Some(waiting)) => Err(Failure::could_not(format!(
            "no clients were fetched: {} The list of {} clients still waits for review",
            explained(&error.into()),
            waiting.rows
        ))),
        (Err(error), None) => {
            let import = begin(app, ImportSource::Directory).await?;
            fail(fetching(app), import, error.into()).await.map_err(Failure::could_not)
        }
    }
}

/// The password as it was typed without being shown, or piped in.
fn password() -> Result<SecretString, Failure> {
    let password = typed::secret("SmartAccounts password", "it is stored nowhere")?;
    if password.expose_secret().is_empty() {
        return Err(Failure::usage("the password is empty; type it, or pipe it into the standard input"));
    }
    Ok(password)
}

async fn from_own_books(app: &App) -> Result<ClientImport, Failure> {
    let books = open_books(app.books(), &ConnectionOwner::OwnBooks).await.map_err(|error| match error {
        NoBooks::NotConnected => Failure::could_not(
            "your own SmartAccounts company is not connected; enter its keys with: uku connect --own-books",
        ),
        error => Failure::could_not(format!("your own SmartAccounts company: {error}")),
    })?;
    let import = begin(app, ImportSource::OwnBooks).await?;
    go_on(app, import, &mut OwnBooksSource::new(Box::new(books))).await
}

async fn begin(app: &App, source: ImportSource) -> Result<ClientImport, Failure> {
    let (actor, store) = (&app.actor, app.stored.integration());
    start(actor, store, &SystemClock, &SystemIds, source).await.map_err(not_started)
}

/// Why no import was begun, and what to do.
fn not_started(error: StartImportError) -> Failure {
    match error {
        StartImportError::Denied(denied) => Failure::denied(denied),
        StartImportError::NotActive => Failure::could_not(format!("{error}; run: uku activate")),
        StartImportError::AlreadyFetching(since) => Failure::could_not(format!(
            "clients are being fetched already, since {}; see uku clients progress, or uku clients cancel",
            local(since)
        )),
        StartImportError::HalfConfirmed => Failure::could_not(format!("{error}: uku clients confirm")),
        error => Failure::could_not(error),
    }
}

/// Fetches everything from a source; Ctrl-C gives the import up.
async fn go_on(
    app: &App,
    import: ClientImport,
    source: &mut dyn ClientSource,
) -> Result<ClientImport, Failure> {
    let bar = crate::progress::bar(0, "{spinner} {elapsed_precise} fetching clients");
    let fetched = fetch(fetching(app), import, source).await;
    bar.finish_and_clear();
    fetched.map_err(Failure::could_not)
}

fn fetching(app: &App) -> Fetching<'_> {
    Fetching {
        firm: &app.firm.id,
        store: app.stored.integration(),
        vault: app.vault.as_ref(),
        clock: &SystemClock,
        ids: &SystemIds,
    }
}

/// How far an import is, for people.
pub(super) fn state_text(import: &ClientImport) -> String {
    let (rows, source) = (import.rows, import.source);
    let repeats = match import.repeats {
        0 => String::new(),
        repeats => format!(" ({repeats} repeats were left out)"),
    };
    match &import.state {
        ImportState::Fetching { heard_at } => {
            format!("Fetching from {source}: {rows} clients so far, last heard of at {}\n", local(*heard_at))
        }
        ImportState::Ready => {
            format!("{rows} clients{repeats} wait for review: uku clients review, then uku clients confirm\n")
        }
        ImportState::Confirming => "The import is half written; go on with: uku clients confirm\n".to_owned(),
        ImportState::Confirmed(confirmed) => super::confirm::text(confirmed),
        ImportState::Cancelled => "The last import was given up; nothing was written\n".to_owned(),
        ImportState::Failed(error) => format!("The last import failed: {}\n", explained(error)),
        ImportState::Interrupted if import.source == ImportSource::Directory => {
            "The last import was interrupted, sign in again; nothing was written\n".to_owned()
        }
        ImportState::Interrupted => {
            "The last import was interrupted, start it again; nothing was written\n".to_owned()
        }
    }
}

/// The companies of a file.
fn file_source(path: &Path) -> Result<FileSource, Failure> {
    let about = |error: String| Failure::could_not(format!("the file {}: {error}", path.display()));
    let bytes = std::fs::read(path).map_err(|error| about(error.to_string()))?;
    let companies = uku_companies_file::read(&bytes).map_err(|error| about(error.to_string()))?;
    Ok(FileSource::from(companies))
}
