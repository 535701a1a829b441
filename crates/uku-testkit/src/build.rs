//! Words of the domain in one line.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use uku_core::calendar::{Month, MonthRange};
use uku_core::client::{Client, ClientId};
use uku_core::counting::DataField;
use uku_core::firm::{Firm, FirmId, Member};
use uku_core::ledger::{Entry, EntryId, EntryKind};
use uku_core::summary::{
    CustomFieldId, FieldMapping, SummaryDraft, SummaryKey, SummarySettings, TaskStatus, Values,
};

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

/// A firm, owned by the member `owner`.
#[must_use]
pub fn firm(name: &str) -> Firm {
    Firm { id: id(name), name: name.to_owned(), owner: id("owner") }
}

/// The two firms that contracts use: every harness has both.
#[must_use]
pub fn two_firms() -> [Firm; 2] {
    [firm("firm-a"), firm("firm-b")]
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
    Client { id: id(name), name: name.to_owned(), registry_code: None, default_member: None }
}

/// A member who is at work, or not any more.
#[must_use]
pub fn member(name: &str, active: bool) -> Member {
    Member { id: id(name), active }
}

/// A ledger entry; the number makes its identity.
#[must_use]
pub fn entry(number: u32, on: &str, kind: EntryKind) -> Entry {
    Entry { id: EntryId::from_text(&number.to_string()), date: date(on), kind }
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

/// Settings that map these data fields to custom task fields named by the field's key.
#[must_use]
pub fn settings(fields: &[DataField]) -> SummarySettings {
    let mapped: BTreeMap<DataField, CustomFieldId> = fields.iter().map(|f| (*f, id(f.key()))).collect();
    SummarySettings {
        title: id("Books of {month}, {client}"),
        topic: id("books"),
        status: TaskStatus::Done,
        mapping: FieldMapping::try_from(mapped).unwrap(),
    }
}
