use uku_core::calendar::{Month, MonthRange};
use uku_core::client::ClientId;
use uku_core::client_import::ImportSource;
use uku_core::notice::{MissedBecause, NoticeEvent, OutcomeTally};
use uku_core::run::RunId;

use crate::output::counted;
use crate::runs::tally_text;

/// A notice in words: on one line, and with what to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) subject: String,
    pub(crate) text: String,
}

/// An event in words; `client` says what a client is called.
pub(crate) fn said(event: &NoticeEvent, client: &dyn Fn(&ClientId) -> String) -> Said {
    match event {
        NoticeEvent::RunFinished { run, kind, months, clients, cancelled, tally } => Said {
            subject: format!(
                "{kind}, {}, {}: {}",
                span(*months),
                counted(clients, "client"),
                end(*cancelled, tally)
            ),
            text: finished(*run, tally),
        },
        NoticeEvent::KeysStoppedWorking { clients, .. } => {
            let lines = clients
                .iter()
                .map(|(id, trouble)| format!("{}: {trouble}. {}", client(id), trouble.remedy()));
            Said {
                subject: format!(
                    "The SmartAccounts keys of {} stopped working",
                    counted(&clients.len(), "client")
                ),
                text: lines.collect::<Vec<_>>().join("\n"),
            }
        }
        NoticeEvent::SettingsBroken { troubles } => {
            let lines = troubles.iter().map(|trouble| format!("{}. {}", capital(trouble), trouble.remedy()));
            Said {
                subject: "Nothing is imported: the settings of the summary task are broken".to_owned(),
                text: lines.collect::<Vec<_>>().join("\n"),
            }
        }
        NoticeEvent::ImportMissed { month, because } => Said {
            subject: format!("{month} was not imported on its import day"),
            text: format!("The reason: {because}. {}", missed_remedy(*month, because)),
        },
        NoticeEvent::ClientImportReady { source, rows, .. } => Said {
            subject: format!("The import of {} is ready", counted(rows, "client")),
            text: format!(
                "Fetched from {source}; nothing is written yet. Next: uku clients review, then uku clients confirm"
            ),
        },
        NoticeEvent::ClientImportFailed { error, .. } => Said {
            subject: "The import of clients failed; nothing was written".to_owned(),
            text: format!("{}. {}", capital(error), error.remedy()),
        },
        NoticeEvent::ClientImportInterrupted { source, .. } => Said {
            subject: "The import of clients was interrupted; nothing was written".to_owned(),
            text: format!("The program that fetched from {source} was stopped. {}", again(*source)),
        },
    }
}

fn again(source: ImportSource) -> &'static str {
    match source {
        ImportSource::Directory => "Sign in and start the import again.",
        ImportSource::OwnBooks | ImportSource::File => "Start the import again.",
    }
}

fn end(cancelled: bool, tally: &OutcomeTally) -> String {
    match (cancelled, tally.failed) {
        (true, _) => "cancelled".to_owned(),
        (false, 0) => "done".to_owned(),
        (false, failed) => format!("{} failed", counted(&failed, "month")),
    }
}

fn finished(run: RunId, tally: &OutcomeTally) -> String {
    let more = if tally.failed > 0 {
        format!("\nWhy and what to do: uku run show {run}. Then: uku run retry {run}")
    } else if tally.left_alone > 0 || tally.skipped > 0 {
        format!("\nWhich were left alone or passed over, and why: uku run show {run}")
    } else {
        String::new()
    };
    format!("Summary tasks: {}.{more}", tally_text(tally))
}

fn missed_remedy(month: Month, because: &MissedBecause) -> String {
    let first = match because {
        MissedBecause::NotRunning => String::new(),
        MissedBecause::Subscription(paused) => format!("{} ", paused.remedy()),
        MissedBecause::SettingsBroken => "Put the settings right (uku settings). ".to_owned(),
    };
    format!(
        "{first}The month does not run back by itself; use Import data: uku import-data --all --from {month} --to {month}"
    )
}

fn span(months: MonthRange) -> String {
    let (from, to) = (months.from(), months.to());
    if from == to { from.to_string() } else { format!("{from} to {to}") }
}

