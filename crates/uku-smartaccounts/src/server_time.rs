use chrono::{DateTime, Utc};
use reqwest::header::DATE;
use uku_core::ledger::LedgerError;

use crate::api::Api;
use crate::format::parse_http_date;
use crate::smartaccounts::unreachable;

/// The vendor's clock, asked without any key: whatever is answered at the address, it tells the time. Nothing is
/// spent from any key's budget.
pub async fn server_time(api: &Api) -> Result<DateTime<Utc>, LedgerError> {
    if let Some(ceiling) = &api.ceiling {
        ceiling.until_ready().await;
    }
    let answer = api.http.get(&api.address).send().await.map_err(unreachable)?;
    let date = answer.headers().get(DATE).and_then(|date| date.to_str().ok()).and_then(parse_http_date);
    date.ok_or_else(|| LedgerError::Garbled {
        detail: format!("it answers {} without the time", answer.status()),
    })
}
