//! Fetching and confirming of clients, begun by a request and gone on with after its answer.

use secrecy::ExposeSecret;
use tokio::sync::oneshot;
use tracing::error;
use uku_companies_file::{FileCompany, FileError, FileSource};
use uku_core::client_import::{
    ClientImport, ClientImportId, ClientSource, Confirm, ImportSource, OwnBooksSource, SignInSource,
    announce, fail, fetch, may_start, progress, start, told_on_the_spot,
};
use uku_core::connection::{ConnectionOwner, open_books};
use uku_core::ledger::{DirectoryError, Login};
use uku_l10n::{Remedy, Said, Say};

use crate::desk::Desk;
use crate::refusal::{FieldFault, Refusal, Refused};

/// Where clients are to be fetched from.
pub enum ClientsFrom {
    /// The companies of a SmartAccounts user.
    SignIn(Login),
    /// The customers of the firm's own SmartAccounts company.
    OwnBooks,
    /// A file.
    File(Vec<FileCompany>),
}

/// Which import a person saw last when they asked for another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeenImport {
    /// They don't say, and want another one in any case.
    Whichever,
    /// This one; none if there was none. An import that somebody began since is left alone.
    Latest(Option<ClientImportId>),
}

impl Desk {
    /// Begins to fetch clients, and goes on in the background: the import as it was begun.
    ///
    /// A sign-in comes before anything else, so that a mistyped password doesn't cost the list that waits for review. It
    /// goes on also if whoever asks doesn't wait for it.
    pub async fn fetch_clients(&self, from: ClientsFrom, seen: SeenImport) -> Result<ClientImport, Refusal> {
        if let ClientsFrom::SignIn(login) = &from {
            filled_in(login)?;
        }
        let (tell, begun) = oneshot::channel();
        self.site.errands.send(fetch_all(self.clone(), from, seen, tell));
        begun.await.unwrap_or_else(|_| Err(stopping()))
    }

    /// Begins to write the ticked rows of an import, or goes on where somebody left it half written, and comes back while
    /// that goes on in the background.
    pub async fn confirm_clients(&self, import: ClientImportId) -> Result<(), Refusal> {
        let (tell, begun) = oneshot::channel();
        self.site.errands.send(confirm_all(self.clone(), import, tell));
        begun.await.unwrap_or_else(|_| Err(stopping()))
    }

    fn confirming(&self) -> Confirm<'_> {
        let means = self.means();
        Confirm {
            actor: self.actor(),
            clients: means.clients.as_ref(),
            store: means.store.as_ref(),
            vault: means.vault.as_ref(),
            ledgers: means.ledgers.as_ref(),
            clock: means.clock.as_ref(),
        }
    }

    /// An import that was begun, and where its clients come from.
    async fn begin_fetching(
        &self,
        from: ClientsFrom,
        seen: SeenImport,
    ) -> Result<(ClientImport, Box<dyn ClientSource + '_>), Refusal> {
        let means = self.means();
        let waiting = may_start(self.actor(), self.store(), means.clock.as_ref()).await?;
        self.unless_begun_since(seen).await?;
        let source: Box<dyn ClientSource + '_> = match from {
            ClientsFrom::SignIn(login) => match means.directory.sign_in(login).await {
                Ok(signed_in) => Box::new(SignInSource(signed_in)),
                Err(refused) => return Err(self.not_signed_in(refused, waiting.is_none()).await?),
            },
            ClientsFrom::OwnBooks => {
                let books = open_books(self.books(), &ConnectionOwner::OwnBooks).await?;
                Box::new(OwnBooksSource::new(Box::new(books)))
            }
            ClientsFrom::File(companies) => Box::new(FileSource::from(companies)),
        };
        // A sign-in takes its time.
        self.unless_begun_since(seen).await?;
        let import = self.start_from(source.source()).await?;
        Ok((import, source))
    }

    async fn start_from(&self, source: ImportSource) -> Result<ClientImport, Refusal> {
        let means = self.means();
        let import =
            start(self.actor(), self.store(), means.clock.as_ref(), means.ids.as_ref(), source).await?;
        Ok(import)
    }

    async fn unless_begun_since(&self, seen: SeenImport) -> Result<(), Refusal> {
        let SeenImport::Latest(seen) = seen else { return Ok(()) };
        let latest = progress(self.actor(), self.store(), self.means().clock.as_ref()).await?;
        if latest.map(|latest| latest.id) == seen {
            return Ok(());
        }
        Err(Refusal::new(Refused::Changed, Said::of("client-import-begun-meanwhile")))
    }

    /// Says why nobody could be signed in, and remembers it as a failed import where no list waits for review.
    async fn not_signed_in(&self, error: DirectoryError, remember: bool) -> Result<Refusal, Refusal> {
        if remember {
            let import = self.start_from(ImportSource::Directory).await?;
            let failed = fail(self.fetching(), import, error.clone().into()).await?;
            told_on_the_spot(self.store(), self.firm_id(), failed.id).await?;
        }
        Ok(Refusal::from(error))
    }
}

