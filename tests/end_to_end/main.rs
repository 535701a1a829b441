//! The whole program from the outside: the real binary, over real HTTP, against a simulator of its own.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails by panicking")]

mod calendar;
mod count;
mod count_many;
mod demo;
mod trouble;
mod uku;
