//! What is really in the books: counts by month and kind, without pages, limits or faults.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::doc::Doc;
use super::kind::Kind;
use super::ledger::Ledger;
use super::month::Month;
use crate::estonian;

/// Entries by kind; kinds without any are left out.
pub type Counts = BTreeMap<String, u64>;

/// The counts of every month asked for, in order of months.
pub(crate) fn counts(ledger: &Ledger, from: Month, to: Month, today: NaiveDate) -> BTreeMap<String, Counts> {
    let mut months = BTreeMap::new();
    let mut month = from;
    while month <= to {
        months.insert(month.to_string(), made(ledger, month, today));
        month = month.next();
    }
    for doc in ledger.kept() {
        if let Some(counts) = month_of(doc).and_then(|month| months.get_mut(&month.to_string())) {
            *counts.entry(doc.kind.clone()).or_default() += 1;
        }
    }
    months
}

fn made(ledger: &Ledger, month: Month, today: NaiveDate) -> Counts {
    let entered = today.pred_opt().unwrap_or(today).min(month.last_day());
    if month < Month::OPENING || entered < month.first_day() {
        return Counts::new();
    }
    let sheet = ledger.made.plan.sheet(month);
    let counted = Kind::ALL.into_iter().map(|kind| {
        let indexes = sheet.on_days(kind, &(1..=entered.day()));
        let count = indexes.len() - ledger.replaced_among(month, kind, indexes);
        (kind.name().to_owned(), count as u64)
    });
    counted.filter(|(_, count)| *count > 0).collect()
}

/// The month that an entry says it belongs to; an entry dated with rubbish belongs to none.
fn month_of(doc: &Doc) -> Option<Month> {
    match &doc.date_text {
        Some(text) => estonian::read_date(text).map(Month::of),
        None => Some(Month::of(doc.entry_date)),
    }
}
