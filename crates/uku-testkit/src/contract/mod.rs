//! What every adapter of a port keeps, one clause a function.
//!
//! A suite has a harness, the adapter with what a test may do behind its back, and a macro that makes one test of
//! each clause, by the clause's name. The macro takes an expression that makes a fresh harness and may await; it
//! is evaluated in a module inside the one where the macro stands, so its paths begin with `super::` or `crate::`.

/// Defines the macro of a suite: `suite! { $ tasks_contract, tasks { clause, ... } }`.
macro_rules! suite {
    ($d:tt $macro_name:ident, $suite:ident { $($clause:ident),* $(,)? }) => {
        /// Makes one test of each clause; takes an expression that makes a fresh harness.
        #[macro_export]
        macro_rules! $macro_name {
            ($d make:expr) => {
                mod $macro_name {
                    $(
                        #[test]
                        fn $clause() {
                            $crate::run_clause(async {
                                let harness = $d make;
                                $crate::contract::$suite::clauses::$clause(&harness).await;
                            });
                        }
                    )*
                }
            };
        }

        /// The clauses by name.
        pub mod clauses {
            $(pub use super::$clause;)*
        }
    };
}

pub mod accounts;
pub mod answers;
mod attempts;
pub mod audit;
pub mod budget;
mod claims;
pub mod client_imports;
mod client_search;
pub mod clients;
pub mod codes;
mod connection_firms;
pub mod connections;
pub mod directory;
mod everything;
mod import_rows;
pub mod ledger;
mod ledger_look;
mod looks;
pub mod members;
pub mod notice_board;
mod notice_mail;
pub mod notices;
mod outcomes;
pub mod passwords;
pub mod queue;
mod queue_leases;
mod queue_order;
mod queue_release;
mod queue_work;
mod registry_codes;
mod remembered;
mod run_endings;
mod run_once;
mod run_outcomes;
mod run_written;
pub mod runs;
mod standings;
pub mod store;
mod task_deletion;
mod task_fields;
mod task_search;
mod task_topics;
pub mod tasks;
pub mod tokens;
pub mod vault;
