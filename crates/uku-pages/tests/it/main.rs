//! Pages over fakes of all ports.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that can't go on fails by panicking")]

mod activation;
mod activity;
mod client_import;
mod client_review;
mod clients;
mod data_import;
mod frame;
mod house;
mod matrix;
mod notices;
mod own_company;
mod reports;
mod runs;
mod scene;
mod settings;
mod sign_in;
mod task_lists;
mod texts;
mod why;
