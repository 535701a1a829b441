//! The books of one company: what is read from them, with which keys, within which limits, and what can go wrong.

mod budget;
mod customers;
mod digest;
mod directory;
mod documents;
mod entry;
mod error;
mod key_pair;
mod patience;
mod port;
mod probe;

pub use budget::{
    Budget, BudgetError, Limits, LimitsError, Priority, REQUEST_TIMEOUT, RequestBudget, SlotId, Take,
};
pub use customers::CustomerPage;
pub use directory::{CompanyDirectory, DirectoryError, Login, SignedIn};
pub use documents::{Document, DocumentList, DocumentPage, DocumentsQuery};
pub use entry::{Basis, EntriesQuery, Entry, EntryId, EntryKind, EntryPage};
pub(crate) use error::estonian;
pub use error::{LedgerError, VendorMessage};
pub use key_pair::{Key, KeyFingerprint, KeyPair, KeyPairError, PublicKey, WhereSpace};
pub(crate) use patience::OVER_LIMIT_TRIES;
pub use patience::Patience;
pub use port::{Ledger, Ledgers};
pub use probe::{Probe, ProbeQuery, ProbedEntry, Right};
