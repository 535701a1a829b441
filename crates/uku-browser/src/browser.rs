use std::time::Duration;

use fantoccini::ClientBuilder;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use url::Url;

use crate::driver::Driver;
use crate::session::Session;
use crate::{Failure, Page, Result, Theme};

/// What each browser is started with. The pipe makes it end when its driver ends.
const FLAGS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
];

/// How long a page may take to load, and a script to run, in milliseconds.
const PATIENCE: u32 = 30_000;

/// How long a busy machine may take to start a browser.
const STARTING: Duration = Duration::from_mins(1);

/// A browser as somebody has set it up, yet to be opened. Each has its own empty profile: two of them are two people.
#[derive(Debug, Clone)]
pub struct Browser {
    base: String,
    language: String,
    theme: Theme,
    script: bool,
    size: (u32, u32),
}

impl Browser {
    /// One for the pages below this address. English, light, with scripts, its window 1280 × 900.
    pub fn at(base: impl Into<String>) -> Self {
        Self {
            base: base.into(),
            language: "en".to_owned(),
            theme: Theme::Light,
            script: true,
            size: (1280, 900),
        }
    }

    /// Of somebody who reads this language, such as `et`, before English.
    #[must_use]
    pub fn language(mut self, language: &str) -> Self {
        language.clone_into(&mut self.language);
        self
    }

    /// Of somebody who prefers this theme.
    #[must_use]
    pub fn theme(mut self, theme: Theme) -> Self {
        self.theme = theme;
        self
    }

    /// With JavaScript switched off.
    #[must_use]
    pub fn without_script(mut self) -> Self {
        self.script = false;
        self
    }

    /// With room for a page of this size, in CSS pixels.
    #[must_use]
    pub fn size(mut self, width: u32, height: u32) -> Self {
        self.size = (width, height);
        self
    }

    /// Starts it, on an empty page. It is closed when the last clone of the page is dropped.
    pub async fn open(self) -> Result<Page> {
        let base = Url::parse(&self.base)
            .map_err(|error| Failure::new(format!("`{}` is no address: {error}", self.base)))?;
        let driver = Driver::of_this_process()?;
        let profile = driver.new_profile()?;
        let capabilities = self.capabilities(driver, profile.path());
        let url = driver.url();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let connecting = builder.capabilities(capabilities).connect(&url);
        let client = tokio::time::timeout(STARTING, connecting)
            .await
            .map_err(|_| Failure::new(format!("no browser started within {STARTING:?}")))?
            .map_err(|error| Failure::new(format!("no browser started: {error}")))?;
        let session = Session::new(client, driver, profile, base).await?;
        let page = Page::new(session, self.size, self.theme);
        page.wear(self.size, self.theme).await?;
        Ok(page)
    }

    fn capabilities(&self, driver: &Driver, profile: &std::path::Path) -> Map<String, Value> {
        let languages = if self.language == "en" { "en".to_owned() } else { format!("{},en", self.language) };
        let mut arguments: Vec<String> = FLAGS.map(str::to_owned).to_vec();
        arguments.push(format!("--lang={}", self.language));
        arguments.push(format!("--accept-lang={languages}"));
        arguments.push(format!("--user-data-dir={}", profile.display()));
        let mut preferences = json!({
            "intl.accept_languages": languages,
            // Its own dialogs would lie over the page.
            "credentials_enable_service": false,
            "profile.password_manager_enabled": false,
            "profile.password_manager_leak_detection": false,
        });
        if !self.script {
            preferences["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        let capabilities = json!({
            "browserName": "chrome",
            "timeouts": { "implicit": 0, "pageLoad": PATIENCE, "script": PATIENCE },
            "goog:chromeOptions": {
                "binary": driver.programs.chromium,
                "args": arguments,
                "prefs": preferences,
            },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        match capabilities {
            Value::Object(capabilities) => capabilities,
            _ => Map::new(),
        }
    }
}
