//! The clauses of [`Audit`](uku_core::audit::Audit).

use futures_util::future::join_all;
use rust_decimal::Decimal;
use uku_core::audit::{AuditEntry, AuditEvent, AuditQuery, AuditRecord, Personal, Succeeded};
use uku_core::client::{ClientField, ClientId};
use uku_core::connection::{ConnectionOwner, ConnectionState, ConnectionTrouble, KeyHint};
use uku_core::firm::{FirmChange, FirmId, Plan, Role, Subscription, Who};
use uku_core::run::{Epoch, RunKind};
use uku_core::sign_in::LinkPurpose;
use uku_core::summary::{Change, CustomField, CustomFieldKind, HandEdits, ListEdit, Topic};
use uuid::Uuid;

use super::store::{StoreHarness, commit, open};
use crate::build::{at, firm_a, firm_b, id, month, months, run_id};

suite! { $ audit_contract, audit {
    every_event_comes_back_as_it_was,
    the_latest_come_first,
    pages_follow_each_other_without_gap_or_repeat,
    those_about_a_client_come_alone,
    a_business_key_is_recorded_once,
    a_business_key_within_one_call_is_recorded_once,
    of_many_writers_at_once_one_records_a_business_key,
    entries_without_a_business_key_are_always_recorded,
    another_firms_business_keys_do_not_count,
    personal_texts_come_back_as_they_were,
    personal_texts_are_erased_for_one_client_only,
    a_record_stays_when_its_personal_texts_are_erased,
    another_firms_activity_is_not_seen,
    another_firms_personal_texts_are_not_erased,
} }

fn event(revived: u32) -> AuditEvent {
    AuditEvent::Activated { revived }
}

fn entry(number: u32) -> AuditEntry {
    AuditEntry::new(at("2026-11-10T05:00:00.123Z"), Who::Software, event(number))
}

fn about(number: u32, client: &str) -> AuditEntry {
    entry(number).about(Some(&id(client)))
}

fn personal(texts: &[(&str, &str)]) -> Personal {
    texts.iter().map(|(what, text)| ((*what).to_owned(), (*text).to_owned())).collect()
}

async fn append(harness: &dyn StoreHarness, firm: &FirmId, entries: &[AuditEntry]) {
    commit(harness, firm, async |work| work.audit().append(entries).await.unwrap()).await;
}

async fn page(harness: &dyn StoreHarness, firm: &FirmId, query: &AuditQuery) -> Vec<AuditRecord> {
    open(harness, firm).await.audit().page(query).await.unwrap()
}

async fn all(harness: &dyn StoreHarness, firm: &FirmId) -> Vec<AuditEntry> {
    let query = AuditQuery { client: None, before: None, most: 1_000 };
    page(harness, firm, &query).await.into_iter().map(|record| record.entry).collect()
}

async fn erase(harness: &dyn StoreHarness, firm: &FirmId, client: &str) -> u64 {
    let client = id::<ClientId>(client);
    commit(harness, firm, async |work| work.audit().erase_personal(&client).await.unwrap()).await
}

fn connection_events() -> Vec<AuditEvent> {
    let owner = ConnectionOwner::Client(id("Õ 'x'"));
    let hint = |text: &str| KeyHint::from_stored(text.to_owned());
    let since = at("2026-11-10T05:00:00.456Z");
    let why = ConnectionTrouble::RightMissing { what: "read customers".to_owned() };
    vec![
        AuditEvent::KeysSaved { owner: owner.clone(), before: None, after: hint("0f1e") },
        AuditEvent::KeysSaved {
            owner: ConnectionOwner::OwnBooks,
            before: Some(hint("")),
            after: hint("õ\"'\\"),
        },
        AuditEvent::ConnectionChanged {
            owner: owner.clone(),
            before: ConnectionState::Untested,
            after: ConnectionState::Failing { since, why },
        },
        AuditEvent::ConnectionChanged {
            owner: owner.clone(),
            before: ConnectionState::Failing { since, why: ConnectionTrouble::WrongKeys },
            after: ConnectionState::Connected { at: since },
        },
        AuditEvent::ConnectionPaused { owner: owner.clone(), paused: true },
        AuditEvent::ConnectionDeleted { owner, hint: hint("0f1e") },
    ]
}

