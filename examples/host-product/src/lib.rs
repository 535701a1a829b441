//! A host product that embeds the SmartAccounts integration: accounting firms, their customers and tasks lie in its
//! own tables (`schema.sql`), and these modules are all that it writes to let the integration work on them.
//! `docs/embedding.md` walks through it; `tests/contracts.rs` shows that it keeps the contracts; `cargo run -p
//! host-product` tells the whole story.
//!
//! The queries are plain texts, not checked when they are compiled: a host has its own ways to reach its database.

mod clients;
mod customers;
mod database;
mod error;
mod fields;
mod firms;
mod notices;
mod summaries;
mod tasks;
mod topics;

pub use database::HostDatabase;
pub use error::HostError;

/// The guide's code, compiled and run with this package.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/embedding.md")]
pub struct Guide;
