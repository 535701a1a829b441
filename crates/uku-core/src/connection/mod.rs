//! The link between a client and its books: a key pair, sealed, and how it fares.

mod books;
mod connect;
mod counts;
mod names;
mod overview;
mod pause;
mod port;
mod rotation;
mod sealing;
mod standing;
mod state;
mod test;
mod words;

pub use books::{Books, ConnectedLedger, NoBooks, open_books};
pub use connect::{ConnectError, Connecting, Saved, Saving, disconnect};
pub use counts::{ConnectionCounts, counts};
pub use overview::{Overview, overview};
pub use pause::set_paused;
pub use port::{Connections, SealedKeys};
pub use rotation::{Rotated, rotate_data_keys};
pub use standing::{ConnectionFilter, Standing};
pub use test::{TestResult, recent};
pub use words::{Connection, ConnectionOwner, ConnectionState, ConnectionTrouble, KeyHint};

pub(crate) use connect::put;
pub(crate) use names::Names;
use state::changed;
pub(crate) use words::named;
