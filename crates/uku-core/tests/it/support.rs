//! What several tests need.

use std::sync::Mutex;

use std::num::NonZeroU32;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uku_core::calendar::{Month, MonthRange};
use uku_core::counting::{
    CountError, CountProgress, Counting, Counts, DataField, FieldSet, MonthCount, Quiet,
};
use uku_core::ledger::{
    CustomerPage, DocumentPage, DocumentsQuery, EntriesQuery, Entry, EntryId, EntryKind, EntryPage, Ledger,
    LedgerError, Patience, Probe, ProbeQuery, VendorMessage,
};
use uku_testkit::fake::{FakeLedger, ManualClock};

/// So many cases, the same ones every time.
pub(crate) fn cases(number: u32) -> ProptestConfig {
    ProptestConfig {
        cases: number,
        rng_seed: RngSeed::Fixed(2026),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Any month between the years 20 and 9990.
pub(crate) fn a_month() -> impl Strategy<Value = Month> {
    (20..=9990_i32, 1..=12_u32).prop_map(|(year, number)| Month::new(year, number).unwrap())
}

/// Some months of this century, at most so many.
pub(crate) fn a_range(longest: u32) -> impl Strategy<Value = MonthRange> {
    (2010..=2090_i32, 1..=12_u32, 0..longest).prop_map(|(year, number, more)| {
        let to = Month::new(year, number).unwrap();
        MonthRange::new(to.back(more), to).unwrap()
    })
}

/// Runs a future on one thread. The fakes never wait, so a future that takes longer than the slowest test on a machine
/// that is busy with other things has locked itself out.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let limit = TimeDelta::minutes(3).to_std().unwrap();
    runtime.block_on(async { tokio::time::timeout(limit, future).await.unwrap() })
}

/// A value after it was stored and read back.
pub(crate) fn round_trip<T: Serialize + DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

/// Whether a text is one sentence, from its capital letter to its full stop.
pub(crate) fn is_one_sentence(text: &str) -> bool {
    let body = text.strip_suffix('.').unwrap_or_default();
    text.starts_with(char::is_uppercase)
        && !body.is_empty()
        && ![". ", "! ", "? "].iter().any(|end| body.contains(end))
}

/// Every error of the books.
pub(crate) fn every_ledger_error(until: DateTime<Utc>) -> Vec<LedgerError> {
    let detail = || "the reason".to_owned();
    vec![
        LedgerError::WrongKeys,
        LedgerError::ClockOff { seconds: -130 },
        LedgerError::BudgetSpent { until },
        LedgerError::OverLimit { until },
        LedgerError::Unpaid,
        LedgerError::Unavailable { detail: detail() },
        LedgerError::RightMissing { what: detail() },
        LedgerError::Refused { messages: vec![VendorMessage { key: Some("KEY".into()), text: detail() }] },
        LedgerError::Unreachable { detail: detail() },
        LedgerError::Garbled { detail: detail() },
        LedgerError::Withdrawn,
        LedgerError::BudgetUnknown { detail: detail() },
    ]
}

/// The kinds that a field counts, by the table of the specification.
pub(crate) fn kinds_of(field: DataField) -> Vec<EntryKind> {
    use EntryKind as K;
    match field {
        DataField::SalesEntries => vec![K::ClientInvoice],
        DataField::PurchaseEntries => vec![K::VendorInvoice],
        DataField::BankEntries => vec![K::BankPayment],
        DataField::Documents => vec![
            K::CashPayment,
            K::Manual,
            K::VatReturn,
            K::WarehouseMovement,
            K::Depreciation,
            K::Payroll,
            K::Unknown,
        ],
        DataField::CashEntries => vec![K::CashPayment],
        DataField::ManualLedgerEntries => vec![K::Manual],
        DataField::VatReturnEntries => vec![K::VatReturn],
        DataField::WarehouseMovements => vec![K::WarehouseMovement],
        DataField::DepreciationEntries => vec![K::Depreciation],
        DataField::PayrollEntries => vec![K::Payroll],
        DataField::AllEntries => EntryKind::ALL.to_vec(),
    }
}

/// The fields as a set.
pub(crate) fn set(fields: &[DataField]) -> FieldSet {
    FieldSet::new(fields.iter().copied()).unwrap()
}

/// The morning on which the tests count.
pub(crate) fn morning() -> ManualClock {
    ManualClock::at("2026-11-10T09:00:00Z")
}

/// What the books hold of some fields in a month, counted entry by entry.
pub(crate) fn truth<'a>(
    entries: impl IntoIterator<Item = &'a Entry>,
    fields: &FieldSet,
    of: Month,
) -> Counts {
    let mut counts: Counts = fields.iter().map(|field| (field, 0)).collect();
    for entry in entries {
        if (of.first_day()..=of.last_day()).contains(&entry.date) {
            for (field, count) in &mut counts {
                *count += u64::from(kinds_of(*field).contains(&entry.kind));
            }
        }
    }
    counts
}

/// Any date of some months.
pub(crate) fn a_date(range: MonthRange) -> impl Strategy<Value = NaiveDate> {
    let days = (range.to().last_day() - range.from().first_day()).num_days();
    (0..=days).prop_map(move |day| range.from().first_day() + TimeDelta::days(day))
}

/// Any kind.
pub(crate) fn a_kind() -> impl Strategy<Value = EntryKind> {
    select(EntryKind::ALL.to_vec())
}

