//! What all operations have in common: what they take, how lists go page by page, what is done once, how often who may ask.

mod cursor;
mod etag;
mod once;
mod page;
mod rate;
mod secret;
mod stray;
mod take;
pub(crate) mod words;

pub(crate) use cursor::{Cursor, List};
pub(crate) use etag::{IfMatch, tagged};
pub(crate) use once::once;
pub(crate) use page::{Limit, Page};
pub use rate::Rate;
pub(crate) use rate::{PerMember, within_rate};
pub(crate) use secret::{Secret, shown_once};
pub(crate) use stray::{not_allowed, panicked, readable, unknown};
pub(crate) use take::{At, Body, Wanted, accepted};
