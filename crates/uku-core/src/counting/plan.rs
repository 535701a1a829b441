use super::{Contradiction, MonthTally};
use crate::ledger::{EntriesQuery, EntryPage};

/// What a plan wants next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// This page.
    Ask(EntriesQuery),
    /// Nothing more: these are the months' entries.
    Done(Vec<MonthTally>),
}

/// A way to find out how many entries some months hold, in few requests.
///
/// A plan is a pure state machine. Whoever drives it asks the books for what [`next`](Self::next) names and
/// [`tell`](Self::tell)s it the answer, until it is done. A driver may wait as long as it likes between the two.
pub trait CountingPlan: Send {
    /// What the plan wants next; the same until it is told a page.
    fn next(&self) -> Step;

    /// The page that [`next`](Self::next) asked for.
    fn tell(&mut self, page: EntryPage) -> Result<(), Contradiction>;
}
