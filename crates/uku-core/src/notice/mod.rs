//! What people are told without having asked: one notice for each event, never a flood.

mod announce;
mod event;
mod port;

pub use announce::{AnnounceError, announce};
pub use event::{Audience, MissedBecause, Notice, NoticeEvent, OutcomeTally};
pub use port::{NoticeBoard, Notices, NoticesError, PostedNotice, Reader, UnmailedNotice};