/// The identity of the entry of a number.
pub(crate) fn entry_id(number: usize) -> EntryId {
    EntryId::from_text(&format!("{number:032x}"))
}

/// Entries of any dates of some months and of any kind; fewer than `most`.
pub(crate) fn some_entries(range: MonthRange, most: usize) -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec((a_date(range), a_kind()), 0..most).prop_map(|rows| {
        let numbered = rows.into_iter().enumerate();
        numbered.map(|(number, (date, kind))| Entry { id: entry_id(number), date, kind }).collect()
    })
}

/// Counting that waits as long as it takes and tells nobody.
pub(crate) fn counting<'a>(ledger: &'a dyn Ledger, clock: &'a ManualClock) -> Counting<'a> {
    Counting { ledger, clock, patience: Patience::Endless, progress: &Quiet }
}

/// Counts the fields in the months, as long as it takes.
pub(crate) fn count(
    ledger: &dyn Ledger,
    clock: &ManualClock,
    fields: &[DataField],
    range: MonthRange,
) -> Vec<MonthCount> {
    block_on(counting(ledger, clock).count(&set(fields), range))
}

/// What came of each month, without the times.
pub(crate) fn results(counted: Vec<MonthCount>) -> Vec<Result<Counts, CountError>> {
    counted.into_iter().map(|month| month.counts).collect()
}

/// What counting told of how it goes.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pages: Mutex<u64>,
    waits: Mutex<Vec<DateTime<Utc>>>,
}

impl Told {
    /// How many pages were read.
    pub(crate) fn pages(&self) -> u64 {
        *self.pages.lock().unwrap()
    }

    /// Until when it waited, each time.
    pub(crate) fn waits(&self) -> Vec<DateTime<Utc>> {
        self.waits.lock().unwrap().clone()
    }
}

impl CountProgress for Told {
    fn page_read(&self) {
        *self.pages.lock().unwrap() += 1;
    }

    fn waiting_until(&self, moment: DateTime<Utc>) {
        self.waits.lock().unwrap().push(moment);
    }
}

type Instead<Q, A> = Box<dyn Fn(usize, &Q) -> Option<Result<A, LedgerError>> + Send + Sync>;

/// Books that remember what they were asked, and may answer something else than what is in them.
pub(crate) struct Watched {
    books: FakeLedger,
    asked: Mutex<Vec<EntriesQuery>>,
    asked_documents: Mutex<Vec<DocumentsQuery>>,
    entries: Instead<EntriesQuery, EntryPage>,
    documents: Instead<DocumentsQuery, DocumentPage>,
}

impl Watched {
    /// These books, as they are.
    pub(crate) fn new(books: FakeLedger) -> Self {
        Self {
            books,
            asked: Mutex::default(),
            asked_documents: Mutex::default(),
            entries: Box::new(|_, _| None),
            documents: Box::new(|_, _| None),
        }
    }

    /// Answers so where it answers at all; it is told the how manieth question it is, from 1.
    pub(crate) fn answering(
        mut self,
        instead: impl Fn(usize, &EntriesQuery) -> Option<Result<EntryPage, LedgerError>> + Send + Sync + 'static,
    ) -> Self {
        self.entries = Box::new(instead);
        self
    }

    /// The same for documents.
    pub(crate) fn answering_documents(
        mut self,
        instead: impl Fn(usize, &DocumentsQuery) -> Option<Result<DocumentPage, LedgerError>>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        self.documents = Box::new(instead);
        self
    }

    /// Fails with these errors, each at the question of its number.
    pub(crate) fn failing(self, errors: &[(usize, LedgerError)]) -> Self {
        let errors = errors.to_vec();
        self.answering(move |number, _| {
            errors.iter().find(|(at, _)| *at == number).map(|(_, error)| Err(error.clone()))
        })
    }

    /// Every question for entries.
    pub(crate) fn asked(&self) -> Vec<EntriesQuery> {
        self.asked.lock().unwrap().clone()
    }

    /// The page of every question for entries.
    pub(crate) fn pages(&self) -> Vec<u32> {
        self.asked().iter().map(|query| query.page.get()).collect()
    }

    /// Every question for documents.
    pub(crate) fn asked_documents(&self) -> Vec<DocumentsQuery> {
        self.asked_documents.lock().unwrap().clone()
    }
}

fn note<Q: Copy>(asked: &Mutex<Vec<Q>>, query: &Q) -> usize {
    let mut asked = asked.lock().unwrap();
    asked.push(*query);
    asked.len()
}

#[async_trait]
impl Ledger for Watched {
    async fn entries(&self, query: &EntriesQuery) -> Result<EntryPage, LedgerError> {
        match (self.entries)(note(&self.asked, query), query) {
            Some(answer) => answer,
            None => self.books.entries(query).await,
        }
    }

    async fn probe(&self, query: &ProbeQuery) -> Result<Probe, LedgerError> {
        self.books.probe(query).await
    }

    async fn customers(&self, page: NonZeroU32) -> Result<CustomerPage, LedgerError> {
        self.books.customers(page).await
    }

    async fn documents(&self, query: &DocumentsQuery) -> Result<DocumentPage, LedgerError> {
        match (self.documents)(note(&self.asked_documents, query), query) {
            Some(answer) => answer,
            None => self.books.documents(query).await,
        }
    }

    fn requests_sent(&self) -> u64 {
        (self.asked().len() + self.asked_documents().len()) as u64
    }
}
