//! The books: what the seed makes, what was changed since, and the two as one ledger.
//!
//! `month`, `kind`, `plan` and `id` are arithmetic; `made` draws documents and partners from it; `ledger` lays
//! the changes over what was made; `feed` lists the result by pages without making what it skips.

pub(crate) mod account;
pub(crate) mod codes;
pub(crate) mod company;
pub(crate) mod doc;
pub(crate) mod feed;
pub(crate) mod id;
pub(crate) mod kind;
pub(crate) mod ledger;
pub(crate) mod made;
pub(crate) mod money;
pub(crate) mod month;
pub(crate) mod mutation;
pub(crate) mod names;
pub(crate) mod partner;
pub(crate) mod plan;
pub(crate) mod truth;

pub use company::CompanyKeys;
pub use mutation::{Change, Mutation};
