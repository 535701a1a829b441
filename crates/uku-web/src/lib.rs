#![doc = include_str!("../README.md")]

mod called;
mod client_fetching;
mod desk;
mod errands;
mod guard;
mod headers;
mod host;
mod means;
mod refusal;
mod routes;
mod serve;
mod sessions;
mod site;
mod who;

pub use called::Called;
pub use client_fetching::{ClientsFrom, SeenImport};
pub use desk::Desk;
pub use errands::Errands;
pub use headers::{PRIVATE, PUBLIC};
pub use host::{HostGate, HostKeys, HostKeysError, HostTokens};
pub use means::Means;
pub use refusal::{FieldFault, Refusal, RefusalParts, Refused};
pub use routes::{Access, Entry, Routes, guarded};
pub use serve::serve;
pub use sessions::{SessionGate, SignInMeans};
pub use site::{Settings, Site};
pub use who::{Credentials, Gate, Identity, LANGUAGE_COOKIE, Peer, THEME_COOKIE, Theme, Visitor};
