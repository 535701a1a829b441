#![doc = include_str!("../README.md")]

mod error;
mod read;
mod source;

pub use error::{Column, FileError};
pub use read::{FileCompany, read};
pub use source::FileSource;
