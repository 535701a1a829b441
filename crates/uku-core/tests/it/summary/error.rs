use uku_core::summary::TasksError;

use crate::support::{is_one_sentence, round_trip};

#[test]
fn every_error_of_tasks_has_a_remedy_of_one_sentence_of_its_own_and_is_stored_and_read_back() {
    for (error, word) in [
        (TasksError::Stale, "the later count stands"),
        (TasksError::Changed, "nobody edits the task"),
        (TasksError::Billed, "Credit the invoice"),
        (TasksError::NameTaken("Books".into()), "another name"),
        (TasksError::KindInUse, "another custom task field"),
        (TasksError::InUse, "Archive it instead"),
        (TasksError::Unavailable("disk full".into()), "data folder or the database"),
    ] {
        assert!(is_one_sentence(error.remedy()) && error.remedy().contains(word), "{}", error.remedy());
        assert_eq!(round_trip(&error), error);
    }
    assert_eq!(
        TasksError::Unavailable("disk full".into()).to_string(),
        "the tasks are not available: disk full"
    );
}
