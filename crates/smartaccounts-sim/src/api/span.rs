//! From when to when: by the dates of documents, or by the times at which they changed.

use std::ops::RangeInclusive;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use super::error::ApiError;
use super::query::Query;
use crate::books::doc::Doc;
use crate::books::made::LONGEST_TERM_DAYS;
use crate::estonian;

/// Which of a document's dates a list is cut by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Basis {
    /// The date of the entry in the ledger.
    Entry,
    /// The date of the invoice or payment.
    Document,
    Due,
}

/// From when to when; both ends are included.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Span {
    Dates {
        basis: Basis,
        from: NaiveDate,
        to: NaiveDate,
    },
    /// To the second.
    Changes {
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    },
}

impl Span {
    /// Reads `dateFrom`, `dateTo` and `dateType`; the first of the types is what an absent one means.
    pub(crate) fn read(
        query: &Query,
        date_types: &[(&str, Basis)],
        from_may_be_absent: bool,
    ) -> Result<Self, ApiError> {
        if !from_may_be_absent && query.get("dateFrom").is_none() {
            let message = "dateFrom only allowed to be null when paymentStatus or id is provided";
            return Err(ApiError::new(400, "DATE-FROM-REQUIRED", message));
        }
        let date_type = query.get("dateType");
        if date_type == Some("modifydate") {
            return Self::of_changes(query, "dateFrom", "dateTo");
        }
        let basis = match date_type {
            None => date_types.first(),
            Some(name) => date_types.iter().find(|(known, _)| *known == name),
        };
        let (_, basis) =
            *basis.ok_or_else(|| ApiError::invalid("dateType is not one that this service knows"))?;
        let from = query.date("dateFrom")?.unwrap_or(NaiveDate::MIN);
        let to = query.date("dateTo")?.unwrap_or(NaiveDate::MAX);
        Ok(Self::Dates { basis, from, to })
    }

    /// Reads `modifiedFrom` and `modifiedTo`, of the lists that have no dates of their own.
    pub(crate) fn read_modified(query: &Query) -> Result<Option<Self>, ApiError> {
        let (from, to) = ("modifiedFrom", "modifiedTo");
        let is_asked = query.get(from).is_some() || query.get(to).is_some();
        is_asked.then(|| Self::of_changes(query, from, to)).transpose()
    }

    /// A plain date means its first second as a start, and its last as an end.
    fn of_changes(query: &Query, from: &str, to: &str) -> Result<Self, ApiError> {
        let last_second = |date| estonian::end_of(date) - TimeDelta::seconds(1);
        Ok(Self::Changes {
            from: moment(query, from, estonian::midnight)?.unwrap_or(DateTime::UNIX_EPOCH),
            to: moment(query, to, last_second)?.unwrap_or(DateTime::<Utc>::MAX_UTC),
        })
    }

    /// The days whose made documents can lie within.
    pub(crate) fn days(&self, today: NaiveDate) -> RangeInclusive<NaiveDate> {
        match *self {
            Self::Dates { basis: Basis::Entry | Basis::Document, from, to } => from..=to,
            Self::Dates { basis: Basis::Due, from, to } => {
                from.checked_sub_days(Days::new(LONGEST_TERM_DAYS)).unwrap_or(from)..=to
            }
            // What is dated on a day is entered at the midnight that ends it.
            Self::Changes { from, to } => {
                let first = estonian::date(from);
                let at_midnight = estonian::midnight(first) == from;
                let first = if at_midnight { first.pred_opt().unwrap_or(first) } else { first };
                let last = estonian::date(to.min(estonian::midnight(today)));
                first..=last.pred_opt().unwrap_or(last)
            }
        }
    }

    /// The day among which a kept document is listed, if it lies within.
    pub(crate) fn place(&self, doc: &Doc) -> Option<NaiveDate> {
        match *self {
            Self::Dates { basis, from, to } => {
                let day = if basis == Basis::Entry { doc.entry_date } else { doc.date };
                let date = if basis == Basis::Due { doc.invoice()?.due } else { day };
                (from..=to).contains(&date).then_some(day)
            }
            Self::Changes { .. } => self.covers(doc.modified).then(|| {
                let day = estonian::date(doc.modified);
                day.pred_opt().unwrap_or(day)
            }),
        }
    }

    /// Whether a document lies within. Asked where the day of a document does not tell.
    pub(crate) fn holds(&self, doc: &Doc) -> bool {
        self.place(doc).is_some()
    }

    /// Whether documents must be looked at one by one: a day of documents falls due on several.
    pub(crate) fn is_by_due_date(&self) -> bool {
        matches!(self, Self::Dates { basis: Basis::Due, .. })
    }

    /// Whether a time of change lies within.
    pub(crate) fn covers(&self, at: DateTime<Utc>) -> bool {
        match self {
            Self::Changes { from, to } => (from.timestamp()..=to.timestamp()).contains(&at.timestamp()),
            Self::Dates { .. } => false,
        }
    }
}

fn moment(
    query: &Query,
    name: &str,
    of_date: impl Fn(NaiveDate) -> DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, ApiError> {
    let read = |text: &str| estonian::read_moment(text).or_else(|| estonian::read_date(text).map(&of_date));
    query.parsed(name, read, "a date such as 31.12.2026 or a time such as 31.12.2026_23:59:59")
}
