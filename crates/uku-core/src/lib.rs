#![doc = include_str!("../README.md")]
#![expect(unreachable_pub, reason = "nutype makes such items for the identities")]

pub mod activation;
pub mod answers;
pub mod audit;
pub mod calendar;
pub mod client;
pub mod client_import;
pub mod clock;
pub mod connection;
pub mod counting;
pub mod diagnosis;
pub mod firm;
pub mod ids;
pub mod ledger;
pub mod notice;
pub mod run;
pub mod schedule;
pub mod sign_in;
pub mod store;
pub mod summary;
mod text_id;
pub mod vault;
