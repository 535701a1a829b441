use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use uku_core::clock::Clock;
use uku_core::ledger::{Basis, Budget, EntriesQuery, EntryPage, KeyPair, Ledger, LedgerError, Priority};
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
    pub(crate) api: Arc<Api>,
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
        let api = Api::new(config).unwrap();
        Self { books: api.open(keys(), Priority::Bulk), api, clock, server }
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

#[expect(clippy::disallowed_methods, reason = "the one place where tests make an HTTP client")]
pub(crate) fn http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// The ways in which a secret could be written: as it is, in JSON, in hexadecimal, in base64, in an address.
pub(crate) fn spellings(secret: &str) -> Vec<String> {
    let json = serde_json::to_string(secret).unwrap();
    // Whatever stands before it, the middle of its base64 is one of three.
    let base64 = (0..3).map(|before| {
        let shifted = [vec![0; before], secret.as_bytes().to_vec()].concat();
        let text = STANDARD_NO_PAD.encode(shifted);
        text[4..text.len() - 4].to_owned()
    });
    let url: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let mut spellings = vec![
        secret.to_owned(),
        json.trim_matches('"').to_owned(),
        hex::encode(secret),
        hex::encode_upper(secret),
        url.replace('+', "%20"),
        url,
    ];
    spellings.extend(base64);
    spellings
}

/// Fails if a secret is in a text, however it is written.
pub(crate) fn assert_tells_nothing(text: &str, secrets: &[&str]) {
    for secret in secrets {
        for spelling in spellings(secret) {
            assert!(!text.contains(&spelling), "a secret is told: {text}");
        }
    }
}
