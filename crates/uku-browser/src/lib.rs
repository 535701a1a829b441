#![doc = include_str!("../README.md")]

mod act;
mod axe;
mod browser;
mod driver;
mod failure;
mod look;
mod noise;
mod page;
mod picture;
mod programs;
mod session;

pub use axe::{Node, Violation};
pub use browser::Browser;
pub use failure::{Failure, Result};
pub use fantoccini::key::Key;
pub use page::Page;
pub use picture::Theme;
pub use programs::{Missing, Programs};
