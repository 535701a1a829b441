//! Who is there: accounts, sessions, links, authenticators, and who manages whom.

mod attempts;
mod authenticator;
mod house;
mod links;
mod managing;
mod operator;
mod own;
mod rotation;
mod signing_in;
mod words;
