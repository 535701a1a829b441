#![doc = include_str!("../README.md")]
#![expect(unreachable_pub, reason = "nutype makes such items for the identities")]

pub mod calendar;
pub mod client;
pub mod clock;
pub mod counting;
pub mod firm;
pub mod ids;
pub mod ledger;
pub mod run;
pub mod store;
pub mod summary;
mod text_id;
pub mod vault;
