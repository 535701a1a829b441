//! A record of the activity, as it is told.

use chrono::NaiveDate;
use uku_core::audit::{AuditEvent, AuditRecord};
use uku_core::client::ClientId;
use uku_core::run::RunId;
use uku_l10n::core::audit::sentence;
use uku_web::{Called, Desk};

use crate::page::Page;
use crate::reports::task_of;
use crate::runs::run_at;
use crate::why::Place;

/// A day with its records, the latest first.
pub(super) struct Day {
    pub(super) date: NaiveDate,
    pub(super) name: String,
    pub(super) records: Vec<Told>,
}

/// A record.
pub(super) struct Told {
    pub(super) time: String,
    /// By the firm's clock, for programs.
    pub(super) moment: String,
    pub(super) symbol: &'static str,
    pub(super) text: String,
    /// What may have to be erased one day.
    pub(super) personal: Vec<(String, String)>,
    pub(super) places: Vec<Place>,
}

/// Records by days.
pub(super) fn days(desk: &Desk, page: &Page, records: &[AuditRecord], called: &Called) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for record in records {
        let local = record.entry.at.with_timezone(&desk.firm.time_zone).naive_local();
        let told = told(page, record, called, &local);
        match days.last_mut() {
            Some(day) if day.date == local.date() => day.records.push(told),
            _ => {
                let (date, name) = (local.date(), page.locale.date(local.date()));
                days.push(Day { date, name, records: vec![told] });
            }
        }
    }
    days
}

fn told(page: &Page, record: &AuditRecord, called: &Called, local: &chrono::NaiveDateTime) -> Told {
    let entry = &record.entry;
    Told {
        time: page.locale.time(local.time()),
        moment: local.format("%Y-%m-%dT%H:%M").to_string(),
        symbol: symbol(&entry.event),
        text: page.say(&sentence(entry, called)),
        personal: entry.personal.clone().into_iter().collect(),
        places: places(&entry.event, entry.client.as_ref()),
    }
}

fn places(event: &AuditEvent, client: Option<&ClientId>) -> Vec<Place> {
    let run = |run: &RunId| Place { href: run_at(*run), key: "activity-to-run" };
    let place = match event {
        AuditEvent::RunStarted { run: id, .. }
        | AuditEvent::RunCancelled { run: id, .. }
        | AuditEvent::RunRetried { run: id, .. } => Some(run(id)),
        AuditEvent::SummaryWritten { month, .. } => {
            client.map(|client| Place { href: task_of(client, *month), key: "activity-to-task" })
        }
        AuditEvent::ClientImport { after, .. } if after == "ready" => Some(Place::review()),
        AuditEvent::SettingsChanged { .. } => Some(Place::data_import()),
        _ => None,
    };
    place.into_iter().collect()
}

fn symbol(event: &AuditEvent) -> &'static str {
    match event {
        AuditEvent::Activated { .. } => "play",
        AuditEvent::Deactivated { .. } => "stop",
        AuditEvent::KeysSaved { .. } | AuditEvent::ConnectionChanged { .. } => "key",
        AuditEvent::DataKeysResealed { .. } => "lock",
        AuditEvent::KeysDestroyed { .. }
        | AuditEvent::ConnectionDeleted { .. }
        | AuditEvent::PersonalDataErased { .. } => "trash",
        AuditEvent::ConnectionPaused { .. } => "pause",
        AuditEvent::ClientImport { .. } => "upload",
        AuditEvent::ClientIntended { .. } | AuditEvent::ClientWritten { .. } => "clients",
        AuditEvent::SummaryIntended { .. } | AuditEvent::SummaryWritten { .. } => "task",
        AuditEvent::RunStarted { .. } | AuditEvent::RunCancelled { .. } | AuditEvent::RunRetried { .. } => {
            "runs"
        }
        AuditEvent::SettingsChanged { .. }
        | AuditEvent::TaskListIntended { .. }
        | AuditEvent::TaskListWritten { .. }
        | AuditEvent::FirmChanged { .. } => "settings",
        AuditEvent::MemberInvited { .. }
        | AuditEvent::MemberRenamed { .. }
        | AuditEvent::RoleChanged { .. }
        | AuditEvent::InvoiceExportAllowed { .. }
        | AuditEvent::MemberActivated { .. } => "users",
        AuditEvent::LinkMade { .. } => "link",
        AuditEvent::PasswordSet { .. }
        | AuditEvent::SignedIn { .. }
        | AuditEvent::SignInRefused { .. }
        | AuditEvent::SessionsEnded { .. }
        | AuditEvent::SecondFactorSet { .. }
        | AuditEvent::RecoveryCodeUsed { .. }
        | AuditEvent::RecoveryCodesRenewed { .. } => "user",
    }
}
