use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::Schedule;
use crate::calendar::{ImportDay, Month, current_month};
use crate::summary::SummarySettings;

/// The next import that comes up by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextImport {
    /// When.
    pub at: DateTime<Utc>,
    /// The month that it counts.
    pub month: Month,
}

/// What has come up and was not begun.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Due {
    /// Months to be imported, in order.
    pub imports: Vec<Month>,
    /// Months whose import day passed too long ago: they are offered, not imported.
    pub missed: Vec<Month>,
    /// The month in which a look at late documents has come up; none if none has.
    pub look: Option<Month>,
    /// The month to which looks are done with, whether a look is taken or an import that has come up looks anyway.
    pub looked: Option<Month>,
}

impl Due {
    /// Whether there is nothing to begin and nothing to remember.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How many months a program that was down imports when it is back.
const CAUGHT_UP: usize = 3;

/// What has come up by now, by the firm's clock.
///
/// Months are compared, not instants: whatever a clock does, a month that came up once has come up.
#[must_use]
pub fn due(settings: &SummarySettings, zone: Tz, schedule: Schedule, now: DateTime<Utc>) -> Due {
    let Some(since) = schedule.followed_since else { return Due::default() };
    let import = |month| settings.import_day.instant_for(month, settings.time(), zone);
    let done = schedule.imported.max(Some(latest(import, zone, since)));
    let latest_import = latest(import, zone, now);
    let first = done.map_or(latest_import, Month::next);
    let mut missed: Vec<Month> =
        if first <= latest_import { first.through(latest_import).collect() } else { Vec::new() };
    let imports = missed.split_off(missed.len().saturating_sub(CAUGHT_UP));

    let looked = schedule.looked.max(Some(latest_look(settings, zone, since)));
    let latest_look = latest_look(settings, zone, now);
    let came_up = (settings.late_look.looks() && looked < Some(latest_look)).then_some(latest_look);
    // An import looks at the months before it anyway.
    let covered = |look: Month| imports.last().is_some_and(|last| *last >= look.previous());
    Due { look: came_up.filter(|look| !covered(*look)), looked: came_up, imports, missed }
}

/// The next import after now, if nothing holds it up.
#[must_use]
pub fn next_import(
    settings: &SummarySettings,
    zone: Tz,
    schedule: Schedule,
    now: DateTime<Utc>,
) -> NextImport {
    let import = |month| settings.import_day.instant_for(month, settings.time(), zone);
    let month = schedule
        .imported
        .max(Some(latest(import, zone, now)))
        .map_or_else(|| current_month(zone, now), Month::next);
    NextImport { at: import(month), month }
}

/// The next look after now; none if no month is looked at again.
pub(super) fn next_look(settings: &SummarySettings, zone: Tz, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let next = || look_at(settings, zone, latest_look(settings, zone, now).next());
    settings.late_look.looks().then(next)
}

/// When the look that is taken in a month is due.
fn look_at(settings: &SummarySettings, zone: Tz, month: Month) -> DateTime<Utc> {
    ImportDay::FollowingMonth(settings.late_look.day).instant_for(month.previous(), settings.time(), zone)
}

/// The month of the latest look that has come up, whoever takes it.
pub(super) fn latest_look(settings: &SummarySettings, zone: Tz, now: DateTime<Utc>) -> Month {
    latest(|month| look_at(settings, zone, month), zone, now)
}

/// The latest month whose moment has come.
fn latest(moment: impl Fn(Month) -> DateTime<Utc>, zone: Tz, now: DateTime<Utc>) -> Month {
    let mut month = current_month(zone, now).next();
    while moment(month) > now {
        month = month.previous();
    }
    month
}
