use uku_core::summary::TaskStatus;

use super::shown::{FieldOut, NamedOut, Shown};

/// The settings for people, by their names on the screen.
pub(super) fn text(shown: &Shown) -> String {
    let none = || "-".to_owned();
    let mut lines = vec![line("Task title", &shown.title.clone().unwrap_or_else(none))];
    lines.extend(
        shown.preview.as_ref().map(|preview| {
            line("", &format!("for {} in {}: {}", preview.client, preview.month, preview.title))
        }),
    );
    lines.push(line("Topic", &shown.topic.as_ref().map_or_else(none, named)));
    lines.push(line("Data import", &data_import(shown)));
    let status = match shown.status {
        TaskStatus::Open => "Open",
        TaskStatus::Done => "Done",
    };
    lines.push(line("Status", &format!("{status}, for new tasks")));
    lines.push(line("Late documents", &late_look(shown)));
    lines.push("Configure data fields\n".to_owned());
    lines.extend(shown.fields.iter().map(field));
    lines.extend(remarks(shown));
    lines.concat()
}

fn line(name: &str, value: &str) -> String {
    format!("{name:<24} {value}\n")
}

fn named(what: &NamedOut) -> String {
    what.name.clone().unwrap_or_else(|| format!("{} (does not exist)", what.id))
}

fn data_import(shown: &Shown) -> String {
    let (Some(day), Some(time)) = (shown.import_day, &shown.import_time) else { return "-".to_owned() };
    let whose = if shown.within_month { "of the month" } else { "of the following month" };
    let usual = if shown.usual_time { " (the usual time)" } else { "" };
    format!("{day} {whose}, {time}{usual}, {}", shown.time_zone)
}

fn late_look(shown: &Shown) -> String {
    match shown.look_back {
        0 => "no months are looked at again".to_owned(),
        1 => format!("the month before is looked at again with each import and on day {}", shown.look_day),
        months => format!(
            "the {months} months before are looked at again with each import and on day {}",
            shown.look_day
        ),
    }
}

fn field(field: &FieldOut) -> String {
    let custom = field.custom_field.as_ref().map_or_else(|| "not mapped".to_owned(), named);
    format!("  {:<22} {custom}\n", field.label)
}

/// What a person has to do or should know.
fn remarks(shown: &Shown) -> Vec<String> {
    let mut remarks = vec!["\n".to_owned()];
    if !shown.missing.is_empty() {
        remarks.push(format!(
            "Missing: {}. Until it is filled in, nothing is imported. Fill it in with: uku settings set, uku settings create-fields\n",
            shown.missing.join(", ")
        ));
    }
    remarks.extend(
        shown
            .broken
            .iter()
            .map(|broken| format!("Broken: {}. {} Here: uku settings set\n", broken.text, broken.remedy)),
    );
    remarks.extend(shown.fields.iter().filter(|field| field.also_in_documents).map(|field| {
        format!(
            "Warning: {} is also counted in Documents; whoever bills by both bills it twice.\n",
            field.label
        )
    }));
    if shown.within_month {
        let late = if shown.look_back == 0 {
            "what is entered into it later is missed, since no months are looked at again. Set --look-back."
                .to_owned()
        } else {
            format!(
                "what is entered into it later is missed until the late look on day {} or with the next import.",
                shown.look_day
            )
        };
        remarks.push(format!("A month is imported before it is over: {late}\n"));
    }
    remarks.push(match &shown.next_import {
        Some(next) if shown.broken.is_empty() => format!("Next import: {}\n", next.text),
        Some(next) => format!("Next import: {}, if what is broken is put right before\n", next.text),
        None if !shown.active => {
            "Next import: none while the integration is not active; activate it with: uku activate\n"
                .to_owned()
        }
        None => "Next import: none until the settings are complete\n".to_owned(),
    });
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::shown::{BrokenOut, NextOut};

    fn shown() -> Shown {
        Shown {
            title: Some("SmartAccounts {month}".to_owned()),
            preview: None,
            topic: Some(NamedOut { id: "t".to_owned(), name: Some("Bookkeeping".to_owned()) }),
            import_day: Some("day-10".parse().unwrap()),
            import_time: Some("05:00".to_owned()),
            usual_time: true,
            time_zone: "Europe/Tallinn".to_owned(),
            status: TaskStatus::Done,
            look_back: 3,
            look_day: 10,
            fields: vec![FieldOut {
                field: "sales_entries",
                label: "Sales entries",
                hint: "",
                custom_field: Some(NamedOut { id: "gone".to_owned(), name: None }),
                also_in_documents: false,
            }],
            missing: Vec::new(),
            broken: Vec::new(),
            next_import: Some(NextOut {
                at: chrono::DateTime::UNIX_EPOCH,
                local: String::new(),
                month: "2026-11".parse().unwrap(),
                text: "10 December 05:00, counts November".to_owned(),
            }),
            active: true,
            within_month: false,
        }
    }

    #[test]
    fn complete_settings_say_when_the_next_import_comes_up() {
        let text = text(&shown());
        assert!(text.contains("Data import              day-10 of the following month, 05:00"), "{text}");
        assert!(text.contains("gone (does not exist)"), "{text}");
        assert!(text.ends_with("Next import: 10 December 05:00, counts November\n"), "{text}");
        assert!(!text.contains("Missing") && !text.contains("before it is over"), "{text}");
    }

    #[test]
    fn a_rule_within_the_month_says_what_it_misses() {
        let early = Shown { within_month: true, ..shown() };
        assert!(text(&early).contains("missed until the late look on day 10"));
        assert!(
            text(&Shown { look_back: 0, ..early }).contains("no months are looked at again. Set --look-back")
        );
    }

    #[test]
    fn what_is_missing_or_broken_says_what_to_do() {
        let broken = BrokenOut { text: "the topic X is archived".to_owned(), remedy: "Choose another." };
        let text = text(&Shown {
            missing: vec!["Topic"],
            broken: vec![broken],
            next_import: None,
            active: false,
            ..shown()
        });
        assert!(text.contains("Missing: Topic. "), "{text}");
        assert!(text.contains("Broken: the topic X is archived. Choose another."), "{text}");
        assert!(text.ends_with("activate it with: uku activate\n"), "{text}");
    }
}
