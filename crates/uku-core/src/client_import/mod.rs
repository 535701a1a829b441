//! Bringing clients in from SmartAccounts or a file: fetch in the background, review, then confirm.

mod announce;
mod batch;
mod choose;
mod confirm;
mod fetch;
mod matching;
mod merge;
mod names;
mod older_keys;
mod planned;
mod port;
mod remembered;
mod review;
mod row_keys;
mod source;
mod start;
mod words;
mod written;

pub use announce::{announce, told_on_the_spot};
pub use choose::{ChoiceError, ReviewList, choose, review};
pub use confirm::{Confirm, ConfirmError, Confirming};
pub use fetch::{Fetching, fail, fetch};
pub use matching::{Candidate, Index, Similarity};
pub use merge::FieldChange;
pub use names::name_key;
pub use older_keys::keys_under_older_master_keys;
pub use port::ClientImports;
pub use remembered::{Remembered, RowKey};
pub use review::{DeclinedBefore, Review, ReviewRow, RowKind, RowWarning};
pub use source::{ClientSource, FetchError, FoundClient, OwnBooksSource, SignInSource};
pub(crate) use start::go_to;
pub use start::{
    INTERRUPTED_AFTER, StartImportError, cancel, interrupt_abandoned, may_start, progress, start,
};
pub use words::{
    AsClient, ClientImport, ClientImportId, Confirmed, ImportRow, ImportSource, ImportState, KeysDone,
    RowChoice, RowDone, RowNote, RowResult,
};
pub use written::{NotDone, not_done, written};
