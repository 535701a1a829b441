//! Words of the domain in one line.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Tallinn;
use rust_decimal::Decimal;
use uku_core::calendar::{ImportDay, Month, MonthRange};
use uku_core::client::{Client, ClientId, ClientProfile, Contact, ContactKind};
use uku_core::connection::{Connection, ConnectionOwner, ConnectionState, KeyHint, SealedKeys};
use uku_core::counting::DataField;
use uku_core::firm::{Actor, Firm, FirmId, Member, MemberProfile, Plan, Role, Subscription, Who};
use uku_core::ledger::{Entry, EntryId, EntryKind, KeyFingerprint, KeyPair, Priority};
use uku_core::run::{Item, ItemId, Lane, Run, RunId, RunKind};
use uku_core::sign_in::Account;
use uku_core::summary::{
    CustomFieldId, FieldMapping, HandEdits, LateLook, SettingsDraft, SummaryDraft, SummaryKey,
    SummarySettings, TaskStatus, Values,
};
use uku_core::vault::{SealedDataKey, SealedSecret};
use uuid::Uuid;

/// A text as a newtype over text.
#[must_use]
pub fn id<T>(text: &str) -> T
where
    T: for<'a> TryFrom<&'a str>,
{
    T::try_from(text).ok().unwrap()
}

/// An instant, written by RFC 3339.
#[must_use]
pub fn at(rfc3339: &str) -> DateTime<Utc> {
    rfc3339.parse().unwrap()
}

/// A date, written `2026-10-31`.
#[must_use]
pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A month, written `2026-10`.
#[must_use]
pub fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// The months from one to another.
#[must_use]
pub fn months(from: &str, to: &str) -> MonthRange {
    MonthRange::new(month(from), month(to)).unwrap()
}

/// A subscription with integrations that has not run out.
#[must_use]
pub fn subscription() -> Subscription {
    Subscription { plan: Plan::Team, lapsed: false }
}

/// A firm without a registry code, owned by the member `owner`, on the plan Team, that lives by Estonian time.
#[must_use]
pub fn firm(name: &str) -> Firm {
    Firm {
        id: id(name),
        name: name.to_owned(),
        registry_code: None,
        owner: id("owner"),
        subscription: subscription(),
        time_zone: Tallinn,
    }
}

/// The two firms that contracts use: every harness has both.
#[must_use]
pub fn two_firms() -> [Firm; 2] {
    [("firm-a", "10000018"), ("firm-b", "10000024")]
        .map(|(name, code)| Firm { registry_code: Some(code.to_owned()), ..firm(name) })
}

/// A person of the first of the [`two_firms`], in this role.
#[must_use]
pub fn actor(role: Role) -> Actor {
    Actor { firm: firm_a(), member: id("owner"), role, exports_invoices: false, subscription: subscription() }
}

/// The identity of the first of the [`two_firms`].
#[must_use]
pub fn firm_a() -> FirmId {
    id("firm-a")
}

/// The identity of the second of the [`two_firms`].
#[must_use]
pub fn firm_b() -> FirmId {
    id("firm-b")
}

/// A client of this name, whose identity is the same text.
#[must_use]
pub fn client(name: &str) -> Client {
    Client::named(id(name), name)
}

/// A contact without a note.
#[must_use]
pub fn contact(kind: ContactKind, value: &str) -> Contact {
    Contact::new(kind, value)
}

/// What a source says of a client of this name, when it says no more.
#[must_use]
pub fn profile(name: &str) -> ClientProfile {
    ClientProfile { name: name.to_owned(), ..ClientProfile::default() }
}

/// A member who is at work, or not any more.
#[must_use]
pub fn member(name: &str, active: bool) -> Member {
    Member { id: id(name), active }
}

/// The account of somebody who was never let in; the person must have an email address.
#[must_use]
pub fn account(firm: &FirmId, member: &MemberProfile) -> Account {
    let email = member.email.as_deref().unwrap().parse().unwrap();
    Account {
        exports_invoices: member.exports_invoices,
        active: member.active,
        ..Account::new(firm.clone(), member.id.clone(), member.name.clone(), email, member.role)
    }
}

