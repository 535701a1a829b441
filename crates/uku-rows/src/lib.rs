#![doc = include_str!("../README.md")]

mod codec;
mod meaning;
mod task_id;

pub use codec::{from_integer, from_json, from_word, instant, parse, to_integer, to_json, to_word};
pub use meaning::{no_budget, no_clients, no_tasks};
pub use task_id::task_id;
