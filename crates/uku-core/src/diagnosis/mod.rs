//! Why is there no data? What hinders a firm, a client or a month, and what to do about each.

mod examine;
mod finding;
mod rules;

pub use examine::{ClientDiagnosis, Examination, ExamineError, KeyPairs};
pub use finding::{Finding, Weight};
pub use rules::{ClientFacts, FirmFacts, diagnose_client, diagnose_firm};
