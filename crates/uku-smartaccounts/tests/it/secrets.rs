//! Nothing secret is in an error, in what is printed, or in the trace, however it is written.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;
use uku_core::ledger::{DirectoryError, Ledger, LedgerError, Right};
use uku_smartaccounts::DirectoryConfig;
use wiremock::ResponseTemplate;

use crate::directory::{EMAIL, Invented, PASSWORD, TOKEN, directory, login};
use crate::probes::probe_of;
use crate::support::{Answering, PUBLIC, SECRET, assert_tells_nothing, spellings};

const SECRETS: [&str; 3] = [EMAIL, PASSWORD, TOKEN];

/// What the code logs while a test runs.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

impl Log {
    /// Collects everything that this thread logs, however fine, until the guard is dropped.
    fn start(&self) -> tracing::subscriber::DefaultGuard {
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(self.clone())
            .finish();
        tracing::subscriber::set_default(subscriber)
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

fn told(error: &DirectoryError) -> String {
    format!("{error} {error:?} {} {}", error.remedy(), serde_json::to_string(error).unwrap())
}

/// Answers that repeat everything that was sent.
fn echoes() -> Vec<String> {
    let all = SECRETS.join(" ");
    let [email, password, token] = SECRETS;
    vec![
        all.clone(),
        json!({ "message": all, "email": email, "password": password }).to_string(),
        json!({ "token": { "token": token, "password": password } }).to_string(),
        json!({ "token": format!("{token}\n{password}") }).to_string(),
        json!({ "companies": format!("{email}:{password}"), "hasMoreEntries": token }).to_string(),
        json!([email, password, token]).to_string(),
    ]
}

#[tokio::test]
async fn an_answer_that_repeats_the_login_is_not_repeated() {
    let log = Log::default();
    let guard = log.start();
    for status in [200, 400, 401, 403, 404, 500, 503] {
        for body in echoes() {
            let template = ResponseTemplate::new(status).set_body_string(&body);
            let signing_in = Invented::signing_in_with(template.clone()).await;
            if let Err(error) = signing_in.sign_in().await {
                assert_tells_nothing(&told(&error), &SECRETS);
            }
            let listing = Invented::new().await.page("1", 9, template).await;
            let error = listing.first_page().await.unwrap_err();
            assert_tells_nothing(&told(&error), &SECRETS);
        }
    }
    drop(guard);
    let log = log.text();
    assert!(log.contains("answered"), "{log}");
    assert_tells_nothing(&log, &SECRETS);
}

#[tokio::test]
async fn an_address_where_nobody_is_and_what_is_printed_tell_nothing() {
    let nobody = match directory("http://127.0.0.1:9/x").sign_in_error().await {
        DirectoryError::Unreachable { detail } => detail,
        other => panic!("expected nobody, not {other:?}"),
    };
    let refused = directory("https://sa.example.invalid/x").sign_in_error().await;
    for text in [nobody, told(&refused), format!("{:?}", login()), format!("{:?}", DirectoryConfig::at("x"))]
    {
        assert_tells_nothing(&text, &SECRETS);
    }
}

trait SignInError {
    async fn sign_in_error(&self) -> DirectoryError;
}

impl SignInError for uku_smartaccounts::Directory {
    async fn sign_in_error(&self) -> DirectoryError {
        match uku_core::ledger::CompanyDirectory::sign_in(self, login()).await {
            Ok(_) => panic!("expected to be refused"),
            Err(error) => error,
        }
    }
}

#[tokio::test]
async fn probes_and_customers_tell_no_key() {
    let log = Log::default();
    let guard = log.start();
    for status in [200, 400, 401, 403, 404, 500, 503] {
        let answering = Answering::with(ResponseTemplate::new(status)).await;
        let mut errors: Vec<LedgerError> = Vec::new();
        for right in Right::OWN_BOOKS {
            errors.extend(answering.books.probe(&probe_of(right)).await.err());
        }
        errors.extend(answering.books.customers(std::num::NonZeroU32::MIN).await.err());
        assert_eq!(errors.len(), 7);
        for error in errors {
            let text = format!("{error} {error:?} {}", error.remedy());
            assert_tells_nothing(&text, &[SECRET, PUBLIC]);
        }
    }
    drop(guard);
    assert_tells_nothing(&log.text(), &[SECRET, PUBLIC]);
}

#[test]
fn a_secret_is_found_in_every_spelling() {
    let secret = "pässu \"word\"+/9";
    let spellings = spellings(secret);
    for text in [
        "xx p\u{e4}ssu \"word\"+/9 xx",
        r#"{"password":"pässu \"word\"+/9"}"#,
        "70c3a47373752022776f7264222b2f39",
        "p%C3%A4ssu+%22word%22%2B%2F9",
        "p%C3%A4ssu%20%22word%22%2B%2F9",
        // Base64 of the secret with no, one and two characters before it.
        "cMOkc3N1ICJ3b3JkIisvOQ==",
        "IHDDpHNzdSAid29yZCIrLzk=",
        "ICBww6Rzc3UgIndvcmQiKy85",
    ] {
        let found = spellings.iter().any(|spelling| text.contains(spelling.as_str()));
        assert!(
            found || text == "70c3a4737375" && spellings.iter().any(|one| one.starts_with(text)),
            "{text}"
        );
    }
}
