//! `uku openapi`: what the JSON API takes and answers.

use crate::failure::Failure;
use crate::output::print;

pub(crate) fn run() -> Result<(), Failure> {
    print(&uku_api::document_text().map_err(Failure::could_not)?)
}
