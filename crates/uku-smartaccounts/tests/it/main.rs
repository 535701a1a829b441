//! The adapter against odd bytes (wiremock), the wire itself, and the simulator.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on fails by panicking")]

mod answers;
mod budget;
mod customers;
mod directory;
mod directory_simulated;
mod probes;
mod refusals;
mod repeats;
mod secrets;
mod simulator;
mod support;
mod turns;
mod vectors;
mod wire;
