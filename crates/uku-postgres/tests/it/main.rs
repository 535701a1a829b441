//! The contracts of the ports that this crate implements, and what is particular to PostgreSQL.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests, which clippy only knows inside of tests"
)]

mod budget;
mod concurrency;
mod contracts;
mod crash;
mod database;
mod filled;
mod firm_changes;
mod isolation;
mod listening;
mod migrations;
mod old_rows;
mod queue;
mod rights;
mod roles;
mod search;
