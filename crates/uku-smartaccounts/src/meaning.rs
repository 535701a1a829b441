//! What an answer that is no success means. The vendor publishes the statuses but not the bodies, so the guesses
//! about words are all in here.

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::StatusCode;
use serde::Deserialize;
use serde_json::value::RawValue;
use uku_core::ledger::{LedgerError, VendorMessage};

use crate::answer::Answer;
use crate::decode::shortened;
use crate::format::parse_http_date;

/// Words in a 503 that speak of too many requests. "Rate limit exceeded" is the vendor's label.
const LIMIT_WORDS: [&str; 4] = ["rate limit", "limit exceeded", "too many", "limiit"];
/// Words in a 503 that speak of the bill. "Billing error" is the vendor's label.
const BILL_WORDS: [&str; 5] = ["billing", "unpaid", "not paid", "tasumata", "maksmata"];
/// Words in a 400 that speak of rights.
const RIGHT_WORDS: [&str; 5] = ["privilege", "permission", "access denied", "no right", "õigus"];
/// How long the vendor's minute is.
const A_MINUTE: TimeDelta = TimeDelta::seconds(60);

/// What an answer means.
#[derive(Debug)]
pub(crate) enum Meaning {
    /// It may be read.
    Success,
    /// A repeat may go better.
    Passing(LedgerError),
    /// A repeat won't help.
    Final(LedgerError),
    /// Not available, and the answer doesn't say whether that is a limit or a bill.
    Doubtful(LedgerError),
}

/// What an answer to a read means.
pub(crate) fn meaning(answer: &Answer, right: &str, now: DateTime<Utc>) -> Meaning {
    let status = answer.status;
    match status {
        StatusCode::OK | StatusCode::CREATED => Meaning::Success,
        StatusCode::UNAUTHORIZED => Meaning::Final(LedgerError::WrongKeys),
        StatusCode::FORBIDDEN => Meaning::Final(LedgerError::RightMissing { what: right.to_owned() }),
        StatusCode::TOO_MANY_REQUESTS => Meaning::Final(over_limit(answer, now)),
        StatusCode::SERVICE_UNAVAILABLE => not_available(answer, now),
        StatusCode::BAD_REQUEST => Meaning::Final(refusal(answer, right)),
        _ => {
            let error =
                LedgerError::Unreachable { detail: format!("it answers {status}{}", quoted(&answer.text())) };
            if status.is_server_error() { Meaning::Passing(error) } else { Meaning::Final(error) }
        }
    }
}

fn not_available(answer: &Answer, now: DateTime<Utc>) -> Meaning {
    let text = answer.text().to_lowercase();
    let speaks_of = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match (speaks_of(&LIMIT_WORDS), speaks_of(&BILL_WORDS)) {
        (true, false) => Meaning::Final(over_limit(answer, now)),
        (false, true) => Meaning::Final(LedgerError::Unpaid),
        _ => Meaning::Doubtful(LedgerError::Unavailable { detail: format!("503{}", quoted(&answer.text())) }),
    }
}

/// Over the limit, until Retry-After (seconds or a date) or for a minute.
pub(crate) fn over_limit(answer: &Answer, now: DateTime<Utc>) -> LedgerError {
    let text = answer.retry_after.as_deref().unwrap_or_default();
    let seconds = text.parse::<u32>().ok().map(|seconds| now + TimeDelta::seconds(i64::from(seconds)));
    let until = seconds.or_else(|| parse_http_date(text)).unwrap_or(now + A_MINUTE);
    LedgerError::OverLimit { until: until.clamp(now, now + TimeDelta::hours(24)) }
}

fn refusal(answer: &Answer, right: &str) -> LedgerError {
    let text = answer.text();
    let lower = text.to_lowercase();
    if RIGHT_WORDS.iter().any(|word| lower.contains(word)) {
        return LedgerError::RightMissing { what: right.to_owned() };
    }
    let messages =
        messages(&text).unwrap_or_else(|| vec![VendorMessage { key: None, text: shortened(text.trim()) }]);
    LedgerError::Refused { messages }
}

/// The broken rules in an error answer. The names of its members are not published; these have been seen.
pub(crate) fn messages(body: &str) -> Option<Vec<VendorMessage>> {
    #[derive(Deserialize)]
    struct Refusal<'a> {
        #[serde(borrow)]
        errors: Option<Vec<&'a RawValue>>,
        message: Option<String>,
        error: Option<String>,
    }
    #[derive(Deserialize)]
    struct Rule {
        code: Option<String>,
        key: Option<String>,
        message: Option<String>,
    }
    let rule = |raw: &RawValue| match serde_json::from_str::<Rule>(raw.get()) {
        Ok(Rule { code, key, message }) => {
            let key = code.or(key).map(|key| shortened(&key));
            let text = message.or_else(|| key.clone()).unwrap_or_else(|| raw.get().to_owned());
            VendorMessage { key, text: shortened(&text) }
        }
        Err(_) => VendorMessage { key: None, text: shortened(raw.get().trim_matches('"')) },
    };
    let refusal: Refusal<'_> = serde_json::from_str(body).ok()?;
    let rules: Vec<VendorMessage> = refusal.errors.unwrap_or_default().into_iter().map(rule).collect();
    let single =
        refusal.message.or(refusal.error).map(|text| VendorMessage { key: None, text: shortened(&text) });
    if rules.is_empty() { single.map(|message| vec![message]) } else { Some(rules) }
}

fn quoted(text: &str) -> String {
    let text = shortened(text.trim());
    if text.is_empty() { text } else { format!(": \"{text}\"") }
}
