#![doc = include_str!("../README.md")]

mod accounts;
mod activation;
mod answers;
mod attempts;
mod audit;
mod budget;
mod client_imports;
mod clients;
mod config;
mod connections;
mod database;
mod error;
mod firms;
mod listen;
mod members;
mod migrate;
mod notice_mail;
mod notices;
mod queue;
mod runs;
mod settings;
mod storable;
mod store;
mod task_fields;
mod tasks;
mod unit_of_work;

pub use budget::PostgresBudget;
pub use config::PostgresConfig;
pub use migrate::migrate;
pub use queue::PostgresQueue;
pub use store::PostgresStore;
