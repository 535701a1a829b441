use uku_core::summary::{CustomField, Topic};

use crate::failure::Failure;

/// Something that people know by its name.
pub(crate) trait Named {
    /// What it is, in a sentence.
    const WHAT: &'static str;
    /// The command that lists all of them.
    const LIST: &'static str;

    fn id(&self) -> &str;
    fn name(&self) -> &str;
    fn is_archived(&self) -> bool;
}

impl Named for Topic {
    const WHAT: &'static str = "topic";
    const LIST: &'static str = "uku topics list";

    fn id(&self) -> &str {
        self.id.as_ref()
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn is_archived(&self) -> bool {
        self.archived
    }
}

impl Named for CustomField {
    const WHAT: &'static str = "custom task field";
    const LIST: &'static str = "uku fields list";

    fn id(&self) -> &str {
        self.id.as_ref()
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn is_archived(&self) -> bool {
        self.archived
    }
}

/// That which a person means: by identity, else by name, in any case; one that is offered before those that are archived.
pub(crate) fn find<'a, T: Named>(all: &'a [T], text: &str) -> Result<&'a T, Failure> {
    let (what, list) = (T::WHAT, T::LIST);
    if let Some(found) = all.iter().find(|one| one.id() == text) {
        return Ok(found);
    }
    let name = text.trim().to_lowercase();
    let named: Vec<&T> = all.iter().filter(|one| one.name().to_lowercase() == name).collect();
    let offered: Vec<&T> = named.iter().copied().filter(|one| !one.is_archived()).collect();
    match (offered.as_slice(), named.as_slice()) {
        ([one], _) | ([], [one]) => Ok(one),
        ([], []) => Err(Failure::could_not(format!("there is no {what} {text}; `{list}` shows them"))),
        _ => Err(Failure::usage(format!(
            "{text} is the name of several; say which by identity, as `{list}` shows it"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(id: &str, name: &str, archived: bool) -> Topic {
        Topic { id: id.parse().unwrap(), name: name.to_owned(), archived }
    }

    #[test]
    fn an_identity_goes_before_a_name_and_what_is_offered_before_what_is_archived() {
        let all = [topic("a", "b", false), topic("b", "Audit", true), topic("c", "Audit", false)];
        assert_eq!(find(&all, "b").map(|topic| topic.id.as_ref()).unwrap(), "b");
        assert_eq!(find(&all, " AUDIT ").map(|topic| topic.id.as_ref()).unwrap(), "c");
    }

    #[test]
    fn an_archived_one_is_found_by_its_name_if_it_is_the_only_one() {
        let all = [topic("a", "Audit", true)];
        assert_eq!(find(&all, "audit").map(|topic| topic.id.as_ref()).unwrap(), "a");
        let two = [topic("a", "Audit", true), topic("b", "Audit", true)];
        assert!(matches!(find(&two, "Audit"), Err(Failure::Usage(_))));
    }

    #[test]
    fn what_is_not_there_names_the_command_that_lists_all() {
        let told = find::<Topic>(&[], "Audit").unwrap_err().to_string();
        assert_eq!(told, "there is no topic Audit; `uku topics list` shows them");
    }
}
