//! The frame of pages and API.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails by panicking")]

mod host;
