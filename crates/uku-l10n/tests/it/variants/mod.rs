//! Every variant of every enum that people see says something, and in English what the core says.

mod books;
mod causes;
mod checks;
mod clients;
mod firm;
mod tasks;
