use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use uku_core::clock::Clock;
use uku_core::ledger::{Basis, Budget, EntriesQuery, EntryPage, KeyPair, Ledger, LedgerError};
use uku_smartaccounts::{Api, ApiConfig, Repeats, SmartAccounts};
use uku_testkit::build::date;
use uku_testkit::fake::ManualClock;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

pub(crate) const NOW: &str = "2026-11-10T09:00:00Z";
pub(crate) const PUBLIC: &str = "test-public-key";
pub(crate) const SECRET: &str = "test-secret-key";

pub(crate) fn keys() -> KeyPair {
    KeyPair::new(PUBLIC, SECRET.into()).unwrap()
}

pub(crate) fn config(address: &str, clock: &ManualClock) -> ApiConfig {
    ApiConfig {
        address: address.to_owned(),
        budget: None,
        per_second: None,
        repeats: Repeats { most: 2, first_pause: Duration::from_millis(1) },
        clock: Arc::new(clock.clone()),
    }
}

/// A server that answers everything the same, and the books behind it.
pub(crate) struct Answering {
    pub(crate) server: MockServer,
    pub(crate) clock: ManualClock,
    pub(crate) books: SmartAccounts,
}

impl Answering {
    pub(crate) async fn with(template: ResponseTemplate) -> Self {
        Self::under_budget(template, None).await
    }

    pub(crate) async fn under_budget(template: ResponseTemplate, budget: Option<Budget>) -> Self {
        let server = MockServer::start().await;
        Mock::given(any()).respond_with(template).mount(&server).await;
        let clock = ManualClock::at(NOW);
        let config = ApiConfig { budget, ..config(&format!("{}/api", server.uri()), &clock) };
        Self { books: Api::new(config).unwrap().open(keys()), clock, server }
    }

    /// Answers differently from now on.
    pub(crate) async fn now_with(&self, template: ResponseTemplate) {
        self.server.reset().await;
        Mock::given(any()).respond_with(template).mount(&self.server).await;
    }

    pub(crate) async fn ask(&self) -> Result<EntryPage, LedgerError> {
        self.books.entries(&october()).await
    }

    /// How many requests arrived since the answer was last set.
    pub(crate) async fn arrived(&self) -> usize {
        self.server.received_requests().await.unwrap().len()
    }
}

pub(crate) fn october() -> EntriesQuery {
    EntriesQuery {
        basis: Basis::EntryDate(date("2026-10-01"), date("2026-10-31")),
        kind: None,
        page: NonZeroU32::MIN,
    }
}

/// A Date header that differs from the clock by so many seconds.
pub(crate) fn date_header(clock: &ManualClock, seconds: i64) -> String {
    let time = clock.now() + chrono::TimeDelta::seconds(seconds);
    time.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

pub(crate) fn json(body: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body.as_bytes(), "application/json")
}
