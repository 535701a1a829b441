//! Items that run out of the day's requests.

use std::num::NonZeroU32;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::TimeDelta;
use uku_core::clock::Clock as _;
use uku_core::ledger::{
    CustomerPage, DocumentPage, DocumentsQuery, EntriesQuery, EntryPage, KeyFingerprint, KeyPair, Ledger,
    LedgerError, Ledgers, Limits, Priority, Probe, ProbeQuery, PublicKey, RequestBudget as _, SlotId, Take,
};
use uku_core::run::{ItemRecord, ItemState, Outcome, Run};
use uku_scheduler::{Means, NodeConfig, Worker};
use uku_testkit::build::{firm_a, key_pair, months, two_firms};
use uku_testkit::fake::{FakeLedgers, ManualClock, MemoryBudget};

use crate::clocks::WrongClock;
use crate::house::{House, sale};

/// Books that are asked within a budget.
#[derive(Clone)]
struct Spending {
    books: FakeLedgers,
    budget: Arc<MemoryBudget>,
    limits: Limits,
}

impl Ledgers for Spending {
    fn open(&self, keys: KeyPair, priority: Priority) -> Box<dyn Ledger> {
        let limits = self.limits.for_priority(priority);
        let (key, budget) = (self.fingerprint(keys.public()), Arc::clone(&self.budget));
        Box::new(SpendingLedger { ledger: self.books.open(keys, priority), key, budget, limits })
    }

    fn fingerprint(&self, key: &PublicKey) -> KeyFingerprint {
        self.books.fingerprint(key)
    }
}

struct SpendingLedger {
    ledger: Box<dyn Ledger>,
    key: KeyFingerprint,
    budget: Arc<MemoryBudget>,
    limits: Limits,
}

impl SpendingLedger {
    async fn take(&self) -> Result<SlotId, LedgerError> {
        let take = self.budget.take(&self.key, self.limits).await;
        match take.map_err(|error| LedgerError::BudgetUnknown { detail: error.to_string() })? {
            Take::Slot(slot) => Ok(slot),
            Take::NotBefore(until) => Err(LedgerError::BudgetSpent { until }),
        }
    }

    async fn spend<T>(
        &self,
        request: impl Future<Output = Result<T, LedgerError>> + Send,
    ) -> Result<T, LedgerError> {
        let slot = self.take().await?;
        let answer = request.await;
        self.budget.answered(slot).await.unwrap();
        answer
    }
}

#[async_trait]
impl Ledger for SpendingLedger {
    async fn probe(&self, query: &ProbeQuery) -> Result<Probe, LedgerError> {
        self.spend(self.ledger.probe(query)).await
    }

    async fn entries(&self, query: &EntriesQuery) -> Result<EntryPage, LedgerError> {
        self.spend(self.ledger.entries(query)).await
    }

    async fn documents(&self, query: &DocumentsQuery) -> Result<DocumentPage, LedgerError> {
        self.spend(self.ledger.documents(query)).await
    }

    async fn customers(&self, page: NonZeroU32) -> Result<CustomerPage, LedgerError> {
        self.spend(self.ledger.customers(page)).await
    }

    fn requests_sent(&self) -> u64 {
        self.ledger.requests_sent()
    }
}

struct Spenders {
    house: House,
    clock: ManualClock,
    means: Means,
    worker: Worker,
}

impl Spenders {
    async fn new(limits: &str) -> Self {
        let (house, clock) = House::by_hand(&two_firms()).await;
        let books = house.ledgers.clone();
        let budget = Arc::new(MemoryBudget::new(clock.clone()));
        let ledgers = Arc::new(Spending { books, budget, limits: limits.parse().unwrap() });
        let means = Means { ledgers, ..house.means() };
        let worker = Worker::new(means.clone(), NodeConfig::named("one"));
        Self { house, clock, means, worker }
    }

    async fn record(&self, run: &Run) -> ItemRecord {
        self.house.record(&firm_a(), run).await.items.remove(0).1
    }

    fn requests(&self, key: &str) -> u64 {
        self.house.ledgers.requests(key_pair(key).public())
    }
}

/// So many sales in each of the months August to October.
fn sales(each_month: u32) -> Vec<uku_core::ledger::Entry> {
    let of_month = |month: u32| {
        (0..each_month).map(move |number| {
            sale(month * 1_000 + number, &format!("2026-{month:02}-{:02}", 1 + number % 28))
        })
    };
    (8..=10).flat_map(of_month).collect()
}

