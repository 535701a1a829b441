//! The sign-in with email and password. **All of it is invented**: the vendor publishes nothing about signing in, and
//! nothing about a list of the companies that a user may see. Every path, status and member here is an assumption, and
//! none of them is anywhere else: if the vendor ever tells, this module is what changes.
//!
//! | assumed | |
//! |---|---|
//! | `POST {address}/sign-in` with JSON `email`, `password` | JSON `token` |
//! | its 401, its 403 | no such user or another password, the user is inactive |
//! | `GET {address}/companies?page=N` with `Authorization: Bearer`, from page 1 | JSON `companies`, `hasMoreEntries` |
//! | its 401 | the sign-in has ended |
//! | a company | `id`, `name`, `registryCode`, `vatNumber`, `address` and `contacts` as customers have them |
//!
//! A real password must not go to a guessed address. So nothing is sent but to this computer, where a simulator may be,
//! until an operator says that the address is right. An answer is never repeated in an error: it may repeat the request.

use std::num::NonZeroU32;
use std::time::Duration;

use async_trait::async_trait;
use backon::{ExponentialBuilder, Retryable};
use bytes::Bytes;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{RequestBuilder, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::time::Instant;
use uku_core::client::ProfileRow;
use uku_core::ledger::{CompanyDirectory, DirectoryError, Login, REQUEST_TIMEOUT, SignedIn};
use zeroize::Zeroizing;

use crate::address::Address;
use crate::answer::{Answer, ReadError};
use crate::api::{ApiConfigError, Repeats};
use crate::decode::List;
use crate::http;
use crate::profile::profiles;

/// Where a SmartAccounts user signs in, and how.
#[derive(Debug, Clone)]
pub struct DirectoryConfig {
    /// The address in front of `/sign-in` and `/companies`.
    pub address: String,
    /// Whether an operator allows passwords to be sent there. A simulator on this computer needs no leave.
    pub switched_on: bool,
    /// The longest that an answer may take.
    pub timeout: Duration,
    /// How failed reads of the list are repeated. A sign-in never is.
    pub repeats: Repeats,
}

impl DirectoryConfig {
    /// The usual way of asking at an address that nobody switched on.
    #[must_use]
    pub fn at(address: impl Into<String>) -> Self {
        Self {
            address: address.into(),
            switched_on: false,
            timeout: REQUEST_TIMEOUT.to_std().unwrap_or_default(),
            repeats: Repeats::default(),
        }
    }
}

/// The companies that SmartAccounts users may see, asked in an invented way.
pub struct Directory {
    http: reqwest::Client,
    address: String,
    allowed: bool,
    backoff: ExponentialBuilder,
}

impl Directory {
    /// Gets ready to ask; nothing is sent yet.
    pub fn new(config: &DirectoryConfig) -> Result<Self, ApiConfigError> {
        let address = Address::read(&config.address)?;
        let http = http::client(&address, config.timeout)
            .map_err(|error| ApiConfigError::Client(error.to_string()))?;
        Ok(Self {
            http,
            allowed: config.switched_on || address.is_loopback,
            address: address.text,
            backoff: config.repeats.backoff(),
        })
    }

    /// Whether anybody may sign in there, so that no password has to be typed for nothing.
    pub fn allows_sign_in(&self) -> Result<(), DirectoryError> {
        if self.allowed {
            Ok(())
        } else {
            Err(DirectoryError::NotSwitchedOn { address: self.address.clone() })
        }
    }
}

#[async_trait]
impl CompanyDirectory for Directory {
    async fn sign_in(&self, login: Login) -> Result<Box<dyn SignedIn>, DirectoryError> {
        self.allows_sign_in()?;
        let request = self
            .http
            .post(format!("{}/sign-in", self.address))
            .header(CONTENT_TYPE, "application/json")
            .body(sign_in_body(&login)?);
        drop(login);
        let answer = ask(request, "sign-in").await?;
        match answer.status {
            StatusCode::OK | StatusCode::CREATED => {}
            StatusCode::UNAUTHORIZED => return Err(DirectoryError::WrongLogin),
            StatusCode::FORBIDDEN => return Err(DirectoryError::UserInactive),
            status => return Err(unreachable(status)),
        }
        Ok(Box::new(Session {
            http: self.http.clone(),
            address: self.address.clone(),
            backoff: self.backoff,
            authorization: authorization(answer.body)?,
            next: Some(NonZeroU32::MIN),
        }))
    }
}

/// The body of a sign-in, wiped from memory when the last who sends it lets go of it.
fn sign_in_body(login: &Login) -> Result<Bytes, DirectoryError> {
    #[derive(Serialize)]
    struct SignIn<'a> {
        email: &'a str,
        password: &'a str,
    }
    let password = login.password.expose_secret();
    // Room for every character in its longest form: a body that grows leaves a copy behind.
    let room = 64 + 6 * (login.email.len() + password.len());
    let mut body = Zeroizing::new(Vec::with_capacity(room));
    serde_json::to_writer(&mut *body, &SignIn { email: &login.email, password })
        .map_err(|_| DirectoryError::Unreachable { detail: "the sign-in cannot be written".to_owned() })?;
    Ok(Bytes::from_owner(body))
}

