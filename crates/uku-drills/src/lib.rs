#![doc = include_str!("../README.md")]

mod chance;
mod day;
mod fast_clock;
mod freeze;
mod held;
mod kill;
mod node;
mod report;
mod restart;
mod scene;
mod verify;

pub use day::DayDrill;
pub use freeze::FreezeDrill;
pub use kill::KillDrill;
pub use report::Report;
pub use restart::RestartDrill;
pub use scene::{Place, Scene, Size};
