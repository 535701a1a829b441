//! Durable work: a run, its items, when they are due, and what came of them.

mod cancel;
mod estimate;
mod failure;
mod forecast;
mod import_item;
mod item_log;
mod outcome;
mod port;
mod progress;
mod queue;
mod ready;
mod record;
mod start;
mod words;
mod write_month;

pub use cancel::{CancelError, cancel_run, retry_failed};
pub use estimate::{Effort, Estimate};
pub use failure::{Failure, SkipReason};
pub use forecast::{ImportForecast, OverwrittenNumber, forecast_import};
pub use import_item::{Ended, ImportItem};
pub use outcome::{MonthOutcome, Outcome};
pub use port::{ClaimedItem, ItemRecord, RunRecord, Runs, RunsQuery};
pub use progress::{ItemState, RunProgress, see_run, see_runs};
pub use queue::{Claim, LONGEST_LEASE, NodeName, Release, WorkQueue};
pub use start::{Asked, StartError, Which, start_import};
pub use words::{Epoch, Item, ItemId, Lane, Run, RunId, RunKind};