/// The header that shows who is signed in.
fn authorization(body: Vec<u8>) -> Result<HeaderValue, DirectoryError> {
    #[derive(Deserialize)]
    struct Token {
        token: SecretString,
    }
    let body = Zeroizing::new(body);
    let garbled = || DirectoryError::Garbled { detail: "the answer to the sign-in has no token".to_owned() };
    // What the parser says may repeat what it read.
    let Token { token } = serde_json::from_slice(&body).map_err(|_| garbled())?;
    if token.expose_secret().is_empty() {
        return Err(garbled());
    }
    let header = Zeroizing::new(format!("Bearer {}", token.expose_secret()));
    let mut header = HeaderValue::from_str(&header).map_err(|_| garbled())?;
    header.set_sensitive(true);
    Ok(header)
}

/// A user who is signed in.
struct Session {
    http: reqwest::Client,
    address: String,
    backoff: ExponentialBuilder,
    authorization: HeaderValue,
    /// The page to ask for; none after the last.
    next: Option<NonZeroU32>,
}

struct Page {
    companies: Vec<ProfileRow>,
    more: bool,
}

/// Why a page could not be had, and whether asking again may help.
struct Failed {
    error: DirectoryError,
    repeat: bool,
}

impl From<DirectoryError> for Failed {
    fn from(error: DirectoryError) -> Self {
        let repeat = matches!(
            error,
            DirectoryError::NoAnswer | DirectoryError::Unreachable { .. } | DirectoryError::Garbled { .. }
        );
        Self { error, repeat }
    }
}

impl Session {
    async fn page(&self, page: NonZeroU32) -> Result<Page, Failed> {
        let request = self
            .http
            .get(format!("{}/companies?page={page}", self.address))
            .header(AUTHORIZATION, self.authorization.clone());
        let answer = ask(request, "companies").await?;
        match answer.status {
            StatusCode::OK => {}
            StatusCode::UNAUTHORIZED => return Err(DirectoryError::SignedOut.into()),
            StatusCode::FORBIDDEN => return Err(DirectoryError::UserInactive.into()),
            status => return Err(Failed { repeat: status.is_server_error(), error: unreachable(status) }),
        }
        let garbled = |detail: &str| DirectoryError::Garbled {
            detail: format!("page {page} of the companies: {detail}"),
        };
        let list = List::read(&answer.body, "companies");
        let rows = list.as_ref().ok().and_then(|list| Some((list.rows::<Value>().ok()?, list.more)));
        let (rows, more) = rows.ok_or_else(|| garbled("it is no list"))?;
        if rows.is_empty() && more {
            return Err(garbled("it is empty, but more are said to follow").into());
        }
        Ok(Page { companies: profiles(&rows, "registryCode"), more })
    }
}

#[async_trait]
impl SignedIn for Session {
    async fn next_page(&mut self) -> Result<Option<Vec<ProfileRow>>, DirectoryError> {
        let Some(number) = self.next else { return Ok(None) };
        let attempt = || self.page(number);
        let retried = attempt.retry(self.backoff).when(|failed: &Failed| failed.repeat);
        let page = retried.await.map_err(|failed| failed.error)?;
        if page.companies.is_empty() && number == NonZeroU32::MIN {
            return Err(DirectoryError::NoCompanies);
        }
        self.next = if page.more { number.checked_add(1) } else { None };
        Ok((!page.companies.is_empty()).then_some(page.companies))
    }
}

/// Sends a request, and takes in the answer.
async fn ask(request: RequestBuilder, what: &'static str) -> Result<Answer, DirectoryError> {
    let asked = Instant::now();
    let answer = match request.send().await {
        Ok(response) => Answer::read(response, asked).await,
        Err(error) => Err(ReadError::Cut(error)),
    };
    match answer {
        Ok(answer) => {
            tracing::debug!(what, status = %answer.status, "answered");
            Ok(answer)
        }
        Err(ReadError::Cut(error)) if error.is_timeout() => Err(DirectoryError::NoAnswer),
        Err(ReadError::Cut(error)) => Err(DirectoryError::Unreachable { detail: http::causes(error) }),
        Err(ReadError::TooLong) => {
            Err(DirectoryError::Garbled { detail: "it is longer than any page".to_owned() })
        }
    }
}

fn unreachable(status: StatusCode) -> DirectoryError {
    DirectoryError::Unreachable { detail: format!("it answers {status}") }
}
