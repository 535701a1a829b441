//! The pages of the real program in a real browser.

mod demo_firm;
mod help_page;
mod visited;
