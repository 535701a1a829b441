#![doc = include_str!("../README.md")]

mod amounts;
pub mod core;
mod language;
mod locale;
mod said;
mod value;
mod words;

pub use crate::core::{Names, Remedy, Say};
pub use language::{Language, LanguageError};
pub use locale::Locale;
pub use said::Said;
pub use value::Value;
pub use words::Words;
