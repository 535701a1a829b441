//! A small client that signs, for tests.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Tallinn;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;
use smartaccounts_sim::{CompanyKeys, SimConfig, Simulator};

/// Where the clock of every test starts: a Monday noon in Tallinn.
pub(crate) fn start() -> DateTime<Utc> {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

/// Ready-made settings: a fixed clock, no limits.
pub(crate) fn config() -> SimConfig {
    SimConfig { clock_start: Some(start()), limits: false, ..SimConfig::default() }
}

pub(crate) async fn simulate(config: SimConfig) -> Simulator {
    Simulator::start(config, "127.0.0.1:0".parse().unwrap()).await.unwrap()
}

/// An answer with its body as text.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) date: String,
    pub(crate) text: String,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// The keys of the errors.
    pub(crate) fn codes(&self) -> Vec<String> {
        let errors = self.json()["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().map(|error| error["code"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

/// One company's client.
pub(crate) struct Client<'s> {
    pub(crate) sim: &'s Simulator,
    pub(crate) keys: CompanyKeys,
    http: reqwest::Client,
}

#[expect(clippy::disallowed_methods, reason = "the one place where tests make an HTTP client")]
pub(crate) fn http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

pub(crate) fn sign(secret: &str, query: &str, body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(query.as_bytes());
    mac.update(body.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

impl<'s> Client<'s> {
    pub(crate) fn new(sim: &'s Simulator, company: usize) -> Self {
        Self { sim, keys: sim.keys()[company].clone(), http: http() }
    }

    /// The signed query string of a request made this much before or after the simulator's time.
    pub(crate) fn signed(&self, parameters: &str, body: &str, off: TimeDelta) -> String {
        let local = (self.sim.now() + off).with_timezone(&Tallinn).format("%d%m%Y%H%M%S");
        let mut query = format!("apikey={}&timestamp={local}", self.keys.public_key);
        if !parameters.is_empty() {
            query = format!("{query}&{parameters}");
        }
        let signature = sign(&self.keys.secret_key, &query, body);
        format!("{query}&signature={signature}")
    }

    pub(crate) async fn send(&self, path: &str, query: &str, body: Option<&str>) -> reqwest::Result<Reply> {
        let url = format!("{}/{path}?{query}", self.sim.base_url());
        let request = match body {
            Some(body) => self.http.post(url).body(body.to_owned()),
            None => self.http.get(url),
        };
        let response = request.send().await?;
        Ok(Reply {
            status: response.status().as_u16(),
            date: response.headers()["date"].to_str().unwrap().to_owned(),
            text: response.text().await?,
        })
    }

    pub(crate) async fn try_get(&self, path: &str, parameters: &str) -> reqwest::Result<Reply> {
        self.send(path, &self.signed(parameters, "", TimeDelta::zero()), None).await
    }

    pub(crate) async fn get(&self, path: &str, parameters: &str) -> Reply {
        self.try_get(path, parameters).await.unwrap()
    }

    /// The rows of a page that must be there.
    pub(crate) async fn rows(&self, path: &str, parameters: &str, name: &str) -> Vec<Value> {
        let reply = self.get(path, parameters).await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        reply.json()[name].as_array().unwrap().clone()
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        let body = body.to_string();
        self.send(path, &self.signed("", &body, TimeDelta::zero()), Some(&body)).await.unwrap()
    }

    /// One of the simulator's own controls.
    pub(crate) async fn control(&self, path: &str, body: &Value) -> Value {
        let url = format!("{}/_sim/{path}", self.sim.root_url());
        let response = self.http.post(url).body(body.to_string()).send().await.unwrap();
        let status = response.status();
        let text = response.text().await.unwrap();
        assert_eq!(status, 200, "{text}");
        serde_json::from_str(&text).unwrap()
    }

    /// All rows of a list, page by page.
    pub(crate) async fn all(&self, path: &str, parameters: &str, name: &str) -> Vec<Value> {
        let mut rows = Vec::new();
        for page in 1.. {
            let reply = self.get(path, &format!("{parameters}&pageNumber={page}")).await.json();
            rows.extend(reply[name].as_array().unwrap().iter().cloned());
            if reply["hasMoreEntries"] == false {
                break;
            }
        }
        rows
    }

    /// The change that a mutation describes, for this company.
    pub(crate) async fn mutate(&self, mut change: Value) -> Vec<String> {
        change["publicKey"] = self.keys.public_key.clone().into();
        serde_json::from_value(self.control("mutate", &change).await["ids"].clone()).unwrap()
    }
}
