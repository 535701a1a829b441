//! The invented sign-in against odd bytes: what is sent, what it means, what is tried again.

use std::time::Duration;

use secrecy::SecretString;
use serde_json::Value;
use uku_core::client::ProfileRow;
use uku_core::ledger::{CompanyDirectory, DirectoryError, Login, SignedIn};
use uku_smartaccounts::{ApiConfigError, Directory, DirectoryConfig, Repeats};
use wiremock::matchers::{method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::json;

pub(crate) const EMAIL: &str = "mari+uku@kask.example";
pub(crate) const PASSWORD: &str = "pässu \"word\"+/9";
pub(crate) const TOKEN: &str = "t0ken-of-the-sign-in+/=";

pub(crate) fn login() -> Login {
    Login { email: EMAIL.to_owned(), password: SecretString::from(PASSWORD) }
}

pub(crate) fn directory(address: &str) -> Directory {
    let config = DirectoryConfig {
        timeout: Duration::from_millis(500),
        repeats: Repeats { most: 2, first_pause: Duration::from_millis(1) },
        ..DirectoryConfig::at(address)
    };
    Directory::new(&config).unwrap()
}

pub(crate) struct Invented {
    pub(crate) server: MockServer,
    pub(crate) directory: Directory,
}

impl Invented {
    /// A server that signs everybody in.
    pub(crate) async fn new() -> Self {
        let signed_in = json(&serde_json::json!({ "token": TOKEN }).to_string());
        Self::signing_in_with(signed_in).await
    }

    pub(crate) async fn signing_in_with(template: ResponseTemplate) -> Self {
        let server = MockServer::start().await;
        Mock::given(method("POST")).and(path("/x/sign-in")).respond_with(template).mount(&server).await;
        Self { directory: directory(&format!("{}/x/", server.uri())), server }
    }

    /// Answers a page of the list so many times.
    pub(crate) async fn page(self, number: &str, times: u64, template: ResponseTemplate) -> Self {
        let asked = Mock::given(method("GET")).and(path("/x/companies")).and(query_param("page", number));
        asked.respond_with(template).up_to_n_times(times).mount(&self.server).await;
        self
    }

    pub(crate) async fn sign_in(&self) -> Result<Box<dyn SignedIn>, DirectoryError> {
        self.directory.sign_in(login()).await
    }

    pub(crate) async fn first_page(&self) -> Result<Option<Vec<ProfileRow>>, DirectoryError> {
        self.sign_in().await?.next_page().await
    }

    async fn arrived(&self) -> usize {
        self.server.received_requests().await.unwrap().len()
    }
}

fn refused(outcome: Result<Box<dyn SignedIn>, DirectoryError>) -> DirectoryError {
    match outcome {
        Ok(_) => panic!("expected to be refused"),
        Err(error) => error,
    }
}

#[tokio::test]
async fn a_sign_in_and_its_pages_as_they_are_sent() {
    let invented = Invented::new().await;
    let invented = invented.page("1", 9, json(r#"{"companies":[{"name":"A"}],"hasMoreEntries":true}"#)).await;
    let invented = invented.page("2", 9, json(r#"{"companies":[],"hasMoreEntries":false}"#)).await;
    let mut signed_in = invented.sign_in().await.unwrap();
    assert_eq!(signed_in.next_page().await.unwrap().unwrap().len(), 1);
    assert_eq!(signed_in.next_page().await, Ok(None));
    assert_eq!(signed_in.next_page().await, Ok(None));
    let requests = invented.server.received_requests().await.unwrap();
    assert_eq!(requests.len(), 3);
    let sent: Value = serde_json::from_slice(&requests[0].body).unwrap();
    assert_eq!(sent, serde_json::json!({ "email": EMAIL, "password": PASSWORD }));
    assert_eq!(requests[0].headers["content-type"], "application/json");
    for (request, page) in requests[1..].iter().zip(["page=1", "page=2"]) {
        assert_eq!(request.url.query(), Some(page));
        assert_eq!(request.headers["authorization"], format!("Bearer {TOKEN}"));
    }
    for request in &requests {
        assert!(request.headers["user-agent"].to_str().unwrap().starts_with("uku-smartaccounts/"));
        assert!(!request.url.as_str().contains("mari"));
    }
}

#[tokio::test]
async fn each_answer_to_a_sign_in_has_its_meaning_and_is_never_asked_for_again() {
    let unreachable = |detail: &str| DirectoryError::Unreachable { detail: detail.to_owned() };
    for (template, meaning) in [
        (ResponseTemplate::new(401), DirectoryError::WrongLogin),
        (ResponseTemplate::new(403), DirectoryError::UserInactive),
        (ResponseTemplate::new(404), unreachable("it answers 404 Not Found")),
        (ResponseTemplate::new(503), unreachable("it answers 503 Service Unavailable")),
        (
            ResponseTemplate::new(302).insert_header("location", "http://127.0.0.1:9/x"),
            unreachable("it answers 302 Found"),
        ),
        (json("{}").set_delay(Duration::from_mins(1)), DirectoryError::NoAnswer),
    ] {
        let invented = Invented::signing_in_with(template).await;
        assert_eq!(refused(invented.sign_in().await), meaning);
        assert_eq!(invented.arrived().await, 1, "{meaning}");
    }
    for body in ["", "<html>", "[]", "{}", r#"{"token":7}"#, r#"{"token":""}"#, r#"{"token":"a\nb"}"#] {
        let invented = Invented::signing_in_with(json(body)).await;
        assert!(matches!(refused(invented.sign_in().await), DirectoryError::Garbled { .. }), "{body}");
        assert_eq!(invented.arrived().await, 1, "{body}");
    }
    let nobody = directory("http://127.0.0.1:9/x").sign_in(login()).await;
    assert!(matches!(refused(nobody), DirectoryError::Unreachable { .. }));
}

#[tokio::test]
async fn each_answer_to_a_page_has_its_meaning() {
    for (template, meaning) in [
        (ResponseTemplate::new(401), DirectoryError::SignedOut),
        (ResponseTemplate::new(403), DirectoryError::UserInactive),
        (json(r#"{"companies":[],"hasMoreEntries":false}"#), DirectoryError::NoCompanies),
    ] {
        let invented = Invented::new().await.page("1", 9, template).await;
        assert_eq!(invented.first_page().await, Err(meaning));
        assert_eq!(invented.arrived().await, 2);
    }
    for body in [
        "<html>",
        "{}",
        r#"{"companies":7,"hasMoreEntries":false}"#,
        r#"{"companies":[],"hasMoreEntries":true}"#,
        r#"{"companies":[{}],"hasMoreEntries":"maybe"}"#,
    ] {
        let invented = Invented::new().await.page("1", 9, json(body)).await;
        let garbled = invented.first_page().await;
        assert!(matches!(garbled, Err(DirectoryError::Garbled { .. })), "{body} {garbled:?}");
        assert_eq!(invented.arrived().await, 4, "{body}");
    }
    let slow = json("{}").set_delay(Duration::from_mins(1));
    let invented = Invented::new().await.page("1", 9, slow).await;
    assert_eq!(invented.first_page().await, Err(DirectoryError::NoAnswer));
}

#[tokio::test]
async fn trouble_that_passes_goes_unnoticed_and_a_page_that_failed_is_asked_for_again() {
    let one = || json(r#"{"companies":[{"name":"A"}],"hasMoreEntries":true}"#);
    let invented = Invented::new().await.page("1", 2, ResponseTemplate::new(500)).await;
    let invented = invented.page("1", 1, one()).await.page("2", 3, ResponseTemplate::new(502)).await;
    let invented = invented.page("2", 1, json(r#"{"companies":[7]}"#)).await;
    let mut signed_in = invented.sign_in().await.unwrap();
    assert_eq!(signed_in.next_page().await.unwrap().unwrap().len(), 1);
    let failed = signed_in.next_page().await;
    assert!(matches!(failed, Err(DirectoryError::Unreachable { .. })), "{failed:?}");
    assert!(signed_in.next_page().await.unwrap().unwrap()[0].is_err());
    assert_eq!(signed_in.next_page().await, Ok(None));
}

#[tokio::test]
async fn nothing_is_sent_to_a_guessed_address_that_nobody_switched_on() {
    // Nothing answers there, so whatever was sent would come back as something else.
    for address in ["https://127.0.0.1.example.invalid/x", "https://10.255.255.1/x"] {
        let refused = refused(directory(address).sign_in(login()).await);
        assert_eq!(refused, DirectoryError::NotSwitchedOn { address: address.to_owned() });
    }
    let address = "https://directory.example.invalid/x".to_owned();
    let timeout = Duration::from_millis(500);
    let config = DirectoryConfig { switched_on: true, timeout, ..DirectoryConfig::at(address) };
    let sent = refused(Directory::new(&config).unwrap().sign_in(login()).await);
    assert!(matches!(sent, DirectoryError::Unreachable { .. } | DirectoryError::NoAnswer), "{sent:?}");
}

#[test]
fn a_password_never_goes_over_the_network_in_the_clear() {
    let new = |address: &str, switched_on| {
        let config = DirectoryConfig { switched_on, ..DirectoryConfig::at(address) };
        Directory::new(&config).map(|_| ())
    };
    for address in ["http://sa.smartaccounts.eu/x", "http://127.0.0.1.example.com/x"] {
        for switched_on in [false, true] {
            assert_eq!(new(address, switched_on), Err(ApiConfigError::Unsafe(address.to_owned())));
        }
    }
    assert_eq!(new("https://u:p@host/x", true), Err(ApiConfigError::NoAddress("https://u:p@host/x".into())));
    for address in ["http://localhost:8086/invented", "http://[::1]:8086/invented"] {
        assert_eq!(new(address, false), Ok(()));
    }
}
