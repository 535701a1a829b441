//! What the enums of `uku-core` say to people, area by area.
//!
//! Each match is without a wildcard, so that whoever adds a variant is asked for its words.

mod activation;
pub mod audit;
mod calendar;
pub mod client;
pub mod client_import;
pub mod connection;
pub mod counting;
mod diagnosis;
mod firm;
mod kept;
mod ledger;
mod names;
pub mod notice;
pub mod run;
mod sign_in;
mod store;
mod summary;

pub use names::Names;

use crate::Said;

/// What happened, or what something is called.
///
/// Errors say a sentence, with a capital letter and a full stop. Kinds, roles, fields and states say a label.
pub trait Say {
    /// What is said.
    fn said(&self) -> Said;
}

/// What a person can do about what happened.
pub trait Remedy {
    /// One or two sentences; none if nobody can do anything, or whoever asked knows best.
    fn remedy_said(&self) -> Option<Said>;
}

/// What somebody else says as the cause of something, as the end of a sentence of ours.
fn detail(text: &str) -> String {
    text.trim().trim_end_matches('.').to_owned()
}

/// Several things as a list.
fn list<'a, T: Say + 'a>(all: impl IntoIterator<Item = &'a T>) -> Vec<Said> {
    all.into_iter().map(Say::said).collect()
}