#[tokio::test(start_paused = true)]
async fn it_is_parked_until_the_first_moment_that_helps_and_keeps_what_it_has() {
    // 98 requests a day are left to what no person waits for. The books are found to be big by 50 of them; then each
    // month takes 31: thirty pages and the query for what changed meanwhile.
    let with = Spenders::new("60/100").await;
    with.house.connect_books(&firm_a(), "big", 1, sales(30)).await;
    with.house.connect(&firm_a(), "small").await;
    let began = with.clock.now();
    let run = with.house.import(&firm_a(), &["big", "small"], months("2026-08", "2026-10")).await;
    with.worker.work_off().await;
    let parked = with.record(&run).await;
    let first_free = began + TimeDelta::hours(24);
    let deferred = Outcome::Deferred(first_free);
    let outcomes =
        |record: &ItemRecord| record.outcomes.iter().map(|it| it.outcome.clone()).collect::<Vec<_>>();
    assert_eq!(outcomes(&parked), [Outcome::Created, deferred.clone(), deferred]);
    assert_eq!((parked.due_at, parked.requests, parked.tries), (first_free, 98, 0));
    assert_eq!(ItemState::of(&parked, with.clock.now()), ItemState::Parked(first_free));
    // Another key has requests of its own.
    assert!(with.house.record(&firm_a(), &run).await.items[1].1.is_over());

    with.clock.sleep_until(first_free - TimeDelta::seconds(1)).await;
    with.worker.work_off().await;
    assert_eq!((with.record(&run).await, with.requests("big")), (parked, 98));

    with.clock.sleep_until(first_free).await;
    with.worker.work_off().await;
    let done = with.record(&run).await;
    assert_eq!(outcomes(&done), [Outcome::Created, Outcome::Created, Outcome::Created]);
    assert!(done.is_over());
    assert_eq!((done.requests, with.requests("big")), (98 + 2 * 31, 98 + 2 * 31));
    assert_eq!(with.house.summaries(&firm_a()).await.len(), 6);
}

#[tokio::test(start_paused = true)]
async fn a_full_minute_is_waited_for_and_not_parked() {
    let with = Spenders::new("20/1000").await;
    with.house.connect_books(&firm_a(), "big", 1, sales(15)).await;
    let began = with.clock.now();
    let run = with.house.import(&firm_a(), &["big"], months("2026-08", "2026-10")).await;
    with.worker.work_off().await;
    let record = with.record(&run).await;
    assert_eq!(record.finished_at, Some(with.clock.now()));
    assert_eq!(record.epoch.unwrap().0, 1);
    assert!(with.clock.now() - began < TimeDelta::minutes(4), "{}", with.clock.now() - began);
}

#[tokio::test(start_paused = true)]
async fn whoever_waits_for_one_client_has_a_reserve() {
    let with = Spenders::new("60/80").await;
    with.house.connect_books(&firm_a(), "big", 1, sales(15)).await;
    with.house.connect(&firm_a(), "small").await;
    let bulk = with.house.import(&firm_a(), &["big", "small"], months("2026-08", "2026-10")).await;
    let day = with.clock.now() + TimeDelta::hours(24);
    with.worker.work_off().await;
    // 46 requests; the same again is more than a day allows.
    let again = with.house.import(&firm_a(), &["big", "small"], months("2026-08", "2026-10")).await;
    with.worker.work_off().await;
    assert!(with.record(&bulk).await.is_over());
    assert_eq!(with.record(&again).await.due_at, day);
    assert_eq!(with.requests("big"), 78);
    let one = with.house.import(&firm_a(), &["big"], months("2026-07", "2026-07")).await;
    with.worker.work_off().await;
    assert_eq!(with.house.outcomes(&firm_a(), &one).await, [Outcome::Created]);
    assert_eq!(with.requests("big"), 79);
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_ahead_of_the_budget_asks_it_no_faster() {
    let with = Spenders::new("20/1000").await;
    with.house.connect_books(&firm_a(), "big", 1, sales(15)).await;
    let run = with.house.import(&firm_a(), &["big"], months("2026-08", "2026-10")).await;
    let ahead = WrongClock::of(&with.clock);
    ahead.jump(TimeDelta::minutes(30));
    let means = Means { clock: Arc::new(ahead), ..with.means.clone() };
    let began = with.clock.now();
    Worker::new(means, NodeConfig::named("ahead")).work_off().await;
    assert!(with.record(&run).await.is_over());
    assert!(with.clock.now() - began < TimeDelta::minutes(4), "{}", with.clock.now() - began);
}
