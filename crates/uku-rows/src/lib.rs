#![doc = include_str!("../README.md")]

mod account;
mod among;
mod codec;
mod meaning;
mod names;
mod request;
mod run;
mod standing;
mod task_id;
mod written;

pub use account::{AccountRow, MemberRow, account_keys, email_key, link_key, session_key};
pub use among::AmongIds;
pub use codec::{from_integer, from_json, from_word, instant, parse, to_integer, to_json, to_word};
pub use meaning::{no_budget, no_clients, no_members, no_notices, no_tasks};
pub use names::is_same_name;
pub use request::fingerprint;
pub use run::{OutcomeRow, RunRow, priority_rank};
pub use standing::standing;
pub use task_id::task_id;
pub use written::WrittenRow;