fn written_events() -> Vec<AuditEvent> {
    let no = Succeeded::No("the client was changed by somebody else".to_owned());
    let fields = ClientField::ALL.to_vec();
    let changes = vec![
        Change { field: id("sales"), old: None, new: Decimal::ZERO },
        Change { field: id("bank"), old: Some(Decimal::new(125, 1)), new: Decimal::from(13) },
    ];
    let (month, epoch) = (month("2026-10"), Epoch(7));
    vec![
        AuditEvent::ClientIntended { new: true, fields: fields.clone() },
        AuditEvent::ClientIntended { new: false, fields: vec![] },
        AuditEvent::ClientWritten { new: true, fields: fields.clone(), done: Succeeded::Yes },
        AuditEvent::ClientWritten { new: false, fields, done: no.clone() },
        AuditEvent::SummaryIntended { month, epoch },
        AuditEvent::SummaryWritten { month, epoch, created: true, changes, done: Succeeded::Yes },
        AuditEvent::SummaryWritten { month, epoch, created: false, changes: vec![], done: no },
    ]
}

fn run_events() -> Vec<AuditEvent> {
    let (run, months) = (run_id(1), months("2025-11", "2026-10"));
    let started = |kind, hand_edits| AuditEvent::RunStarted { run, kind, months, clients: 300, hand_edits };
    vec![
        started(RunKind::Reload, HandEdits::Keep),
        started(RunKind::ManualImport, HandEdits::Overwrite),
        AuditEvent::RunCancelled { run, clients: 1 },
        AuditEvent::RunRetried { run, clients: u64::from(u32::MAX) },
    ]
}

fn list_events() -> Vec<AuditEvent> {
    let topic = |name: &str, archived| Topic { id: id("audit"), name: name.to_owned(), archived };
    let field = CustomField {
        id: id("sales"),
        name: "Müügiarved".to_owned(),
        kind: CustomFieldKind::Number,
        archived: false,
    };
    let renamed = ListEdit::Topic { before: Some(topic("Audit", false)), after: Some(topic("Õ", true)) };
    let added = ListEdit::CustomField { before: None, after: Some(field) };
    let no = Succeeded::No("tasks use it".to_owned());
    vec![
        AuditEvent::TaskListIntended { edit: renamed.clone() },
        AuditEvent::TaskListWritten { edit: renamed, done: no },
        AuditEvent::TaskListWritten { edit: added, done: Succeeded::Yes },
    ]
}

fn firm_changes() -> Vec<FirmChange> {
    let (text, code) = ("Õ 'x' \"y\"".to_owned(), Some("10421629".to_owned()));
    let paid = |plan, lapsed| Subscription { plan, lapsed };
    vec![
        FirmChange::Name { before: text.clone(), after: String::new() },
        FirmChange::RegistryCode { before: None, after: code.clone() },
        FirmChange::RegistryCode { before: code, after: None },
        FirmChange::Owner { before: id("mari õ"), after: id("jüri") },
        FirmChange::Subscription { before: paid(Plan::Solo, false), after: paid(Plan::Elite, true) },
        FirmChange::TimeZone { before: "Europe/Tallinn".to_owned(), after: "UTC".to_owned() },
    ]
}

fn other_events() -> Vec<AuditEvent> {
    let import = Uuid::from_u128(1);
    vec![
        event(u32::MAX),
        AuditEvent::Deactivated { keys_until: at("2026-12-10T05:00:00.123Z") },
        AuditEvent::KeysDestroyed { pairs: 300 },
        AuditEvent::ClientImport { import, before: None, after: "fetching".to_owned() },
        AuditEvent::ClientImport { import, before: Some("fetching".to_owned()), after: "ready".to_owned() },
        AuditEvent::SettingsChanged { before: None, after: "Raamat \"õ\", 'x'".to_owned() },
        AuditEvent::SettingsChanged { before: Some("a\nb".to_owned()), after: String::new() },
        AuditEvent::FirmChanged { what: firm_changes() },
        AuditEvent::DataKeysResealed { keys: 2 },
        AuditEvent::PersonalDataErased { records: 3 },
    ]
}

