//! Notices: a title, and what there is to say and to do about each.

use uku_core::connection::ConnectionTrouble;
use uku_core::notice::{MissedBecause, NoticeEvent, NoticesError, OutcomeTally};

use super::{Names, Remedy, Say, detail, names};
use crate::{Said, Value};

/// The title of a notice.
#[must_use]
pub fn title(event: &NoticeEvent) -> Said {
    match event {
        NoticeEvent::RunFinished { kind, months, cancelled, .. } => {
            let key =
                if *cancelled { "core-notice-run-cancelled-title" } else { "core-notice-run-finished-title" };
            Said::of(key).with("kind", kind.said()).with("months", months.said())
        }
        NoticeEvent::KeysStoppedWorking { clients, .. } => {
            Said::of("core-notice-keys-title").with("count", clients.len())
        }
        NoticeEvent::SettingsBroken { .. } => Said::of("core-notice-settings-title"),
        NoticeEvent::ImportMissed { month, .. } => Said::of("core-notice-missed-title").with("month", *month),
        NoticeEvent::ClientImportReady { rows, .. } => {
            Said::of("core-notice-import-ready-title").with("rows", *rows)
        }
        NoticeEvent::ClientImportFailed { .. } => Said::of("core-notice-import-failed-title"),
        NoticeEvent::ClientImportInterrupted { .. } => Said::of("core-notice-import-interrupted-title"),
    }
}

/// The paragraphs of a notice: one for each client or trouble where it is about several.
#[must_use]
pub fn text(event: &NoticeEvent, called: &dyn Names) -> Vec<Said> {
    match event {
        NoticeEvent::RunFinished { clients, cancelled, tally, .. } => {
            let key =
                if *cancelled { "core-notice-run-cancelled-text" } else { "core-notice-run-finished-text" };
            vec![Said::of(key).with("clients", *clients).with("tally", parts(tally))]
        }
        NoticeEvent::KeysStoppedWorking { clients, .. } => clients
            .iter()
            .map(|(client, trouble)| keys_text(trouble).with("client", names::client(called, client)))
            .collect(),
        NoticeEvent::SettingsBroken { troubles } => troubles
            .iter()
            .map(|trouble| {
                remedied(Said::of("core-notice-settings-text").with("trouble", trouble.said()), trouble)
            })
            .collect(),
        NoticeEvent::ImportMissed { because, .. } => {
            vec![Said::of("core-notice-missed-text").with("why", because.said())]
        }
        NoticeEvent::ClientImportReady { source, .. } => {
            vec![Said::of("core-notice-import-ready-text").with("source", source.said())]
        }
        NoticeEvent::ClientImportFailed { error, .. } => {
            let said = Said::of("core-notice-import-failed-text").with("error", error.said());
            vec![remedied(said, error)]
        }
        NoticeEvent::ClientImportInterrupted { source, .. } => {
            vec![Said::of("core-notice-import-interrupted-text").with("source", source.said())]
        }
    }
}

fn keys_text(trouble: &ConnectionTrouble) -> Said {
    remedied(Said::of("core-notice-keys-text").with("trouble", trouble.said()), trouble)
}

fn remedied(said: Said, about: &impl Remedy) -> Said {
    let remedy = about.remedy_said().map_or_else(|| Value::from(""), Value::from);
    said.with("remedy", remedy)
}

impl Say for MissedBecause {
    fn said(&self) -> Said {
        match self {
            Self::NotRunning => Said::of("core-notice-missed-not-running"),
            Self::Subscription(paused) => paused.said(),
            Self::SettingsBroken => Said::of("core-notice-missed-settings-broken"),
        }
    }
}

impl Remedy for MissedBecause {
    fn remedy_said(&self) -> Option<Said> {
        match self {
            Self::Subscription(paused) => paused.remedy_said(),
            Self::NotRunning | Self::SettingsBroken => None,
        }
    }
}

/// All counts that are not zero, as the end of a sentence.
impl Say for OutcomeTally {
    fn said(&self) -> Said {
        Said::of("core-notice-tally").with("parts", parts(self))
    }
}

fn parts(tally: &OutcomeTally) -> Value {
    let OutcomeTally { created, updated, unchanged, left_alone, failed, deferred, skipped, zero } = *tally;
    let parts: Vec<Said> = [
        ("core-notice-tally-created", created),
        ("core-notice-tally-updated", updated),
        ("core-notice-tally-unchanged", unchanged),
        ("core-notice-tally-left-alone", left_alone),
        ("core-notice-tally-failed", failed),
        ("core-notice-tally-deferred", deferred),
        ("core-notice-tally-skipped", skipped),
        ("core-notice-tally-zero", zero),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(key, count)| Said::of(key).with("count", count))
    .collect();
    if parts.is_empty() { Said::of("core-notice-tally-nothing").into() } else { Value::List(parts) }
}

impl Say for NoticesError {
    fn said(&self) -> Said {
        match self {
            Self::Unavailable(why) => Said::of("core-notices-unavailable").with("detail", detail(why)),
        }
    }
}
