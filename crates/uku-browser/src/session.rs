use fantoccini::Client;
use fantoccini::elements::{Element, ElementRef};
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use tempfile::TempDir;
use url::Url;

use crate::driver::Driver;
use crate::{Failure, Result};

/// How `WebDriver` writes an element in JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One open browser. Dropped, it is closed.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) client: Client,
    pub(crate) base: Url,
    id: String,
    driver: &'static Driver,
    _profile: TempDir,
}

impl Session {
    pub(crate) async fn new(
        client: Client,
        driver: &'static Driver,
        profile: TempDir,
        base: Url,
    ) -> Result<Self> {
        let id = client.session_id().await?.ok_or_else(|| Failure::new("the browser has no session"))?;
        // Closing is ours: fantoccini's needs a runtime that still runs.
        client.persist().await?;
        Ok(Self { client, base, id, driver, _profile: profile })
    }

    /// A command of the `DevTools` protocol.
    pub(crate) async fn devtools(&self, command: &'static str, parameters: Value) -> Result<Value> {
        self.extension("goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
    }

    /// What the browser's console said since this was last asked.
    pub(crate) async fn console(&self) -> Result<Value> {
        self.extension("se/log", json!({ "type": "browser" })).await
    }

    async fn extension(&self, path: &'static str, body: Value) -> Result<Value> {
        Ok(self.client.issue_cmd(Extension { path, body }).await?)
    }

    /// An element that a script returned.
    pub(crate) fn element(&self, value: &Value) -> Option<Element> {
        let id = value.get(ELEMENT)?.as_str()?;
        Some(Element::from_element_id(self.client.clone(), ElementRef::from(id.to_owned())))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.driver.close(&self.id);
    }
}

/// A command of chromedriver's that `WebDriver` does not know.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> std::result::Result<Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
