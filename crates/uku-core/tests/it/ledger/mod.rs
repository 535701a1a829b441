mod entry_id;
mod error;
mod key_pair;
mod limits;
