//! Lists of documents. Days are counted, never walked through: a page deep inside a million entries costs as much
//! as the first.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use chrono::{Datelike, NaiveDate};

use super::doc::Doc;
use super::id::{DocKey, Spot};
use super::kind::Kind;
use super::ledger::Ledger;
use super::month::Month;
use super::plan::Sheet;

/// Where one document of a list is found.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Slot<'a> {
    Made(Spot, NaiveDate),
    Kept(&'a Doc),
}

impl Slot<'_> {
    fn key(&self) -> DocKey {
        match self {
            Self::Made(spot, _) => DocKey::Made(*spot),
            Self::Kept(doc) => doc.key,
        }
    }
}

/// What to list.
pub(crate) struct Wanted<'w> {
    /// The kinds; empty for all.
    pub(crate) doc_types: &'w [&'w str],
    /// The days of the made documents.
    pub(crate) days: RangeInclusive<NaiveDate>,
    /// The day among which a kept document is listed, if it is.
    pub(crate) place: &'w dyn Fn(&Doc) -> Option<NaiveDate>,
}

/// A list of documents, ordered by day.
#[derive(Debug)]
pub(crate) struct Feed<'a> {
    ledger: &'a Ledger,
    today: NaiveDate,
    kinds: Vec<Kind>,
    days: BTreeMap<NaiveDate, Day<'a>>,
}

/// A day that holds something.
#[derive(Debug, Default)]
struct Day<'a> {
    /// How many made documents; those that were changed or deleted don't count.
    made: usize,
    kept: Vec<&'a Doc>,
}

impl Day<'_> {
    fn len(&self) -> usize {
        self.made + self.kept.len()
    }
}

impl<'a> Feed<'a> {
    pub(crate) fn new(ledger: &'a Ledger, today: NaiveDate, wanted: &Wanted<'_>) -> Self {
        let is_wanted = |doc_type: &str| wanted.doc_types.is_empty() || wanted.doc_types.contains(&doc_type);
        let kinds = Kind::ALL.into_iter().filter(|kind| is_wanted(kind.name())).collect();
        let mut feed = Self { ledger, today, kinds, days: BTreeMap::new() };
        feed.count_made(&wanted.days);
        for doc in ledger.kept().filter(|doc| is_wanted(&doc.kind)) {
            if let Some(date) = (wanted.place)(doc) {
                feed.days.entry(date).or_default().kept.push(doc);
            }
        }
        feed
    }

    fn count_made(&mut self, days: &RangeInclusive<NaiveDate>) {
        // A made document is entered when its day ends.
        let Some(yesterday) = self.today.pred_opt() else { return };
        let start = (*days.start()).max(Month::OPENING.first_day());
        let end = (*days.end()).min(yesterday);
        let mut date = start;
        while date <= end {
            let month = Month::of(date);
            let sheet = self.ledger.made.plan.sheet(month);
            let last = end.min(month.last_day());
            for day in date.day()..=last.day() {
                let made = self.kinds.iter().map(|&kind| self.made_on(&sheet, month, kind, day)).sum();
                if let Some(date) = month.first_day().with_day(day).filter(|_| made > 0) {
                    self.days.insert(date, Day { made, kept: Vec::new() });
                }
            }
            date = month.next().first_day();
        }
    }

    fn made_on(&self, sheet: &Sheet, month: Month, kind: Kind, day: u32) -> usize {
        let indexes = sheet.on_days(kind, &(day..=day));
        indexes.len() - self.ledger.replaced_among(month, kind, indexes)
    }

    pub(crate) fn len(&self) -> usize {
        self.days.values().map(Day::len).sum()
    }

    /// The documents at these places of the list.
    pub(crate) fn slots(&self, places: Range<usize>) -> Vec<Slot<'a>> {
        let mut before = 0;
        let mut found = Vec::new();
        for (&date, day) in &self.days {
            let (from, to) = (before, before + day.len());
            before = to;
            if to > places.start && from < places.end {
                let within = places.start.saturating_sub(from)..(places.end - from).min(day.len());
                found.extend(self.slots_of(date, day).get(within).unwrap_or_default());
            }
        }
        found
    }

    /// The documents that pass a filter; each is made to be looked at, and let go.
    pub(crate) fn select(&self, filter: &dyn Fn(&Doc) -> bool) -> Vec<Slot<'a>> {
        let slots = self.days.iter().flat_map(|(&date, day)| self.slots_of(date, day));
        slots.filter(|slot| filter(&self.doc(*slot))).collect()
    }

    pub(crate) fn doc(&self, found: Slot<'a>) -> Cow<'a, Doc> {
        match found {
            Slot::Made(spot, date) => {
                Cow::Owned(self.ledger.made.draw(DocKey::Made(spot), spot.kind.name(), date, self.today))
            }
            Slot::Kept(doc) => Cow::Borrowed(doc),
        }
    }

    fn slots_of(&self, date: NaiveDate, day: &Day<'a>) -> Vec<Slot<'a>> {
        let mut found = Vec::with_capacity(day.len());
        if day.made > 0 {
            let month = Month::of(date);
            let sheet = self.ledger.made.plan.sheet(month);
            for &kind in &self.kinds {
                let spots =
                    sheet.on_days(kind, &(date.day()..=date.day())).map(|index| Spot { month, kind, index });
                let present = spots.filter(|&spot| !self.ledger.is_replaced(spot));
                found.extend(present.map(|spot| Slot::Made(spot, date)));
            }
        }
        if !day.kept.is_empty() {
            found.extend(day.kept.iter().copied().map(Slot::Kept));
            found.sort_by_key(Slot::key);
        }
        found
    }
}
