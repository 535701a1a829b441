mod change;
mod decide;
mod error;
mod mapping;
mod title;
