//! The books of one company: what is read from them, with which keys, within which limits, and what can go wrong.

mod budget;
mod digest;
mod documents;
mod entry;
mod error;
mod key_pair;
mod port;

pub use budget::{Budget, BudgetError, Limits, LimitsError, REQUEST_TIMEOUT, RequestBudget, SlotId, Take};
pub use documents::{Document, DocumentList, DocumentPage, DocumentsQuery};
pub use entry::{Basis, EntriesQuery, Entry, EntryId, EntryKind, EntryPage};
pub use error::{LedgerError, VendorMessage};
pub use key_pair::{Key, KeyFingerprint, KeyPair, KeyPairError, PublicKey, WhereSpace};
pub use port::Ledger;
