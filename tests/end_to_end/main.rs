//! The whole program from the outside: the real binary, over real HTTP, against a simulator of its own.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails by panicking")]

mod admin;
mod books;
mod browser;
mod budget;
mod calendar;
mod client_import;
mod count;
mod count_many;
mod demo;
mod disconnecting;
mod drills;
mod firms;
mod help_page;
mod house;
mod import_data;
mod json;
mod killed;
mod mail;
mod many;
mod master_keys;
mod months;
mod needles;
mod outage;
mod postgres;
mod reload;
mod remedies;
mod schedule;
mod secrets;
mod serve;
mod server;
mod settings;
mod setup;
mod store;
mod summary_tasks;
mod tables;
mod trouble;
mod troubleshooting;
mod uku;
