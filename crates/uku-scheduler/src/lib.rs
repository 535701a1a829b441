#![doc = include_str!("../README.md")]

mod backoff;
mod breaker;
mod clockwork;
mod job;
mod means;
mod node;
mod worker;

pub use breaker::Breaker;
pub use clockwork::Clockwork;
pub use means::{Means, NodeConfig};
pub use node::Node;
pub use worker::Worker;