/// The text with a capital letter at its beginning.
fn capital(text: &impl ToString) -> String {
    let text = text.to_string();
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

#[cfg(test)]
mod tests {
    use uku_core::client_import::{ClientImportId, FetchError};
    use uku_core::connection::ConnectionTrouble;
    use uku_core::firm::WorkPaused;
    use uku_core::run::RunKind;
    use uku_core::summary::SettingsTrouble;

    use super::*;

    fn of(event: &NoticeEvent) -> Said {
        said(event, &|client| format!("client {client}"))
    }

    fn finished_event(cancelled: bool, failed: u32) -> NoticeEvent {
        NoticeEvent::RunFinished {
            run: RunId("0198c0de-0000-7000-8000-00000000000a".parse().unwrap()),
            kind: RunKind::Reload,
            months: MonthRange::new("2025-11".parse().unwrap(), "2026-10".parse().unwrap()).unwrap(),
            clients: 1,
            cancelled,
            tally: OutcomeTally { created: 11, failed, ..OutcomeTally::default() },
        }
    }

    #[test]
    fn the_end_of_a_run_is_told_with_its_outcomes() {
        let done = of(&finished_event(false, 0));
        assert_eq!(done.subject, "Reload data, 2025-11 to 2026-10, 1 client: done");
        assert_eq!(done.text, "Summary tasks: 11 created.");
        let failed = of(&finished_event(false, 1));
        assert_eq!(failed.subject, "Reload data, 2025-11 to 2026-10, 1 client: 1 month failed");
        assert!(failed.text.contains("uku run retry 0198c0de"), "{}", failed.text);
        assert!(of(&finished_event(true, 1)).subject.ends_with("cancelled"));
    }

    #[test]
    fn keys_that_stopped_working_are_told_by_client_with_the_remedy() {
        let trouble = ConnectionTrouble::WrongKeys;
        let run = RunId("0198c0de-0000-7000-8000-00000000000a".parse().unwrap());
        let clients = vec![("a".parse().unwrap(), trouble.clone()), ("b".parse().unwrap(), trouble.clone())];
        let said = of(&NoticeEvent::KeysStoppedWorking { run, clients });
        assert_eq!(said.subject, "The SmartAccounts keys of 2 clients stopped working");
        assert_eq!(said.text.lines().count(), 2);
        assert!(said.text.starts_with("client a: SmartAccounts does not accept the keys"), "{}", said.text);
        assert!(said.text.contains(trouble.remedy()));
    }

    #[test]
    fn what_came_of_a_client_import_says_what_to_do_next() {
        let import = ClientImportId("0198c0de-0000-7000-8000-00000000000a".parse().unwrap());
        let ready = of(&NoticeEvent::ClientImportReady { import, source: ImportSource::OwnBooks, rows: 1 });
        assert_eq!(ready.subject, "The import of 1 client is ready");
        assert_eq!(
            ready.text,
            "Fetched from own SmartAccounts company; nothing is written yet. Next: uku clients review, then uku clients \
             confirm"
        );
        let failed = of(&NoticeEvent::ClientImportFailed { import, error: FetchError::Nothing });
        assert_eq!(failed.subject, "The import of clients failed; nothing was written");
        assert_eq!(
            failed.text,
            "There is no client in it. Choose another source, or add the clients by hand."
        );
        for (source, next) in [
            (ImportSource::Directory, "Sign in and start the import again."),
            (ImportSource::File, "Start the import again."),
        ] {
            let interrupted = of(&NoticeEvent::ClientImportInterrupted { import, source });
            assert_eq!(interrupted.subject, "The import of clients was interrupted; nothing was written");
            assert!(interrupted.text.ends_with(&format!("from {source} was stopped. {next}")));
        }
    }

    #[test]
    fn broken_settings_and_missed_imports_say_what_to_do() {
        let broken =
            NoticeEvent::SettingsBroken { troubles: vec![SettingsTrouble::TopicArchived("X".to_owned())] };
        assert!(of(&broken).text.starts_with("The topic X is archived. Choose another topic"));
        let because = MissedBecause::Subscription(WorkPaused::Lapsed);
        let missed = NoticeEvent::ImportMissed { month: "2026-10".parse().unwrap(), because };
        let text = of(&missed).text;
        assert!(text.contains("Renew the Uku subscription"), "{text}");
        assert!(text.ends_with("uku import-data --all --from 2026-10 --to 2026-10"), "{text}");
    }
}
