//! Tests of texts, numbers and dates.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests, which clippy only knows inside of tests"
)]

mod audit_events;
mod files;
mod formats;
mod samples;
mod sentences;
mod variants;