fn member_events() -> Vec<AuditEvent> {
    let member = || id("mari õ");
    let mut events: Vec<AuditEvent> =
        LinkPurpose::ALL.map(|purpose| AuditEvent::LinkMade { member: member(), purpose }).into();
    events.extend([
        AuditEvent::MemberInvited { member: member(), role: Role::Owner },
        AuditEvent::MemberRenamed { member: member() },
        AuditEvent::RoleChanged { member: member(), before: Role::Member, after: Role::Admin },
        AuditEvent::InvoiceExportAllowed { member: member(), allowed: true },
        AuditEvent::MemberActivated { member: member(), active: false },
        AuditEvent::PasswordSet { member: member() },
        AuditEvent::SignedIn { member: member() },
        AuditEvent::SignInRefused { member: member() },
        AuditEvent::SessionsEnded { member: member(), sessions: 2 },
        AuditEvent::SecondFactorSet { member: member(), on: true },
        AuditEvent::RecoveryCodeUsed { member: member(), left: 7 },
        AuditEvent::RecoveryCodesRenewed { member: member() },
    ]);
    events
}

/// Fails to compile when an event is added: then the lists above need one more.
fn is_listed(event: &AuditEvent) -> bool {
    match event {
        AuditEvent::Activated { .. }
        | AuditEvent::Deactivated { .. }
        | AuditEvent::KeysDestroyed { .. }
        | AuditEvent::KeysSaved { .. }
        | AuditEvent::ConnectionChanged { .. }
        | AuditEvent::ConnectionPaused { .. }
        | AuditEvent::ConnectionDeleted { .. }
        | AuditEvent::ClientImport { .. }
        | AuditEvent::ClientIntended { .. }
        | AuditEvent::ClientWritten { .. }
        | AuditEvent::SummaryIntended { .. }
        | AuditEvent::SummaryWritten { .. }
        | AuditEvent::RunStarted { .. }
        | AuditEvent::RunCancelled { .. }
        | AuditEvent::RunRetried { .. }
        | AuditEvent::SettingsChanged { .. }
        | AuditEvent::TaskListIntended { .. }
        | AuditEvent::TaskListWritten { .. }
        | AuditEvent::FirmChanged { .. }
        | AuditEvent::DataKeysResealed { .. }
        | AuditEvent::PersonalDataErased { .. }
        | AuditEvent::MemberInvited { .. }
        | AuditEvent::MemberRenamed { .. }
        | AuditEvent::RoleChanged { .. }
        | AuditEvent::InvoiceExportAllowed { .. }
        | AuditEvent::MemberActivated { .. }
        | AuditEvent::LinkMade { .. }
        | AuditEvent::PasswordSet { .. }
        | AuditEvent::SignedIn { .. }
        | AuditEvent::SignInRefused { .. }
        | AuditEvent::SessionsEnded { .. }
        | AuditEvent::SecondFactorSet { .. }
        | AuditEvent::RecoveryCodeUsed { .. }
        | AuditEvent::RecoveryCodesRenewed { .. } => true,
    }
}

/// Whoever did it, about whomever; nothing of it is lost.
pub async fn every_event_comes_back_as_it_was(harness: &dyn StoreHarness) {
    let events =
        [connection_events(), written_events(), run_events(), list_events(), other_events(), member_events()]
            .concat();
    assert!(events.iter().all(is_listed));
    let whos = [Who::Software, Who::Member(id("mari õ"))];
    let mut entries = Vec::new();
    for (who, event) in whos.iter().cycle().zip(events) {
        let new = AuditEntry::new(at("2026-11-10T05:00:00.123Z"), who.clone(), event);
        entries.extend([new.clone(), new.about(Some(&id("kask")))]);
    }
    append(harness, &firm_a(), &entries).await;
    let mut found = all(harness, &firm_a()).await;
    found.reverse();
    assert_eq!(found, entries);
}

