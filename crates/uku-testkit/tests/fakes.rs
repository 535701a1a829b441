//! The fakes keep the contracts.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails by panicking")]

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uku_core::clock::Clock;
use uku_core::ledger::{Entry, EntryId, EntryKind, Ledger};
use uku_testkit::build::two_firms;
use uku_testkit::contract::ledger::LedgerHarness;
use uku_testkit::fake::{
    CountingIds, FakeLedger, ManualClock, MemoryBudget, MemoryClients, MemoryStore, MemoryTasks,
};

uku_testkit::budget_contract!(super::MemoryBudget::new(super::ManualClock::at("2026-11-10T09:00:00Z")));
uku_testkit::clients_contract!(super::MemoryClients::of(super::two_firms()));
uku_testkit::ledger_contract!(super::books());
uku_testkit::store_contract!(super::MemoryStore::default());
uku_testkit::tasks_contract!(super::MemoryTasks::default());

struct FakeBooks {
    clock: ManualClock,
    ledger: FakeLedger,
    ids: CountingIds,
}

fn books() -> FakeBooks {
    let clock = ManualClock::at("2026-11-10T09:00:00Z");
    FakeBooks { ledger: FakeLedger::new(&clock, 3, []), clock, ids: CountingIds::default() }
}

#[async_trait]
impl LedgerHarness for FakeBooks {
    fn ledger(&self) -> &dyn Ledger {
        &self.ledger
    }

    async fn enter(&self, date: NaiveDate, kind: EntryKind) -> EntryId {
        let id = EntryId::from_text(&uku_core::ids::Ids::next(&self.ids).to_string());
        self.ledger.books().lock().unwrap().put(Entry { id, date, kind }, self.clock.now());
        id
    }

    async fn delete(&self, id: EntryId) {
        self.ledger.books().lock().unwrap().delete(id, self.clock.now());
    }

    async fn later(&self) -> DateTime<Utc> {
        self.clock.advance(TimeDelta::minutes(1));
        self.clock.now()
    }
}
