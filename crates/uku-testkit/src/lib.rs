#![doc = include_str!("../README.md")]
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test that can't go on fails by panicking"
)]

pub mod build;
pub mod contract;
pub mod crowd;
pub mod fake;
pub mod measure;

/// Runs one clause of a contract to its end.
pub fn run_clause(clause: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(clause);
}