/// The order is that in which they were recorded, whatever time they tell; numbers go up with it.
pub async fn the_latest_come_first(harness: &dyn StoreHarness) {
    let earlier = AuditEntry { at: at("2026-01-01T00:00:00Z"), ..entry(3) };
    append(harness, &firm_a(), &[entry(1), entry(2)]).await;
    append(harness, &firm_a(), std::slice::from_ref(&earlier)).await;
    let records = page(harness, &firm_a(), &AuditQuery { client: None, before: None, most: 9 }).await;
    let entries: Vec<&AuditEntry> = records.iter().map(|record| &record.entry).collect();
    assert_eq!(entries, [&earlier, &entry(2), &entry(1)]);
    assert!(records.is_sorted_by(|a, b| a.number > b.number));
}

/// From page to page by the last number, until an empty one.
pub async fn pages_follow_each_other_without_gap_or_repeat(harness: &dyn StoreHarness) {
    let entries: Vec<AuditEntry> = (1..=7).map(entry).collect();
    append(harness, &firm_a(), &entries).await;
    let (mut before, mut found) = (None, Vec::new());
    for expected in [3, 3, 1, 0] {
        let records = page(harness, &firm_a(), &AuditQuery { client: None, before, most: 3 }).await;
        assert_eq!(records.len(), expected);
        before = records.last().map(|record| record.number).or(before);
        found.extend(records.into_iter().map(|record| record.entry));
    }
    found.reverse();
    assert_eq!(found, entries);
}

/// Neither another client's nor what is about the whole firm, on any page.
pub async fn those_about_a_client_come_alone(harness: &dyn StoreHarness) {
    let entries = [about(1, "kask"), entry(2), about(3, "tamm"), about(4, "kask"), about(5, "kask")];
    append(harness, &firm_a(), &entries).await;
    let client = Some(id::<ClientId>("kask"));
    let first = page(harness, &firm_a(), &AuditQuery { client: client.clone(), before: None, most: 2 }).await;
    let before = first.last().map(|record| record.number);
    let second = page(harness, &firm_a(), &AuditQuery { client, before, most: 2 }).await;
    let found: Vec<AuditEntry> = first.into_iter().chain(second).map(|record| record.entry).collect();
    assert_eq!(found, [about(5, "kask"), about(4, "kask"), about(1, "kask")]);
}

/// A repeat of the work records nothing new; the first stays as it was.
pub async fn a_business_key_is_recorded_once(harness: &dyn StoreHarness) {
    append(harness, &firm_a(), &[entry(1).once("import 1"), entry(2).once("import 2")]).await;
    append(harness, &firm_a(), &[entry(3).once("import 1"), entry(4).once("import 3")]).await;
    let expected = [entry(4).once("import 3"), entry(2).once("import 2"), entry(1).once("import 1")];
    assert_eq!(all(harness, &firm_a()).await, expected);
}

/// One call may bring the same twice.
pub async fn a_business_key_within_one_call_is_recorded_once(harness: &dyn StoreHarness) {
    append(harness, &firm_a(), &[entry(1).once("a"), entry(2).once("a"), entry(3).once("b")]).await;
    assert_eq!(all(harness, &firm_a()).await, [entry(3).once("b"), entry(1).once("a")]);
}

/// Nor do two that don't see each other yet record it twice, or fail for it.
pub async fn of_many_writers_at_once_one_records_a_business_key(harness: &dyn StoreHarness) {
    let writers = (1..=6).map(|number| async move {
        append(harness, &firm_a(), &[entry(0).once("a"), entry(number)]).await;
    });
    join_all(writers).await;
    let found = all(harness, &firm_a()).await;
    assert_eq!(found.iter().filter(|entry| entry.once.is_some()).count(), 1);
    assert_eq!(found.len(), 7);
}

