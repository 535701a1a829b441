#![doc = include_str!("../README.md")]

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
