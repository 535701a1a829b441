use axum::extract::Query;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use uku_core::calendar::Month;
use uku_core::client::search_key;
use uku_l10n::Said;
use uku_web::{Called, Desk, Refusal};

use super::filter::Filter;
use super::month::month_asked;
use super::sheet::Sheet;
use super::{reports, xlsx as spreadsheet};
use crate::page::{Nav, Page};

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(super) async fn csv(desk: Desk, Query(filter): Query<Filter>) -> Result<Response, Refusal> {
    let (month, sheet) = sheet(&desk, &filter).await?;
    let bytes = super::csv::bytes(&sheet, desk.locale().language).map_err(|error| Refusal::broken(&error))?;
    Ok(file(&desk, month, "csv", CSV, bytes))
}

pub(super) async fn xlsx(desk: Desk, Query(filter): Query<Filter>) -> Result<Response, Refusal> {
    let (month, sheet) = sheet(&desk, &filter).await?;
    let now = desk.means().clock.now();
    // Ten thousand rows take a while, in which others want answers too.
    let made = tokio::task::spawn_blocking(move || spreadsheet::bytes(&sheet, &month.to_string(), now)).await;
    let bytes = made.map_err(|error| Refusal::broken(&error))?.map_err(|error| Refusal::broken(&error))?;
    Ok(file(&desk, month, "xlsx", XLSX, bytes))
}

async fn sheet(desk: &Desk, filter: &Filter) -> Result<(Month, Sheet), Refusal> {
    let page = Page::of(desk, Nav::Reports, &Said::of("reports-title")).await?;
    let months = if filter.month().is_some() { Vec::new() } else { reports(desk).months().await? };
    let month = month_asked(desk, filter, &months);
    let report = reports(desk).month(&filter.all(month)).await?;
    let called = Called::of(desk, []).await?;
    Ok((month, Sheet::of(&page, month, report, &called)))
}

/// A file to be saved, named by the firm and the month.
fn file(desk: &Desk, month: Month, ending: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let name = search_key(&desk.firm.name);
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let firm: Vec<&str> = words.collect();
    let firm = if firm.is_empty() { "uku".to_owned() } else { firm.join("-") };
    let saved = HeaderValue::try_from(format!("attachment; filename=\"{firm}-{month}.{ending}\""));
    let saved = saved.unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    ([(CONTENT_TYPE, HeaderValue::from_static(kind)), (CONTENT_DISPOSITION, saved)], bytes).into_response()
}
