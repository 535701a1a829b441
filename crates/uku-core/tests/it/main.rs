//! The rules of the domain, by examples and by properties; no network, no database, no clock.
#![expect(clippy::unwrap_used, reason = "helpers of tests, which clippy only knows inside of tests")]

mod activation;
mod answers;
mod calendar;
mod client;
mod client_import;
mod connection;
mod counting;
mod diagnosis;
mod firm;
mod fragile;
mod identity;
mod ledger;
mod notice;
mod run;
mod schedule;
mod sign_in;
mod summary;
mod support;
