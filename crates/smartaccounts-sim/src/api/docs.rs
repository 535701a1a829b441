//! What the lists of entries, invoices and payments share.

use chrono::{NaiveDate, TimeDelta};
use serde::Serialize;

use super::Call;
use super::error::ApiError;
use super::page::{Envelope, json};
use super::query::Query;
use super::span::Span;
use crate::books::doc::Doc;
use crate::books::feed::{Feed, Slot, Wanted};
use crate::books::ledger::Deletion;
use crate::books::made::PAID_AFTER_DAYS;
use crate::config::Order;

/// A filter on documents; the document must be made to be tried.
pub(crate) type Filter<'f> = Box<dyn Fn(&Doc) -> bool + 'f>;

/// `paymentStatus`, and the filter that it stands for.
pub(crate) fn payment_status<'f>(query: &Query, today: NaiveDate) -> Result<Option<Filter<'f>>, ApiError> {
    Ok(query.one_of("paymentStatus", &["unpaid", "overdue"])?.map(|status| -> Filter<'f> {
        Box::new(move |doc: &Doc| {
            doc.invoice().is_some_and(|invoice| {
                !invoice.outstanding().is_zero() && (status == "unpaid" || invoice.due < today)
            })
        })
    }))
}

/// A list of documents that a request asks for.
pub(crate) struct Listing<'f> {
    pub(crate) name: &'static str,
    /// The kinds; empty for all.
    pub(crate) doc_types: Vec<&'f str>,
    pub(crate) span: Span,
    pub(crate) filters: Vec<Filter<'f>>,
    /// What an id led to, when the request gave one: dates don't matter then.
    pub(crate) looked_up: Option<Vec<Doc>>,
}

impl Listing<'_> {
    fn is_of_kind(&self, kind: &str) -> bool {
        self.doc_types.is_empty() || self.doc_types.contains(&kind)
    }

    fn passes(&self, doc: &Doc) -> bool {
        self.filters.iter().all(|filter| filter(doc)) && (!self.span.is_by_due_date() || self.span.holds(doc))
    }

    fn is_filtered(&self) -> bool {
        !self.filters.is_empty() || self.span.is_by_due_date()
    }
}

/// Answers one page of a list.
pub(crate) fn answer<T: Serialize>(
    call: &Call<'_>,
    listing: &Listing<'_>,
    deleted_id: impl Fn(&Deletion) -> String,
    view: impl Fn(&Doc) -> T,
) -> Result<String, ApiError> {
    let name = listing.name;
    if let Some(found) = &listing.looked_up {
        let meant = found
            .iter()
            .filter(|doc| listing.is_of_kind(&doc.kind) && listing.filters.iter().all(|filter| filter(doc)));
        let (rows, more) = call.page_of(meant.map(view).collect())?;
        return json(&Envelope { name, rows, more: Some(more), deleted: None });
    }
    let place = |doc: &Doc| listing.span.place(doc);
    let wanted = Wanted { doc_types: &listing.doc_types, days: days(call, listing), place: &place };
    let feed = Feed::new(call.ledger, call.today(), &wanted);
    let (slots, more) = page(call, listing, &feed)?;
    let rows = slots.into_iter().map(|slot| view(&feed.doc(slot))).collect();
    let is_first_of_changes = matches!(listing.span, Span::Changes { .. }) && call.query.page_number()? == 1;
    let deleted = is_first_of_changes.then(|| {
        let gone = call.ledger.deletions.iter();
        gone.filter(|gone| listing.span.covers(gone.at) && listing.is_of_kind(&gone.kind))
            .map(deleted_id)
            .collect()
    });
    json(&Envelope { name, rows, more: Some(more), deleted })
}

/// The days of the made documents that may be listed.
fn days(call: &Call<'_>, listing: &Listing<'_>) -> std::ops::RangeInclusive<NaiveDate> {
    let days = listing.span.days(call.today());
    if call.query.get("paymentStatus").is_none() {
        return days;
    }
    // Older made invoices are paid, so there is nothing to find among them.
    let recent = call.today() - TimeDelta::days(PAID_AFTER_DAYS);
    recent.max(*days.start())..=*days.end()
}

/// The documents on the page that was asked for, and whether there are more.
fn page<'l>(
    call: &Call<'_>,
    listing: &Listing<'_>,
    feed: &Feed<'l>,
) -> Result<(Vec<Slot<'l>>, bool), ApiError> {
    let chosen = listing.is_filtered().then(|| feed.select(&|doc| listing.passes(doc)));
    let total = chosen.as_ref().map_or_else(|| feed.len(), Vec::len);
    let window = call.window(total)?;
    let newest_first = call.manners.order == Order::DateDesc;
    let places =
        if newest_first { total - window.places.end..total - window.places.start } else { window.places };
    let mut slots = match chosen {
        Some(chosen) => chosen.get(places).unwrap_or_default().to_vec(),
        None => feed.slots(places),
    };
    if newest_first {
        slots.reverse();
    }
    Ok((slots, window.more))
}
