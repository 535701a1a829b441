//! Which months come up by themselves, and when.

mod rules;
mod tick;
mod upcoming;

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Tallinn;
use serde::{Deserialize, Serialize};

use crate::calendar::Month;
use crate::store::{StoreError, UnitOfWork};
use crate::summary::SummarySettings;

pub use rules::{Due, NextImport, due, next_import};
pub use tick::{ScheduleError, Scheduling, Ticked};
pub use upcoming::upcoming_import;

/// Which months came up by themselves last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Schedule {
    /// Since when the schedule is followed: import days up to then have passed and don't run back.
    pub followed_since: Option<DateTime<Utc>>,
    /// The last month that was imported on its import day, or whose import day passed without it.
    pub imported: Option<Month>,
    /// The last month in which a look at late documents was taken, or passed without one: the next import looks anyway.
    pub looked: Option<Month>,
}

/// Looks at late documents by these settings from now on: a look whose moment has passed by now is not taken.
///
/// The firm's clock is not at hand, so it goes by Estonia's: elsewhere, a look within hours of the change may be left out
/// or be taken once more.
pub(crate) async fn look_from(
    work: &mut dyn UnitOfWork,
    settings: &SummarySettings,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let schedule = work.schedule().await?;
    let looked = schedule.looked.max(Some(rules::latest_look(settings, Tallinn, now)));
    work.put_schedule(&Schedule { looked, ..schedule }).await
}

/// Follows the schedule from now on: a month whose import day has passed doesn't run back by itself.
pub(crate) async fn follow_from(work: &mut dyn UnitOfWork, now: DateTime<Utc>) -> Result<(), StoreError> {
    let schedule = work.schedule().await?;
    work.put_schedule(&Schedule { followed_since: Some(now), ..schedule }).await
}
