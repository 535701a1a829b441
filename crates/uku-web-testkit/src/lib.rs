#![doc = include_str!("../README.md")]
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test that can't go on fails by panicking"
)]

mod answer;
mod browser;
mod gate;
mod site;

pub use answer::Answer;
pub use browser::Browser;
pub use gate::Who;
pub use site::TestSite;
