//! The simulator over HTTP, as a client sees it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests, which clippy only knows inside of tests"
)]

mod adding;
mod binary;
mod changes;
mod client;
mod clock;
mod faults;
mod gate;
mod invented;
mod lists;
mod paging;
