//! The activity.

use rust_decimal::Decimal;
use uku_core::audit::{AuditEntry, AuditEvent, Succeeded};
use uku_core::calendar::MonthRange;
use uku_core::client::{ClientField, ClientId};
use uku_core::client_import::{Confirmed, FetchError, ImportState};
use uku_core::connection::{ConnectionOwner, ConnectionState, ConnectionTrouble, KeyHint};
use uku_core::firm::{FirmChange, MemberId, Plan, Role, Subscription, Who};
use uku_core::run::{Epoch, RunId, RunKind};
use uku_core::sign_in::LinkPurpose;
use uku_core::summary::{Change, CustomField, CustomFieldKind, HandEdits, ListEdit, Topic};
use uku_l10n::core::audit;
use uku_l10n::{Names, Said};
use uuid::Uuid;

use crate::samples::{Nobody, all_differ, is_sentence, month, noon, said, translated};

/// Everybody is known by name.
struct Known;

impl Names for Known {
    fn client(&self, _client: &ClientId) -> Option<String> {
        Some("Kask OÜ".to_owned())
    }

    fn member(&self, _member: &MemberId) -> Option<String> {
        Some("Mari".to_owned())
    }
}

fn member() -> MemberId {
    "m1".to_owned().try_into().unwrap()
}

fn client() -> ClientId {
    "c7".to_owned().try_into().unwrap()
}

fn entry(event: AuditEvent) -> AuditEntry {
    AuditEntry::new(noon(), Who::Member(member()), event).about(Some(&client()))
}

fn connections() -> Vec<AuditEvent> {
    let owner = || ConnectionOwner::Client(client());
    let hint = |end: &str| KeyHint::from_stored(end.to_owned());
    let changed = |after| AuditEvent::ConnectionChanged {
        owner: owner(),
        before: ConnectionState::Connected { at: noon() },
        after,
    };
    vec![
        AuditEvent::Activated { revived: 0 },
        AuditEvent::Activated { revived: 3 },
        AuditEvent::Deactivated { keys_until: noon() },
        AuditEvent::KeysDestroyed { pairs: 3 },
        AuditEvent::KeysSaved { owner: owner(), before: None, after: hint("ab12") },
        AuditEvent::KeysSaved { owner: ConnectionOwner::OwnBooks, before: None, after: hint("ab12") },
        AuditEvent::KeysSaved { owner: owner(), before: Some(hint("ab12")), after: hint("cd34") },
        changed(ConnectionState::Untested),
        changed(ConnectionState::Connected { at: noon() }),
        changed(ConnectionState::Failing { since: noon(), why: ConnectionTrouble::Unpaid }),
        AuditEvent::ConnectionPaused { owner: owner(), paused: true },
        AuditEvent::ConnectionPaused { owner: owner(), paused: false },
        AuditEvent::ConnectionDeleted { owner: owner(), hint: hint("ab12") },
        AuditEvent::DataKeysResealed { keys: 3 },
        AuditEvent::PersonalDataErased { records: 3 },
    ]
}

fn clients() -> Vec<AuditEvent> {
    let states = [
        ImportState::Fetching { heard_at: noon() },
        ImportState::Ready,
        ImportState::Confirming,
        ImportState::Confirmed(Confirmed::default()),
        ImportState::Cancelled,
        ImportState::Failed(FetchError::Nothing),
        ImportState::Interrupted,
    ];
    let words = states.iter().map(ImportState::word).chain(["something-new"]);
    let mut all: Vec<AuditEvent> = words
        .map(|word| AuditEvent::ClientImport { import: Uuid::nil(), before: None, after: word.to_owned() })
        .collect();
    let fields = || vec![ClientField::Name, ClientField::Contacts];
    for new in [true, false] {
        all.push(AuditEvent::ClientIntended { new, fields: fields() });
        for done in [Succeeded::Yes, Succeeded::No("it has no name".to_owned())] {
            all.push(AuditEvent::ClientWritten { new, fields: fields(), done });
        }
    }
    all
}

fn summaries() -> Vec<AuditEvent> {
    let change =
        || Change { field: "f1".to_owned().try_into().unwrap(), old: None, new: Decimal::from(1234) };
    let written = |created, changes, done| AuditEvent::SummaryWritten {
        month: month(),
        epoch: Epoch(7),
        created,
        changes,
        done,
    };
    let (run, months) = (RunId(Uuid::nil()), MonthRange::single(month()));
    vec![
        AuditEvent::SummaryIntended { month: month(), epoch: Epoch(7) },
        written(true, vec![], Succeeded::Yes),
        written(true, vec![change()], Succeeded::Yes),
        written(false, vec![], Succeeded::Yes),
        written(false, vec![change()], Succeeded::Yes),
        written(false, vec![change()], Succeeded::No("a later count stands".to_owned())),
        AuditEvent::RunStarted {
            run,
            kind: RunKind::ManualImport,
            months,
            clients: 3,
            hand_edits: HandEdits::Overwrite,
        },
        AuditEvent::RunCancelled { run, clients: 3 },
        AuditEvent::RunRetried { run, clients: 1 },
        AuditEvent::SettingsChanged { before: None, after: "status done".to_owned() },
        AuditEvent::SettingsChanged {
            before: Some("status done".to_owned()),
            after: "status open".to_owned(),
        },
    ]
}

