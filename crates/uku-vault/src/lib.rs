#![doc = include_str!("../README.md")]

mod master_keys;
mod seal;
mod vault;

pub use master_keys::{MasterKeys, MasterKeysError};
pub use vault::KeyVault;
