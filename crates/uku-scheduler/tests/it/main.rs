//! When work runs, that it survives, that it runs once: nodes over fakes of every port, by clocks that tests move.
#![expect(clippy::unwrap_used, reason = "helpers of tests, which clippy only knows inside of tests")]

mod absence;
mod backoff;
mod breaker;
mod budget;
mod clocks;
mod dice;
mod house;
mod housekeeping;
mod life;
mod meddled;
mod mortal;
mod node;
mod notices;
mod outage;
mod stuck;
mod unreadable;
mod watched;
mod worker;
mod wrong_key;
