//! The contracts of the ports that this crate implements, and what is particular to SQLite files.
#![expect(clippy::unwrap_used, reason = "helpers of tests, which clippy only knows inside of tests")]

mod activity;
mod budget;
mod contracts;
mod crash;
mod destroyed;
mod firm_changes;
mod former_months;
mod machine;
mod migration;
mod queue;
mod search;
mod side_by_side;
mod store;
mod whole;
