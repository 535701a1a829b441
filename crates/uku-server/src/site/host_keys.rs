use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;
use uku_web::{HostKeys, HostKeysError};

use crate::failure::Failure;

/// How long the host may take to tell its keys.
const WITHIN: Duration = Duration::from_secs(5);

/// The keys by which a host's tokens are checked, at an address or in a file.
pub(crate) fn host_keys(place: &str) -> Result<Box<dyn HostKeys>, Failure> {
    if !place.starts_with("http://") && !place.starts_with("https://") {
        return Ok(Box::new(FileKeys(PathBuf::from(place))));
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "it asks the host, and the vendor's client is for the vendor"
    )]
    let builder = reqwest::Client::builder();
    let client = builder
        .timeout(WITHIN)
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("uku/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(Failure::could_not)?;
    Ok(Box::new(HttpKeys { client, address: place.to_owned() }))
}

struct FileKeys(PathBuf);

#[async_trait]
impl HostKeys for FileKeys {
    async fn read(&self) -> Result<String, HostKeysError> {
        let read = tokio::fs::read_to_string(&self.0).await;
        read.map_err(|error| HostKeysError(format!("{}: {error}", self.0.display())))
    }
}

struct HttpKeys {
    client: reqwest::Client,
    address: String,
}

#[async_trait]
impl HostKeys for HttpKeys {
    async fn read(&self) -> Result<String, HostKeysError> {
        let asked = self.client.get(&self.address).send().await;
        let answer = asked.and_then(reqwest::Response::error_for_status);
        let about = |error: reqwest::Error| HostKeysError(error.without_url().to_string());
        answer.map_err(about)?.text().await.map_err(about)
    }
}
