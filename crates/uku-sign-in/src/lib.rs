#![doc = include_str!("../README.md")]

mod codes;
mod passwords;
mod tokens;

pub use codes::TotpCodes;
pub use passwords::{Argon2Passwords, Work};
pub use tokens::RandomTokens;
