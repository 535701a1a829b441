#![doc = include_str!("../README.md")]

mod codec;
mod meaning;
mod names;
mod run;
mod task_id;
mod written;

pub use codec::{from_integer, from_json, from_word, instant, parse, to_integer, to_json, to_word};
pub use meaning::{no_budget, no_clients, no_notices, no_tasks};
pub use names::is_same_name;
pub use run::{OutcomeRow, RunRow, priority_rank};
pub use task_id::task_id;
pub use written::WrittenRow;