fn topic(name: &str, archived: bool) -> Topic {
    Topic { id: "t1".to_owned().try_into().unwrap(), name: name.to_owned(), archived }
}

fn field(name: &str, archived: bool) -> CustomField {
    let id = "f1".to_owned().try_into().unwrap();
    CustomField { id, name: name.to_owned(), kind: CustomFieldKind::Number, archived }
}

/// Added, deleted, renamed, archived, offered again, and left as it was.
fn lists() -> Vec<ListEdit> {
    let versions = [
        (None, None),
        (None, Some(("Uus", false))),
        (Some(("Vana", false)), None),
        (Some(("Vana", false)), Some(("Uus", false))),
        (Some(("Vana", false)), Some(("Vana", true))),
        (Some(("Vana", true)), Some(("Vana", false))),
        (Some(("Vana", true)), Some(("Vana", true))),
    ];
    let mut edits = Vec::new();
    for (before, after) in versions {
        let topic = |(name, archived)| topic(name, archived);
        let field = |(name, archived)| field(name, archived);
        edits.push(ListEdit::Topic { before: before.map(topic), after: after.map(topic) });
        edits.push(ListEdit::CustomField { before: before.map(field), after: after.map(field) });
    }
    edits
}

fn firm() -> Vec<AuditEvent> {
    let changes = [
        FirmChange::Name { before: "Vana".into(), after: "Uus".into() },
        FirmChange::RegistryCode { before: None, after: Some("10421629".into()) },
        FirmChange::Owner { before: member(), after: member() },
        FirmChange::Subscription {
            before: Subscription { plan: Plan::Team, lapsed: true },
            after: Subscription { plan: Plan::Elite, lapsed: false },
        },
        FirmChange::TimeZone { before: "UTC".into(), after: "Europe/Tallinn".into() },
    ];
    let mut all: Vec<AuditEvent> =
        changes.into_iter().map(|change| AuditEvent::FirmChanged { what: vec![change] }).collect();
    for edit in lists() {
        all.push(AuditEvent::TaskListIntended { edit: edit.clone() });
        all.push(AuditEvent::TaskListWritten { edit: edit.clone(), done: Succeeded::Yes });
        all.push(AuditEvent::TaskListWritten { edit, done: Succeeded::No("in use".to_owned()) });
    }
    all
}

fn people() -> Vec<AuditEvent> {
    let member = member();
    let both = [true, false];
    let mut all = vec![
        AuditEvent::MemberInvited { member: member.clone(), role: Role::Admin },
        AuditEvent::MemberRenamed { member: member.clone() },
        AuditEvent::RoleChanged { member: member.clone(), before: Role::Member, after: Role::Admin },
        AuditEvent::PasswordSet { member: member.clone() },
        AuditEvent::SignedIn { member: member.clone() },
        AuditEvent::SignInRefused { member: member.clone() },
        AuditEvent::SessionsEnded { member: member.clone(), sessions: 2 },
        AuditEvent::RecoveryCodeUsed { member: member.clone(), left: 3 },
        AuditEvent::RecoveryCodesRenewed { member: member.clone() },
    ];
    all.extend(both.map(|allowed| AuditEvent::InvoiceExportAllowed { member: member.clone(), allowed }));
    all.extend(both.map(|active| AuditEvent::MemberActivated { member: member.clone(), active }));
    all.extend(both.map(|on| AuditEvent::SecondFactorSet { member: member.clone(), on }));
    all.extend(LinkPurpose::ALL.map(|purpose| AuditEvent::LinkMade { member: member.clone(), purpose }));
    all
}

#[test]
fn every_record_says_a_sentence_of_its_own() {
    let all = [connections(), clients(), summaries(), firm(), people()].concat();
    let sentences: Vec<Said> =
        all.iter().map(|event| audit::sentence(&entry(event.clone()), &Known)).collect();
    sentences.iter().for_each(is_sentence);
    sentences.iter().for_each(translated);
    all_differ(&sentences);
    for event in all {
        is_sentence(&audit::sentence(&entry(event), &Nobody));
    }
}

#[test]
fn who_did_what_to_whom() {
    let fields = vec![ClientField::Name, ClientField::VatNumber];
    let event = AuditEvent::ClientWritten { new: false, fields, done: Succeeded::Yes };
    let (english, estonian) = said(&audit::sentence(&entry(event.clone()), &Known));
    assert_eq!(english, "Mari changed the client Kask OÜ: name and VAT number.");
    assert_eq!(estonian, "Mari muutis klienti Kask OÜ: nimi ja KMKR number.");
    let (english, _) = said(&audit::sentence(&entry(event.clone()), &Nobody));
    assert!(english.starts_with("Member m1 changed the client c7"), "{english}");
    let by_itself = AuditEntry::new(noon(), Who::Software, event);
    let (english, _) = said(&audit::sentence(&by_itself, &Known));
    assert!(english.starts_with("Uku changed the client the firm"), "{english}");
}
