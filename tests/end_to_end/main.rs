//! The whole program from the outside: the real binary, over real HTTP, against a simulator of its own.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails by panicking")]

mod calendar;
mod client_import;
mod count;
mod count_many;
mod demo;
mod disconnecting;
mod help_page;
mod house;
mod json;
mod killed;
mod many;
mod master_keys;
mod needles;
mod postgres;
mod secrets;
mod setup;
mod store;
mod trouble;
mod troubleshooting;
mod uku;
