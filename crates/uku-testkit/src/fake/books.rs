use std::collections::VecDeque;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uku_core::calendar::Month;
use uku_core::client::ProfileRow;
use uku_core::clock::Clock;
use uku_core::ledger::{
    Basis, CustomerPage, Document, DocumentList, DocumentPage, DocumentsQuery, EntriesQuery, Entry, EntryId,
    EntryKind, EntryPage, Ledger, LedgerError, Probe, ProbeQuery, ProbedEntry, Right,
};

use super::ManualClock;

/// What a page past the last one holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PastEnd {
    /// Nothing.
    Empty,
    /// The last page again, saying that more follow.
    ClampForever,
}

/// The books of a company, as somebody keeps changing them.
#[derive(Debug, Default)]
pub struct Books {
    /// The customers, in the order in which they are told.
    pub customers: Vec<ProfileRow>,
    entries: Vec<(Entry, DateTime<Utc>)>,
    deleted: Vec<(EntryId, DateTime<Utc>)>,
}

impl Books {
    /// Enters an entry, or changes the one of the same identity, at an instant.
    pub fn put(&mut self, entry: Entry, at: DateTime<Utc>) {
        self.entries.retain(|(other, _)| other.id != entry.id);
        self.entries.push((entry, at));
        self.entries.sort_by_key(|(entry, _)| (entry.date, entry.id));
    }

    /// Deletes an entry at an instant.
    pub fn delete(&mut self, id: EntryId, at: DateTime<Utc>) {
        self.entries.retain(|(entry, _)| entry.id != id);
        self.deleted.push((id, at));
    }

    fn probed(&self, from: NaiveDate, to: NaiveDate) -> Vec<ProbedEntry> {
        let wanted = self.entries.iter().map(|(entry, _)| entry).filter(|e| (from..=to).contains(&e.date));
        let probed = |entry: &Entry| ProbedEntry {
            date: entry.date,
            number: entry.id.to_string(),
            text: format!("{:?}", entry.kind),
        };
        wanted.map(probed).collect()
    }
}

type Meanwhile = Box<dyn FnMut(u64, &mut Books, DateTime<Utc>) + Send>;

/// Books that answer page by page, as slowly and as badly as a test wants.
pub struct FakeLedger {
    clock: ManualClock,
    /// The most entries on a page.
    pub page_size: usize,
    /// How long the clock moves on with each answer.
    pub per_page: TimeDelta,
    /// What a page past the end holds.
    pub past_end: PastEnd,
    /// Answers with these errors first.
    pub failures: Mutex<VecDeque<LedgerError>>,
    books: Arc<Mutex<Books>>,
    meanwhile: Mutex<Option<Meanwhile>>,
    requests: AtomicU64,
}

impl FakeLedger {
    /// Books with these entries, entered a year before the clock's time.
    #[must_use]
    pub fn new(clock: &ManualClock, page_size: usize, entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut books = Books::default();
        let long_ago = clock.now() - TimeDelta::days(365);
        for entry in entries {
            books.entries.push((entry, long_ago));
        }
        books.entries.sort_by_key(|(entry, _)| (entry.date, entry.id));
        Self {
            clock: clock.clone(),
            page_size,
            per_page: TimeDelta::zero(),
            past_end: PastEnd::Empty,
            failures: Mutex::default(),
            books: Arc::new(Mutex::new(books)),
            meanwhile: Mutex::default(),
            requests: AtomicU64::new(0),
        }
    }

    /// The books behind the answers.
    #[must_use]
    pub fn books(&self) -> Arc<Mutex<Books>> {
        Arc::clone(&self.books)
    }

    /// What happens in the books after each answer; it is told how many answers there were.
    pub fn meanwhile(&self, change: impl FnMut(u64, &mut Books, DateTime<Utc>) + Send + 'static) {
        *self.meanwhile.lock().unwrap() = Some(Box::new(change));
    }

    fn page<T: Clone>(&self, rows: &[T], page: u32) -> (Vec<T>, bool) {
        let pages = rows.len().div_ceil(self.page_size).max(1);
        let wanted = page as usize;
        if wanted > pages && self.past_end == PastEnd::Empty {
            return (Vec::new(), false);
        }
        let more = wanted < pages || self.past_end == PastEnd::ClampForever;
        let start = (wanted.min(pages) - 1) * self.page_size;
        (rows.iter().skip(start).take(self.page_size).cloned().collect(), more)
    }

    fn begin(&self) -> Result<(), LedgerError> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.failures.lock().unwrap().pop_front().map_or(Ok(()), Err)
    }

    fn end(&self) -> DateTime<Utc> {
        let asked_at = self.clock.now();
        self.clock.advance(self.per_page);
        if let Some(change) = self.meanwhile.lock().unwrap().as_mut() {
            change(self.requests_sent(), &mut self.books.lock().unwrap(), self.clock.now());
        }
        asked_at
    }
}

#[async_trait]
impl Ledger for FakeLedger {
    async fn probe(&self, query: &ProbeQuery) -> Result<Probe, LedgerError> {
        self.begin()?;
        let entries = match query.right {
            Right::Entries => self.books.lock().unwrap().probed(query.from, query.to),
            _ => Vec::new(),
        };
        self.end();
        Ok(Probe::of(entries))
    }

    async fn entries(&self, query: &EntriesQuery) -> Result<EntryPage, LedgerError> {
        self.begin()?;
        let (entries, deleted, more) = {
            let books = self.books.lock().unwrap();
            let wanted = |(entry, changed_at): &&(Entry, DateTime<Utc>)| match query.basis {
                Basis::EntryDate(from, to) => (from..=to).contains(&entry.date),
                Basis::ChangedSince(since) => *changed_at >= since,
            };
            let of_kind = |(entry, _): &&(Entry, _)| query.kind.is_none_or(|kind| kind == entry.kind);
            let rows: Vec<Entry> =
                books.entries.iter().filter(wanted).filter(of_kind).map(|row| row.0).collect();
            let deleted = match query.basis {
                Basis::ChangedSince(since) if query.page.get() == 1 => {
                    books.deleted.iter().filter(|(_, at)| *at >= since).map(|(id, _)| *id).collect()
                }
                _ => Vec::new(),
            };
            let (entries, more) = self.page(&rows, query.page.get());
            (entries, deleted, more)
        };
        Ok(EntryPage { entries, deleted, more, asked_at: self.end() })
    }

    async fn documents(&self, query: &DocumentsQuery) -> Result<DocumentPage, LedgerError> {
        self.begin()?;
        let kind = match query.list {
            DocumentList::ClientInvoices => EntryKind::ClientInvoice,
            DocumentList::VendorInvoices => EntryKind::VendorInvoice,
            DocumentList::BankPayments => EntryKind::BankPayment,
            DocumentList::CashPayments => EntryKind::CashPayment,
        };
        let in_month = |date: NaiveDate| Month::of(date) == query.month;
        let rows: Vec<Document> = {
            let books = self.books.lock().unwrap();
            let wanted = books.entries.iter().filter(|(entry, _)| entry.kind == kind && in_month(entry.date));
            wanted.map(|(entry, _)| Document { id: entry.id, date: entry.date }).collect()
        };
        let (documents, more) = self.page(&rows, query.page.get());
        self.end();
        Ok(DocumentPage { documents, more })
    }

    async fn customers(&self, page: NonZeroU32) -> Result<CustomerPage, LedgerError> {
        self.begin()?;
        let (customers, more) = self.page(&self.books.lock().unwrap().customers, page.get());
        self.end();
        Ok(CustomerPage { customers, more })
    }

    fn requests_sent(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }
}
