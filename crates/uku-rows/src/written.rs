//! What was written into summary tasks.

use uku_core::calendar::Month;
use uku_core::store::StoreError;
use uku_core::summary::WrittenMonth;

use crate::codec::{from_json, parse};

/// The columns of what was written into one summary task.
#[derive(Debug)]
pub struct WrittenRow {
    /// The month.
    pub month: String,
    /// The task.
    pub task_id: Option<String>,
    /// The numbers that were written last, as JSON.
    pub written: String,
    /// The numbers that were about to be written, as JSON.
    pub intended: String,
    /// When those written were true.
    pub counted_at: Option<String>,
}

impl WrittenRow {
    /// The month, and what was written.
    pub fn read(&self) -> Result<(Month, WrittenMonth), StoreError> {
        let (task, counted_at) = (self.task_id.as_deref(), self.counted_at.as_deref());
        let written = WrittenMonth {
            task: task.map(|id| parse("written_months.task_id", id)).transpose()?,
            values: from_json("written_months.written", &self.written)?,
            intended: from_json("written_months.intended", &self.intended)?,
            counted_at: counted_at.map(|at| parse("written_months.counted_at", at)).transpose()?,
        };
        Ok((parse("written_months.month", &self.month)?, written))
    }
}
