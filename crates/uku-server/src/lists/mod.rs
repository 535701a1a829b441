//! `uku topics` and `uku fields`: what summary tasks are filed under, and where counts are written.

mod fields;
mod find;
mod topics;

use serde::Serialize;
use uku_core::summary::{TaskLists, TaskListsError, TasksError};

pub(crate) use self::fields::run as fields;
pub(crate) use self::find::find;
pub(crate) use self::topics::run as topics;
use crate::app::App;
use crate::failure::Failure;
use crate::means::{SystemClock, SystemIds};
use crate::output::json;

/// Says why it could not be done, and what to do.
pub(crate) fn refused(error: &TasksError) -> Failure {
    Failure::could_not(format!("{error}. {}", error.remedy()))
}

/// Says why a topic or a custom task field could not be edited, and what to do.
fn not_edited(error: &TaskListsError) -> Failure {
    match error {
        TaskListsError::Denied(denied) => Failure::denied(*denied),
        TaskListsError::NoName | TaskListsError::LongName(_) => Failure::usage(error),
        TaskListsError::Tasks(error) => refused(error),
        _ => Failure::could_not(error),
    }
}

/// How the person edits topics and custom task fields.
fn lists(app: &App) -> TaskLists<'_> {
    TaskLists {
        actor: &app.actor,
        tasks: app.stored.tasks(),
        store: app.stored.integration(),
        clock: &SystemClock,
        ids: &SystemIds,
    }
}

/// What was done, for people or for other programs.
fn told(one: &impl Serialize, text: String, as_json: bool) -> Result<String, Failure> {
    if as_json { json(one) } else { Ok(text) }
}
