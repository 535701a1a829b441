//! The JSON API over fakes of all ports.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails by panicking")]

mod activity;
mod ask;
mod client_import;
mod clients;
mod connection;
mod document;
mod import_data;
mod integration;
mod matrix;
mod members;
mod notices;
mod once;
mod problems;
mod rate;
mod reports;
mod runs;
mod session;
mod settings;
