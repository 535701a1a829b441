#![doc = include_str!("../README.md")]

mod activation;
mod audit;
mod bell;
mod budget;
mod client_import_rows;
mod client_imports;
mod client_writes;
mod clients;
mod connections;
mod custom_fields;
mod database;
mod error;
mod firms;
mod lock;
mod notice_mail;
mod notices;
mod outcomes;
mod queue;
mod run_items;
mod runs;
mod schedule;
mod settings;
mod stamps;
mod store;
mod task_rows;
mod tasks;
mod topics;
mod traces;
mod unit_of_work;
mod written;

pub use budget::SqliteBudget;
pub use store::SqliteStore;
