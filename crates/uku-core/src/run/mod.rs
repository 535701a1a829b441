//! Durable work: a run, its items, and what came of them.

mod import_item;
mod outcome;
mod port;
mod record;
mod start;
mod words;

pub use import_item::{ImportItem, ImportItemError};
pub use outcome::{Failure, MonthOutcome, Outcome};
pub use port::{ItemRecord, RunRecord, Runs};
pub use start::{StartError, start_import};
pub use words::{Epoch, Item, ItemId, Run, RunId, RunKind};
