#![doc = include_str!("../README.md")]

#[cfg(unix)]
mod cluster;
mod error;
mod programs;
#[cfg(unix)]
mod user;

#[cfg(unix)]
pub use cluster::Cluster;
pub use error::Error;
pub use programs::Programs;
