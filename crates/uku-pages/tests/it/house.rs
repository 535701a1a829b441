//! A firm that uses the integration, and what tests do with it again and again.

use axum::body::Body;
use axum::http::Request;
use uku_core::activation::activate;
use uku_core::client::{ClientProfile, Clients, ProfileRow};
use uku_core::client_import::{ClientImport, ImportState};
use uku_core::firm::Role;
use uku_core::store::IntegrationStore;
use uku_testkit::build::{actor, firm_a, profile};
use uku_web_testkit::{Answer, Browser, TestSite, Who};

pub(crate) const OVERVIEW: &str = "/settings/smartaccounts";
pub(crate) const IMPORT: &str = "/settings/smartaccounts/import";
pub(crate) const REVIEW: &str = "/settings/smartaccounts/import/review";
pub(crate) const PASSWORD: &str = "maasikas";

/// A site, and the owner in front of it.
pub(crate) struct House {
    pub(crate) site: TestSite,
    pub(crate) owner: Browser,
}

impl House {
    /// The firm never said whether it uses the integration.
    pub(crate) fn new() -> Self {
        let site = TestSite::new(|site| uku_pages::pages(site).0);
        let owner = site.visitor(Who::Owner);
        Self { site, owner }
    }

    /// The firm uses the integration.
    pub(crate) async fn active() -> Self {
        let house = Self::new();
        activate(&actor(Role::Owner), house.site.store.as_ref(), &house.site.clock).await.unwrap();
        house
    }

    /// The SmartAccounts user sees these companies.
    pub(crate) fn list(&self, rows: impl IntoIterator<Item = ClientProfile>) {
        self.site.directory.set_rows(rows.into_iter().map(Ok).collect::<Vec<ProfileRow>>());
    }

    /// The import that was begun last.
    pub(crate) async fn latest(&self) -> Option<ClientImport> {
        let mut work = self.site.store.open(&firm_a()).await.unwrap();
        work.client_imports().latest().await.unwrap()
    }

    /// Its identity, as forms send it; empty if there is none.
    pub(crate) async fn seen(&self) -> String {
        self.latest().await.map(|import| import.id.to_string()).unwrap_or_default()
    }

    /// Sends the sign-in form as it is shown now.
    pub(crate) async fn sign_in(&self, password: &str) -> Answer {
        let seen = self.seen().await;
        let form = [("email", "mari@books.example"), ("password", password), ("seen", seen.as_str())];
        self.owner.post(IMPORT, &form).await
    }

    /// Sends a file as the form is shown now.
    pub(crate) async fn send_file(&self, file: &str) -> Answer {
        let seen = self.seen().await;
        let body = format!(
            "--x\r\nContent-Disposition: form-data; name=\"seen\"\r\n\r\n{seen}\r\n--x\r\n\
             Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n{file}\r\n--x--\r\n"
        );
        let request = Request::post("/settings/smartaccounts/import/file")
            .header("content-type", "multipart/form-data; boundary=x");
        self.owner.send(request, Body::from(body)).await
    }

    /// Lets what goes on in the background come to its end.
    pub(crate) async fn settle(&self) -> ImportState {
        for _ in 0..100_000 {
            let state = self.latest().await.unwrap().state;
            if !matches!(state, ImportState::Fetching { .. } | ImportState::Confirming) {
                return state;
            }
            tokio::task::yield_now().await;
        }
        self.latest().await.unwrap().state
    }

    /// Fetches these companies, up to the review.
    pub(crate) async fn fetched(&self, rows: impl IntoIterator<Item = ClientProfile>) {
        self.list(rows);
        assert_eq!(self.sign_in(PASSWORD).await.status, 303);
        assert_eq!(self.settle().await, ImportState::Ready);
    }

    /// The names of the firm's clients.
    pub(crate) async fn clients(&self) -> Vec<String> {
        let clients = self.site.clients.clients(&firm_a()).await.unwrap();
        clients.into_iter().map(|client| client.name).collect()
    }
}

/// What a source says of a company of the register.
pub(crate) fn company(name: &str, code: &str) -> ClientProfile {
    ClientProfile { registry_code: Some(code.to_owned()), ..profile(name) }
}

/// No text of ours is missing: it would stand there as its key.
pub(crate) fn says_all(answer: &Answer) {
    for prefix in ["settings-", "smartaccounts-", "client-import-", "companies-file-", "core-", "done-"] {
        for quoted in [format!(">{prefix}"), format!("\"{prefix}")] {
            let at = answer.text.find(&quoted);
            let key = at.map(|at| answer.text[at..].chars().take(60).collect::<String>());
            let is_id = key.as_deref().is_some_and(|key| key.starts_with('"'));
            assert!(key.is_none() || is_id, "{key:?}");
        }
    }
}