/// Fetches everything from a source that is told when it has begun.
async fn fetch_all(
    desk: Desk,
    from: ClientsFrom,
    seen: SeenImport,
    tell: oneshot::Sender<Result<ClientImport, Refusal>>,
) {
    let (import, mut source) = match desk.begin_fetching(from, seen).await {
        Ok(begun) => begun,
        Err(refusal) => {
            // Whoever asked may have left.
            drop(tell.send(Err(refusal)));
            return;
        }
    };
    drop(tell.send(Ok(import.clone())));
    if let Err(cause) = fetch(desk.fetching(), import, source.as_mut()).await {
        error!(%cause, firm = %desk.firm_id(), "clients could not be fetched to the end");
        return;
    }
    let means = desk.means();
    let told = announce(means.notices.as_ref(), desk.store(), means.clock.as_ref(), desk.firm_id()).await;
    if let Err(cause) = told {
        error!(%cause, firm = %desk.firm_id(), "nobody could be told of a client import");
    }
}

async fn confirm_all(desk: Desk, import: ClientImportId, tell: oneshot::Sender<Result<(), Refusal>>) {
    let confirming = match desk.confirming().begin(import).await {
        Ok(confirming) => confirming,
        Err(refused) => {
            drop(tell.send(Err(refused.into())));
            return;
        }
    };
    drop(tell.send(Ok(())));
    if let Err(cause) = desk.confirming().write(confirming).await {
        error!(%cause, firm = %desk.firm_id(), "a client import could not be written to its end");
    }
}

fn stopping() -> Refusal {
    Refusal::unavailable(&"the program is about to stop")
}

/// Nothing is sent to SmartAccounts that can't be a login.
fn filled_in(login: &Login) -> Result<(), Refusal> {
    let missing = |field, key| FieldFault { field, said: Said::of(key) };
    let mut faults = Vec::new();
    if login.email.trim().is_empty() {
        faults.push(missing("email", "client-import-email-missing"));
    }
    if login.password.expose_secret().is_empty() {
        faults.push(missing("password", "client-import-password-missing"));
    }
    if faults.is_empty() { Ok(()) } else { Err(Refusal::invalid(faults)) }
}

impl From<DirectoryError> for Refusal {
    fn from(error: DirectoryError) -> Self {
        let field = match error {
            DirectoryError::WrongLogin => Some("password"),
            DirectoryError::UserInactive | DirectoryError::NoCompanies => Some("email"),
            _ => None,
        };
        let refused = if field.is_some() { Refused::Invalid } else { Refused::Conflict };
        let refusal = Self::new(refused, error.said()).remedied(error.remedy_said());
        match field {
            Some(field) => refusal.at(field),
            None => refusal,
        }
    }
}

impl From<FileError> for Refusal {
    fn from(error: FileError) -> Self {
        let said = match error {
            FileError::NotUtf8 => Said::of("companies-file-not-utf8"),
            FileError::Empty => Said::of("companies-file-empty"),
            FileError::Json { line } => Said::of("companies-file-json").with("line", line),
            FileError::ColumnMissing { line, column } => {
                let column = column.to_string().replace(' ', "-");
                let named = Said::of(format!("companies-file-column-{column}"));
                Said::of("companies-file-column-missing").with("line", line).with("column", named)
            }
            FileError::TooFewColumns { line, columns } => {
                Said::of("companies-file-too-few-columns").with("line", line).with("columns", columns)
            }
            FileError::Csv { line } => Said::of("companies-file-csv").with("line", line),
        };
        Self::field("file", said)
    }
}
