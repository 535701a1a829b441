use std::num::NonZeroU32;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::ImportSource;
use crate::client::ProfileRow;
use crate::ledger::{DirectoryError, KeyPair, Ledger, LedgerError, SignedIn};

/// Why clients could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum FetchError {
    /// The companies of the SmartAccounts user could not be listed.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// The customers of the firm's own books could not be read.
    #[error(transparent)]
    Books(#[from] LedgerError),
    /// There was nothing to fetch.
    #[error("there is no client in it")]
    Nothing,
    /// The same page came again and again.
    #[error("the list has no end: it is longer than {rows} clients")]
    Endless {
        /// How many rows were read.
        rows: u32,
    },
    /// The keys in the source could not be sealed.
    #[error("the keys could not be sealed: {0}")]
    Vault(String),
}

impl FetchError {
    /// What a person can do about it, in one sentence.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Directory(error) => error.remedy(),
            Self::Books(error) => error.remedy(),
            Self::Nothing => "Choose another source, or add the clients by hand.",
            Self::Endless { .. } => "Import a file instead.",
            Self::Vault(_) => "See that the master key is where this program looks for it, then start again.",
        }
    }
}

/// One client as a source has it, with the keys of its books where the source knows them.
#[derive(Debug)]
pub struct FoundClient {
    /// What the source says.
    pub profile: ProfileRow,
    /// Its keys, or what is wrong with them.
    pub keys: Option<Result<KeyPair, String>>,
}

impl From<ProfileRow> for FoundClient {
    fn from(profile: ProfileRow) -> Self {
        Self { profile, keys: None }
    }
}

/// Something that clients are fetched from, page by page.
#[async_trait]
pub trait ClientSource: Send {
    /// What it is.
    fn source(&self) -> ImportSource;

    /// The next clients; none when all were told. After an error the same page is asked again.
    async fn next_page(&mut self) -> Result<Option<Vec<FoundClient>>, FetchError>;
}

/// The companies of a SmartAccounts user who is signed in.
pub struct SignInSource(pub Box<dyn SignedIn>);

#[async_trait]
impl ClientSource for SignInSource {
    fn source(&self) -> ImportSource {
        ImportSource::Directory
    }

    async fn next_page(&mut self) -> Result<Option<Vec<FoundClient>>, FetchError> {
        let rows = self.0.next_page().await?;
        Ok(rows.map(|rows| rows.into_iter().map(FoundClient::from).collect()))
    }
}

/// The customers of the firm's own books.
pub struct OwnBooksSource<'a> {
    ledger: Box<dyn Ledger + 'a>,
    /// The next page; none after the last.
    next: Option<NonZeroU32>,
}

impl<'a> OwnBooksSource<'a> {
    /// The customers in these books, from the first page on.
    #[must_use]
    pub fn new(ledger: Box<dyn Ledger + 'a>) -> Self {
        Self { ledger, next: Some(NonZeroU32::MIN) }
    }
}

#[async_trait]
impl ClientSource for OwnBooksSource<'_> {
    fn source(&self) -> ImportSource {
        ImportSource::OwnBooks
    }

    async fn next_page(&mut self) -> Result<Option<Vec<FoundClient>>, FetchError> {
        let Some(page) = self.next else { return Ok(None) };
        let answer = self.ledger.customers(page).await?;
        self.next = if answer.more { page.checked_add(1) } else { None };
        Ok(Some(answer.customers.into_iter().map(FoundClient::from).collect()))
    }
}
