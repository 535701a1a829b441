use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{DATE, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use tokio::time::Instant;

use crate::format::parse_http_date;

/// The longest answer that is read, after decompression. A page of 100 entries with all their rows has a tenth.
const LONGEST_BODY: usize = 16 * 1024 * 1024;
/// The longest refusal that is read; the rest says nothing new.
const LONGEST_REFUSAL: usize = 64 * 1024;

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// The server's clock, where it says.
    pub(crate) date: Option<DateTime<Utc>>,
    /// The Retry-After header as it came.
    pub(crate) retry_after: Option<String>,
    pub(crate) body: Vec<u8>,
    /// How long it took from asking to the head of the answer.
    pub(crate) took: TimeDelta,
}

/// Why an answer could not be taken in.
#[derive(Debug)]
pub(crate) enum ReadError {
    /// It broke off.
    Cut(reqwest::Error),
    /// It is longer than any page.
    TooLong,
}

impl Answer {
    /// Takes in an answer: a page whole or not at all, a refusal as far as it is of use.
    pub(crate) async fn read(mut response: Response, asked: Instant) -> Result<Self, ReadError> {
        let took = TimeDelta::from_std(asked.elapsed()).unwrap_or_default();
        let status = response.status();
        let header =
            |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let date = header(DATE).and_then(|text| parse_http_date(&text));
        let retry_after = header(RETRY_AFTER);
        let longest = if status.is_success() { LONGEST_BODY } else { LONGEST_REFUSAL };
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(ReadError::Cut)? {
            if body.len() + chunk.len() <= longest {
                body.extend_from_slice(&chunk);
            } else if status.is_success() {
                return Err(ReadError::TooLong);
            } else {
                body.extend_from_slice(&chunk[..longest - body.len()]);
                break;
            }
        }
        Ok(Self { status, date, retry_after, body, took })
    }

    /// The body as text, for people and for telling meanings apart.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
