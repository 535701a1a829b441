use axum::body::Body;
use axum::http::{HeaderMap, Request};
use serde_json::{Value, json};
use uku_api::{Rate, api, api_at};
use uku_testkit::build::client;
use uku_web::Entry;
use uku_web_testkit::{Browser, TestSite, Who};

/// A site that answers the API.
pub(crate) fn site() -> TestSite {
    TestSite::new(|site| api(site).router)
}

/// A site whose members may ask so often.
pub(crate) fn site_at(rate: Rate) -> TestSite {
    TestSite::new(|site| api_at(site, rate).router)
}

/// Who may call what.
pub(crate) fn table() -> Vec<Entry> {
    let mut table = Vec::new();
    TestSite::new(|site| {
        let api = api(site);
        table = api.table;
        api.router
    });
    table
}

/// What the API answered.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The document of an answer that did what was asked.
    #[track_caller]
    pub(crate) fn done(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        if self.text.is_empty() { Value::Null } else { self.json() }
    }

    /// The problem of an answer that refuses, by its kind.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, kind: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["type"], format!("urn:uku:problem:{kind}"));
        assert_eq!(problem["status"], status);
        for said in ["title", "detail"] {
            let text = problem[said].as_str().unwrap();
            // A text that is missing is its key.
            assert!(text.contains(' '), "{said}: {text}");
        }
        problem
    }
}

/// Asks as somebody.
pub(crate) struct Asker(Browser);

pub(crate) fn asker(site: &TestSite, who: Who) -> Asker {
    Asker(site.visitor(who))
}

impl Asker {
    pub(crate) fn of(browser: Browser) -> Self {
        Self(browser)
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Reply {
        let text = body.map(ToString::to_string);
        self.send_text(method, path, headers, text.as_deref()).await
    }

    pub(crate) async fn send_text(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&str>,
    ) -> Reply {
        let path = if path.starts_with("/api") { path.to_owned() } else { format!("/api/v1{path}") };
        let mut request = Request::builder().method(method).uri(path);
        let typed = headers.iter().any(|(name, _)| *name == "content-type");
        if body.is_some() && !typed {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_owned()));
        let answer = self.0.send(request, body).await;
        Reply { status: answer.status.as_u16(), headers: answer.headers, text: answer.text }
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send("GET", path, &[], None).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        self.send("POST", path, &[], Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Reply {
        self.send("PUT", path, &[], Some(body)).await
    }

    pub(crate) async fn act(&self, path: &str) -> Reply {
        self.send("POST", path, &[], None).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.send("DELETE", path, &[], None).await
    }

    /// All pages of a list; a page has no more than so many entries.
    pub(crate) async fn pages(&self, path: &str, limit: u32) -> Vec<Value> {
        let join = if path.contains('?') { '&' } else { '?' };
        let first = format!("{path}{join}limit={limit}");
        let (mut all, mut next) = (Vec::new(), first.clone());
        loop {
            let page = self.get(&next).await.done(200);
            let items = page["items"].as_array().unwrap();
            assert!(items.len() <= limit as usize);
            all.extend(items.iter().cloned());
            match page["next"].as_str() {
                Some(cursor) => next = format!("{first}&cursor={cursor}"),
                None => return all,
            }
        }
    }
}

/// A site whose firm uses the integration, with these clients, and its owner.
pub(crate) async fn active(clients: &[&str]) -> (TestSite, Asker) {
    let site = site();
    for name in clients {
        site.clients.put(&TestSite::firm_id(), client(name));
    }
    let owner = asker(&site, Who::Owner);
    owner.act("/integration/activate").await.done(200);
    (site, owner)
}

/// The keys of a company, by its public key.
pub(crate) fn keys(public: &str) -> Value {
    json!({ "publicKey": public, "secretKey": format!("secret-of-{public}-0123") })
}

/// The same firm, whose settings are complete and whose clients are all connected.
pub(crate) async fn set_up(clients: &[&str]) -> (TestSite, Asker) {
    let (site, owner) = active(clients).await;
    let topic = owner.post("/topics", &json!({ "name": "Books" })).await.done(201);
    owner.act("/settings/main-fields").await.done(200);
    let read = owner.get("/settings").await;
    let mut mapping = serde_json::Map::new();
    for field in read.json()["fields"].as_array().unwrap() {
        if let Some(id) = field["customField"]["id"].as_str() {
            mapping.insert(field["field"].as_str().unwrap().to_owned(), json!(id));
        }
    }
    let settings = json!({
        "title": "Books {month}, {client}", "topic": topic["id"], "importDay": "day-5", "mapping": mapping,
    });
    let seen = [("if-match", read.header("etag"))];
    owner.send("PUT", "/settings", &seen, Some(&settings)).await.done(200);
    for name in clients {
        owner.put(&format!("/clients/{name}/connection"), &keys(name)).await.done(200);
    }
    (site, owner)
}