/// What may happen often is told as often.
pub async fn entries_without_a_business_key_are_always_recorded(harness: &dyn StoreHarness) {
    append(harness, &firm_a(), &[entry(1), entry(1)]).await;
    append(harness, &firm_a(), &[entry(1)]).await;
    assert_eq!(all(harness, &firm_a()).await, [entry(1), entry(1), entry(1)]);
}

/// Two firms may use the same key.
pub async fn another_firms_business_keys_do_not_count(harness: &dyn StoreHarness) {
    append(harness, &firm_a(), &[entry(1).once("a")]).await;
    append(harness, &firm_b(), &[entry(2).once("a")]).await;
    assert_eq!(all(harness, &firm_a()).await, [entry(1).once("a")]);
    assert_eq!(all(harness, &firm_b()).await, [entry(2).once("a")]);
}

/// In every alphabet, and empty ones too; also where the entry is about no client.
pub async fn personal_texts_come_back_as_they_were(harness: &dyn StoreHarness) {
    let texts =
        personal(&[("name", "Õnne Ülle-Žanna"), ("نام", "محمد"), ("email", "a'b\"@c.ee"), ("empty", "")]);
    let entries = [about(1, "kask").with(texts.clone()), entry(2).with(texts)];
    append(harness, &firm_a(), &entries).await;
    let [first, second] = entries;
    assert_eq!(all(harness, &firm_a()).await, [second, first]);
}

/// Of how many records is told; a second time there is nothing left.
pub async fn personal_texts_are_erased_for_one_client_only(harness: &dyn StoreHarness) {
    let two = personal(&[("name", "Mari"), ("email", "mari@kask.ee")]);
    let one = personal(&[("name", "Jüri")]);
    let entries = [
        about(1, "kask").with(two),
        about(2, "kask").with(one.clone()),
        about(3, "kask"),
        about(4, "tamm").with(one.clone()),
        entry(5).with(one.clone()),
    ];
    append(harness, &firm_a(), &entries).await;
    assert_eq!(erase(harness, &firm_a(), "kask").await, 2);
    let expected = [
        entry(5).with(one.clone()),
        about(4, "tamm").with(one),
        about(3, "kask"),
        about(2, "kask"),
        about(1, "kask"),
    ];
    assert_eq!(all(harness, &firm_a()).await, expected);
    assert_eq!(erase(harness, &firm_a(), "kask").await, 0);
}

/// Number, event and business key are what they were; a repeat is still one.
pub async fn a_record_stays_when_its_personal_texts_are_erased(harness: &dyn StoreHarness) {
    let written = about(1, "kask").with(personal(&[("name", "Mari")])).once("a");
    append(harness, &firm_a(), std::slice::from_ref(&written)).await;
    let query = AuditQuery { client: Some(id("kask")), before: None, most: 9 };
    let before = page(harness, &firm_a(), &query).await;
    erase(harness, &firm_a(), "kask").await;
    append(harness, &firm_a(), std::slice::from_ref(&written)).await;
    let entry = AuditEntry { personal: Personal::new(), ..written };
    assert_eq!(page(harness, &firm_a(), &query).await, [AuditRecord { number: before[0].number, entry }]);
}

/// Not as a whole, and not about a client of the same identity.
pub async fn another_firms_activity_is_not_seen(harness: &dyn StoreHarness) {
    append(harness, &firm_a(), &[entry(1), about(2, "kask")]).await;
    assert_eq!(all(harness, &firm_b()).await, []);
    let query = AuditQuery { client: Some(id("kask")), before: None, most: 9 };
    assert_eq!(page(harness, &firm_b(), &query).await, []);
}

/// Two firms may have a client of the same identity.
pub async fn another_firms_personal_texts_are_not_erased(harness: &dyn StoreHarness) {
    let written = about(1, "kask").with(personal(&[("name", "Mari")]));
    append(harness, &firm_a(), std::slice::from_ref(&written)).await;
    assert_eq!(erase(harness, &firm_b(), "kask").await, 0);
    assert_eq!(all(harness, &firm_a()).await, [written]);
}
