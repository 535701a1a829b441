//! Why is there no data? (help page, "Troubleshooting")

mod asked;
mod examine;
mod facts;
mod help_page;
mod table;
