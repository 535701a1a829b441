//! The activity, in sentences.

mod lists;
mod written;

use uku_core::audit::{ActivityError, AuditEntry, AuditEvent};
use uku_core::connection::{ConnectionState, KeyHint};
use uku_core::firm::{MemberId, Who};

use super::{Names, Say, client, connection, kept, names, run};
use crate::Said;

/// What a record of the activity says.
#[must_use]
pub fn sentence(entry: &AuditEntry, called: &dyn Names) -> Said {
    let client = match &entry.client {
        Some(client) => names::client(called, client),
        None => Said::of("core-audit-nobody"),
    };
    event(&entry.event, called).with("who", who(&entry.who, called)).with("client", client)
}

/// Who did something, by name.
#[must_use]
pub fn who(who: &Who, called: &dyn Names) -> Said {
    match who {
        Who::Member(member) => names::member(called, member),
        Who::Software => Said::of("core-audit-software"),
    }
}

fn event(event: &AuditEvent, called: &dyn Names) -> Said {
    let of = |owner| connection::owner(owner, called);
    let about =
        |key: &'static str, member: &MemberId| Said::of(key).with("member", names::member(called, member));
    match event {
        AuditEvent::Activated { revived: 0 } => Said::of("core-audit-activated"),
        AuditEvent::Activated { revived } => Said::of("core-audit-activated-revived").with("pairs", *revived),
        AuditEvent::Deactivated { keys_until } => {
            Said::of("core-audit-deactivated").with("until", *keys_until)
        }
        AuditEvent::KeysDestroyed { pairs } => Said::of("core-audit-keys-destroyed").with("pairs", *pairs),
        AuditEvent::KeysSaved { owner, before, after } => {
            keys_saved(before.as_ref(), after).with("owner", of(owner))
        }
        AuditEvent::ConnectionChanged { owner, after, .. } => now(after).with("owner", of(owner)),
        AuditEvent::ConnectionPaused { owner, paused: true } => {
            Said::of("core-audit-connection-paused").with("owner", of(owner))
        }
        AuditEvent::ConnectionPaused { owner, paused: false } => {
            Said::of("core-audit-connection-resumed").with("owner", of(owner))
        }
        AuditEvent::ConnectionDeleted { owner, hint } => {
            Said::of("core-audit-connection-deleted").with("owner", of(owner)).with("hint", hint.to_string())
        }
        AuditEvent::ClientImport { after, .. } => client_import(after),
        AuditEvent::ClientIntended { new, fields } => written::client_intended(*new, fields),
        AuditEvent::ClientWritten { new, fields, done } => written::client_written(*new, fields, done),
        AuditEvent::SummaryIntended { month, .. } => {
            Said::of("core-audit-summary-intended").with("month", *month)
        }
        AuditEvent::SummaryWritten { month, created, changes, done, .. } => {
            written::summary_written(*month, *created, changes, done, called)
        }
        AuditEvent::RunStarted { kind, months, clients, hand_edits, .. } => {
            Said::of("core-audit-run-started")
                .with("kind", kind.said())
                .with("months", months.said())
                .with("clients", *clients)
                .with("edits", hand_edits.said())
        }
        AuditEvent::RunCancelled { clients, .. } => {
            Said::of("core-audit-run-cancelled").with("clients", *clients)
        }
        AuditEvent::RunRetried { clients, .. } => {
            Said::of("core-audit-run-retried").with("clients", *clients)
        }
        AuditEvent::SettingsChanged { before: None, after } => {
            Said::of("core-audit-settings-first").with("after", after)
        }
        AuditEvent::SettingsChanged { before: Some(before), after } => {
            Said::of("core-audit-settings-changed").with("before", before).with("after", after)
        }
        AuditEvent::DataKeysResealed { keys } => {
            Said::of("core-audit-data-keys-resealed").with("keys", *keys)
        }
        AuditEvent::PersonalDataErased { records } => {
            Said::of("core-audit-personal-data-erased").with("records", *records)
        }
        AuditEvent::TaskListIntended { edit } => {
            Said::of("core-audit-list-intended").with("what", lists::edit(edit))
        }
        AuditEvent::TaskListWritten { edit, done } => lists::written(edit, done),
        AuditEvent::FirmChanged { what } => {
            let what: Vec<Said> = what.iter().map(|change| lists::firm(change, called)).collect();
            Said::of("core-audit-firm-changed").with("what", what)
        }
        AuditEvent::MemberInvited { member, role } => {
            about("core-audit-member-invited", member).with("role", role.said())
        }
        AuditEvent::MemberRenamed { member } => about("core-audit-member-renamed", member),
        AuditEvent::RoleChanged { member, before, after } => {
            about("core-audit-role-changed", member).with("before", before.said()).with("after", after.said())
        }
        AuditEvent::InvoiceExportAllowed { member, allowed: true } => {
            about("core-audit-export-allowed", member)
        }
        AuditEvent::InvoiceExportAllowed { member, allowed: false } => {
            about("core-audit-export-withdrawn", member)
        }
        AuditEvent::MemberActivated { member, active: true } => about("core-audit-member-active", member),
        AuditEvent::MemberActivated { member, active: false } => about("core-audit-member-inactive", member),
        AuditEvent::LinkMade { member, purpose } => {
            about("core-audit-link-made", member).with("purpose", purpose.said())
        }
        AuditEvent::PasswordSet { member } => about("core-audit-password-set", member),
        AuditEvent::SignedIn { member } => about("core-audit-signed-in", member),
        AuditEvent::SignInRefused { member } => about("core-audit-sign-in-refused", member),
        AuditEvent::SessionsEnded { member, sessions } => {
            about("core-audit-sessions-ended", member).with("sessions", *sessions)
        }
        AuditEvent::SecondFactorSet { member, on: true } => about("core-audit-second-factor-on", member),
        AuditEvent::SecondFactorSet { member, on: false } => about("core-audit-second-factor-off", member),
        AuditEvent::RecoveryCodeUsed { member, left } => {
            about("core-audit-recovery-code-used", member).with("left", *left)
        }
        AuditEvent::RecoveryCodesRenewed { member } => about("core-audit-recovery-codes-renewed", member),
    }
}

fn keys_saved(before: Option<&KeyHint>, after: &KeyHint) -> Said {
    match before {
        None => Said::of("core-audit-keys-saved"),
        Some(before) => Said::of("core-audit-keys-replaced").with("before", before.to_string()),
    }
    .with("after", after.to_string())
}

fn now(state: &ConnectionState) -> Said {
    match state {
        ConnectionState::Untested => Said::of("core-audit-connection-untested"),
        ConnectionState::Connected { .. } => Said::of("core-audit-connection-works"),
        ConnectionState::Failing { why, .. } => {
            Said::of("core-audit-connection-fails").with("why", why.said())
        }
    }
}

fn client_import(state: &str) -> Said {
    let key = match state {
        "fetching" => "core-audit-import-fetching",
        "ready" => "core-audit-import-ready",
        "confirming" => "core-audit-import-confirming",
        "confirmed" => "core-audit-import-confirmed",
        "cancelled" => "core-audit-import-cancelled",
        "failed" => "core-audit-import-failed",
        "interrupted" => "core-audit-import-interrupted",
        other => return Said::of("core-audit-import-other").with("state", other),
    };
    Said::of(key)
}

impl Say for ActivityError {
    fn said(&self) -> Said {
        match self {
            Self::Denied(denied) => denied.said(),
            Self::Store(error) => error.said(),
        }
    }
}
