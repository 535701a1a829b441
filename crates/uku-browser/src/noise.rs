//! What the browser complains of: errors of scripts, violations of the policy for content, requests that failed.

use std::future::Future;

use serde_json::Value;

use crate::page::Page;
use crate::{Failure, Result};

/// Before the status in a complaint about an answer.
const STATUS: &str = "responded with a status of ";

impl Page {
    /// What the browser complained of since this or `is_quiet` was last asked. An answer with a status of 400 to 499 is
    /// no complaint where it is the page itself or a form's answer; a file of the page that is not there (404) is one.
    #[track_caller]
    pub fn problems(&self) -> impl Future<Output = Result<Vec<String>>> {
        self.here(async move {
            let said = self.session().console().await?;
            let url = self.session().client.current_url().await?;
            let entries = said.as_array().map(Vec::as_slice).unwrap_or_default();
            Ok(entries.iter().filter_map(|entry| problem(entry, url.as_str())).collect())
        })
    }

    /// Fails if the browser complained of anything since this or `problems` was last asked.
    #[track_caller]
    pub fn is_quiet(&self) -> impl Future<Output = Result> {
        self.here(async move {
            let problems = self.problems().await?;
            if problems.is_empty() {
                return Ok(());
            }
            Err(Failure::new(format!("the browser complains:\n    {}", problems.join("\n    "))))
        })
    }
}

/// The complaint in an entry of the console, if it is one.
fn problem(entry: &Value, page: &str) -> Option<String> {
    let of = |name: &str| entry.get(name).and_then(Value::as_str).unwrap_or_default();
    let (level, source, message) = (of("level"), of("source"), of("message"));
    if level != "SEVERE" && source != "security" {
        return None;
    }
    let status =
        message.split(STATUS).nth(1).and_then(|rest| rest.get(..3)).and_then(|s| s.parse::<u16>().ok());
    let expected = match status {
        Some(404) => message.starts_with(&format!("{page} ")),
        Some(status) => (400..500).contains(&status),
        None => false,
    };
    (!expected).then(|| format!("{source}: {message}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_a_complaint() {
        let network = |url: &str, status: &str| {
            json!({
                "level": "SEVERE", "source": "network",
                "message": format!("{url} - Failed to load resource: the server {STATUS}{status}"),
            })
        };
        let page = "http://127.0.0.1:1/clients";
        for (entry, complaint) in [
            (network(page, "404 (Not Found)"), false),
            (network(page, "422 (Unprocessable Content)"), false),
            (network(page, "500 (Internal Server Error)"), true),
            (network("http://127.0.0.1:1/site.css", "404 (Not Found)"), true),
            (network("http://127.0.0.1:1/clients/add", "409 (Conflict)"), false),
            (json!({ "level": "SEVERE", "source": "javascript", "message": "x is not defined" }), true),
            (json!({ "level": "WARNING", "source": "security", "message": "refused" }), true),
            (json!({ "level": "INFO", "source": "console-api", "message": "hello" }), false),
        ] {
            assert_eq!(problem(&entry, page).is_some(), complaint, "{entry}");
        }
    }
}
