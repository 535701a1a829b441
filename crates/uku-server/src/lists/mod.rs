//! `uku topics` and `uku fields`: what summary tasks are filed under, and where counts are written.

mod fields;
mod find;
mod topics;

use serde::Serialize;
use uku_core::summary::TasksError;

pub(crate) use self::fields::run as fields;
pub(crate) use self::find::find;
pub(crate) use self::topics::run as topics;
use crate::failure::Failure;
use crate::output::json;

/// Says why it could not be done, and what to do.
pub(crate) fn refused(error: &TasksError) -> Failure {
    Failure::could_not(format!("{error}. {}", error.remedy()))
}

/// The name, without white space at its ends.
fn checked(name: &str) -> Result<String, Failure> {
    match name.trim() {
        "" => Err(Failure::usage("the name is empty; give it one")),
        name => Ok(name.to_owned()),
    }
}

/// What was done, for people or for other programs.
fn told(one: &impl Serialize, text: String, as_json: bool) -> Result<String, Failure> {
    if as_json { json(one) } else { Ok(text) }
}