/// A ledger entry; the number makes its identity.
#[must_use]
pub fn entry(number: u32, on: &str, kind: EntryKind) -> Entry {
    Entry { id: EntryId::from_text(&number.to_string()), date: date(on), kind }
}

/// A pair of keys; each public key has its own secret.
#[must_use]
pub fn key_pair(public: &str) -> KeyPair {
    KeyPair::new(public, format!("secret-of-{public}-0123").into()).unwrap()
}

/// What stands for a public key.
#[must_use]
pub fn fingerprint(public: &str) -> KeyFingerprint {
    KeyFingerprint::of("books.example", key_pair(public).public())
}

/// The connection of a client, named by its identity, with the [`key_pair`] of this public key, saved untested.
#[must_use]
pub fn connection(client: &str, public: &str) -> Connection {
    Connection {
        owner: ConnectionOwner::Client(id(client)),
        fingerprint: fingerprint(public),
        hint: KeyHint::of(&key_pair(public)),
        saved_at: at("2026-11-10T05:00:00.123Z"),
        state: ConnectionState::Untested,
        paused: false,
    }
}

/// Bytes as a vault might make them, for stores, which never look inside; others for each seed.
#[must_use]
pub fn sealed_keys(seed: u8) -> SealedKeys {
    SealedKeys {
        data_key: SealedDataKey(vec![seed, 0, 255, 1]),
        public: SealedSecret(vec![seed, 0, 255, 2]),
        secret: SealedSecret(vec![seed, 0, 255, 3]),
    }
}

/// The key of a client's summary task.
#[must_use]
pub fn key(client: &str, of: &str) -> SummaryKey {
    SummaryKey { client: id::<ClientId>(client), month: month(of) }
}

/// Numbers in custom task fields.
#[must_use]
pub fn values(numbers: &[(&str, i64)]) -> Values {
    numbers.iter().map(|(field, number)| (id(field), Decimal::from(*number))).collect()
}

/// What a summary task of this key should be.
#[must_use]
pub fn draft(key: SummaryKey, numbers: &[(&str, i64)]) -> SummaryDraft {
    SummaryDraft {
        title: format!("Books of {}", key.month),
        key,
        topic: id("books"),
        assignee: id("owner"),
        status: TaskStatus::Done,
        values: values(numbers),
    }
}

/// Complete settings that map these data fields to custom task fields named by the data field's key, and file tasks under
/// the topic `books`: those that [`MemoryTasks`](crate::fake::MemoryTasks) has at first. A month is imported on the 1st of
/// the next.
#[must_use]
pub fn settings(fields: &[DataField]) -> SummarySettings {
    let mapped: BTreeMap<DataField, CustomFieldId> = fields.iter().map(|f| (*f, id(f.key()))).collect();
    SummarySettings {
        title: id("Books of {month}, {client}"),
        topic: id("books"),
        import_day: ImportDay::FollowingMonth(1.try_into().unwrap()),
        import_time: None,
        status: TaskStatus::Done,
        mapping: FieldMapping::try_from(mapped).unwrap(),
        late_look: LateLook::default(),
    }
}

/// The same settings as a firm fills them in.
#[must_use]
pub fn settings_draft(fields: &[DataField]) -> SettingsDraft {
    settings(fields).into()
}

/// The identity of a run. Runs with greater numbers are later.
#[must_use]
pub const fn run_id(number: u128) -> RunId {
    RunId(Uuid::from_u128(number))
}

/// The identity of an item.
#[must_use]
pub const fn item_id(number: u128) -> ItemId {
    ItemId(Uuid::from_u128(number))
}

/// A reload of the twelve months to October 2026, of the priority Bulk, that may be made any number of times.
#[must_use]
pub fn run(number: u128) -> Run {
    Run {
        id: run_id(number),
        kind: RunKind::Reload,
        months: months("2025-11", "2026-10"),
        hand_edits: HandEdits::Keep,
        priority: Priority::Bulk,
        asked_by: Who::Member(id("owner")),
        created_at: at("2026-11-10T05:00:00.123Z"),
        once: None,
    }
}

/// A run's part for a client, in the lane of the client's [`connection`] when its public key is the client's name.
#[must_use]
pub fn item(number: u128, client: &str) -> Item {
    Item { id: item_id(number), client: id(client), lane: Lane::of_key(&fingerprint(client)) }
}
