use std::collections::BTreeSet;
use std::num::NonZeroU32;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Contradiction, CountingPlan, MonthTally, Step, Tally};
use crate::calendar::{Month, MonthRange};
use crate::ledger::{Basis, EntriesQuery, EntryId, EntryKind, EntryPage};

/// Reads every entry of a range of months once, page after page, and splits them by month.
///
/// The counts are true at one moment: where reading more than one page took longer than [`ReadRange::ONE_MOMENT`], a
/// query for what changed since the start must come back without anything that matters, else everything is read
/// again, at most [`ReadRange::READS`] times in all. A careful plan, and any second read, asks for changes however
/// quick it was.
#[derive(Debug)]
pub struct ReadRange {
    range: MonthRange,
    kind: Option<EntryKind>,
    careful: bool,
    reads: u32,
    page: NonZeroU32,
    phase: Phase,
    started_at: Option<DateTime<Utc>>,
    seen: BTreeSet<EntryId>,
    tallies: Vec<Tally>,
}

#[derive(Debug, PartialEq, Eq)]
enum Phase {
    Reading,
    Certifying { since: DateTime<Utc> },
    Done,
}

impl ReadRange {
    /// A read this short is taken as one moment.
    pub const ONE_MOMENT: TimeDelta = TimeDelta::seconds(3);
    /// How often a range is read before the plan gives up because the books keep changing.
    pub const READS: u32 = 3;
    /// More pages than a year has in the largest books that this is made for: 50,000 entries a month of each main field.
    pub(super) const MOST_PAGES: u32 = 30_000;
    /// The vendor's change times and ours both have whole seconds.
    const OVERLAP: TimeDelta = TimeDelta::seconds(2);

    /// A plan for these months; with a kind, only its entries are read and counted.
    #[must_use]
    pub fn new(range: MonthRange, kind: Option<EntryKind>) -> Self {
        Self {
            range,
            kind,
            careful: false,
            reads: 1,
            page: NonZeroU32::MIN,
            phase: Phase::Reading,
            started_at: None,
            seen: BTreeSet::new(),
            tallies: vec![Tally::default(); range.len()],
        }
    }

    /// The same for books that have already shown that somebody works in them, or that something is wrong with them.
    #[must_use]
    pub fn careful(range: MonthRange, kind: Option<EntryKind>) -> Self {
        Self { careful: true, ..Self::new(range, kind) }
    }

    fn tell_entries(&mut self, page: &EntryPage) -> Result<(), Contradiction> {
        if page.more && page.entries.is_empty() {
            return Err(Contradiction::EmptyPage { page: self.page.get() });
        }
        let mut repeated = 0;
        for entry in &page.entries {
            let month = self
                .range
                .position_of(Month::of(entry.date))
                .ok_or(Contradiction::OutsideRange { date: entry.date })?;
            if self.seen.insert(entry.id) {
                self.tallies[month].add(entry.kind);
            } else {
                repeated += 1;
            }
        }
        let started_at = *self.started_at.get_or_insert(page.asked_at);
        if page.more && repeated == page.entries.len() {
            Err(Contradiction::PageRepeats { page: self.page.get() })
        } else if repeated > 0 {
            // Entries moved on to a later page: something was entered before them, or their dates were changed.
            self.read_again()
        } else if page.more {
            self.turn_page()
        } else {
            let quick = !self.careful && page.asked_at - started_at <= Self::ONE_MOMENT;
            let one_moment = quick || self.page == NonZeroU32::MIN;
            self.page = NonZeroU32::MIN;
            self.phase = if one_moment {
                Phase::Done
            } else {
                Phase::Certifying { since: started_at - Self::OVERLAP }
            };
            Ok(())
        }
    }

    fn tell_changes(&mut self, page: &EntryPage) -> Result<(), Contradiction> {
        let gone = page.deleted.iter().any(|id| self.seen.contains(id));
        let changed = page.entries.iter().any(|entry| {
            let ours = self.kind.is_none_or(|kind| kind == entry.kind);
            self.seen.contains(&entry.id) || (ours && self.range.position_of(Month::of(entry.date)).is_some())
        });
        // Pages of changes can shift as well, and nothing certifies them: more than one proves nothing.
        if gone || changed || page.more {
            self.read_again()
        } else {
            self.phase = Phase::Done;
            Ok(())
        }
    }

    fn turn_page(&mut self) -> Result<(), Contradiction> {
        if self.page.get() >= Self::MOST_PAGES {
            return Err(Contradiction::Endless { pages: self.page.get() });
        }
        self.page = self.page.saturating_add(1);
        Ok(())
    }

    fn read_again(&mut self) -> Result<(), Contradiction> {
        if self.reads >= Self::READS {
            return Err(Contradiction::ChangingWhileCounted { reads: self.reads });
        }
        let reads = self.reads + 1;
        *self = Self { reads, ..Self::careful(self.range, self.kind) };
        Ok(())
    }
}

impl CountingPlan for ReadRange {
    fn next(&self) -> Step {
        let (basis, kind) = match self.phase {
            Phase::Reading => {
                (Basis::EntryDate(self.range.from().first_day(), self.range.to().last_day()), self.kind)
            }
            // Of every kind: an entry may have been turned into another kind.
            Phase::Certifying { since } => (Basis::ChangedSince(since), None),
            Phase::Done => {
                let months = self.range.months().zip(&self.tallies);
                return Step::Done(
                    months.map(|(month, tally)| MonthTally { month, tally: *tally }).collect(),
                );
            }
        };
        Step::Ask(EntriesQuery { basis, kind, page: self.page })
    }

    fn tell(&mut self, page: EntryPage) -> Result<(), Contradiction> {
        match self.phase {
            Phase::Reading => self.tell_entries(&page),
            Phase::Certifying { .. } => self.tell_changes(&page),
            Phase::Done => Ok(()),
        }
    }
}
