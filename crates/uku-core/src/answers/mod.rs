//! What was answered to requests that may come again: a request with a key is done once, however often it is sent.

mod forget;
mod kept;
mod port;

use nutype::nutype;

use crate::firm::MemberId;

pub use forget::forget_old_answers;
pub use kept::{ANSWERS_KEPT, Begun, KeptRequest, UNDER_WAY_AT_MOST};
pub use port::Answers;

const LONGEST_KEY: usize = 255;

fn is_printable(text: &str) -> bool {
    text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
}

/// What whoever sends requests calls one of them: 1 to 255 printable ASCII characters, without white space around them.
#[nutype(
    sanitize(trim),
    validate(not_empty, len_char_max = LONGEST_KEY, predicate = is_printable),
    derive(Debug, Clone, Display, AsRef, TryFrom, FromStr, PartialEq, Eq, PartialOrd, Ord, Hash)
)]
pub struct RequestKey(String);

/// One request. Two people who choose the same key don't meet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnswerKey {
    /// Who sent it.
    pub member: MemberId,
    /// What that person's program calls it.
    pub key: RequestKey,
}

/// What a request asks for, as a digest: two requests with the same one ask for the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RequestFingerprint(pub [u8; 32]);

/// What was answered, as whoever answered wrote it down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer(pub Vec<u8>);
