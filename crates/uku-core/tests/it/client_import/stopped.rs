//! Fetching that waits, dies or is stopped.

use chrono::TimeDelta;
use uku_core::client_import::{
    ClientImport, ClientSource, FetchError, FoundClient, INTERRUPTED_AFTER, ImportSource, ImportState,
    cancel, fetch, progress,
};
use uku_core::clock::Clock as _;
use uku_core::firm::Role;
use uku_core::ledger::LedgerError;
use uku_core::store::IntegrationStore as _;
use uku_testkit::build::{actor, firm_a};

use super::fetch::{file, page};
use super::house::{House, Listed};
use crate::fragile::{Fault, FragileStore, When};
use crate::support::block_on;

/// Asks how far the import is before each page.
struct Waits<'a> {
    house: &'a House,
    pages: Listed,
    seen: Vec<ImportState>,
}

#[async_trait::async_trait]
impl ClientSource for Waits<'_> {
    fn source(&self) -> ImportSource {
        ImportSource::OwnBooks
    }

    async fn next_page(&mut self) -> Result<Option<Vec<FoundClient>>, FetchError> {
        let house = self.house;
        let now = progress(&actor(Role::Admin), &house.store, &house.clock).await.unwrap().unwrap();
        self.seen.push(now.state);
        self.pages.next_page().await
    }
}

/// Does something between the first and the second page.
struct Between<'a, F> {
    pages: Listed,
    asked: u32,
    meanwhile: F,
    _house: &'a House,
}

#[async_trait::async_trait]
impl<F: AsyncMeanwhile + Send> ClientSource for Between<'_, F> {
    fn source(&self) -> ImportSource {
        ImportSource::Directory
    }

    async fn next_page(&mut self) -> Result<Option<Vec<FoundClient>>, FetchError> {
        self.asked += 1;
        if self.asked == 2 {
            self.meanwhile.happen(self._house).await;
        }
        self.pages.next_page().await
    }
}

#[async_trait::async_trait]
trait AsyncMeanwhile {
    async fn happen(&mut self, house: &House);
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Ends {
    Interrupted,
    Cancelled,
    StartedAnew,
    Deactivated,
    DeactivatedAndBack,
}

#[async_trait::async_trait]
impl AsyncMeanwhile for Ends {
    async fn happen(&mut self, house: &House) {
        match self {
            Self::Interrupted => {
                house.clock.advance(INTERRUPTED_AFTER + TimeDelta::seconds(1));
                progress(&actor(Role::Admin), &house.store, &house.clock).await.unwrap();
            }
            Self::Cancelled => {
                cancel(&actor(Role::Admin), &house.store, &house.clock).await.unwrap();
            }
            Self::StartedAnew => {
                house.clock.advance(INTERRUPTED_AFTER + TimeDelta::seconds(1));
                house.start(ImportSource::File).await.unwrap();
            }
            Self::Deactivated => house.deactivate().await,
            Self::DeactivatedAndBack => {
                house.deactivate().await;
                house.activate().await;
            }
        }
    }
}

#[test]
fn who_was_taken_for_dead_or_stopped_writes_nothing_more() {
    for (ends, word) in [
        (Ends::Interrupted, "interrupted"),
        (Ends::Cancelled, "cancelled"),
        (Ends::StartedAnew, "fetching"),
        (Ends::Deactivated, "cancelled"),
        (Ends::DeactivatedAndBack, "cancelled"),
    ] {
        for last in [vec![page(&["B"])], vec![], vec![Err(FetchError::Nothing)]] {
            block_on(async {
                let house = House::new().await;
                let import = house.start(ImportSource::Directory).await.unwrap();
                let pages = file(std::iter::once(page(&["A"])).chain(last));
                let mut source = Between { pages, asked: 0, meanwhile: ends, _house: &house };
                let ended: ClientImport = house.fetch(import.clone(), &mut source).await.unwrap();
                assert_eq!(ended.state.word(), word, "{ends:?}");
                assert_eq!(house.latest().await, ended);
                let mut work = house.store.open(&firm_a()).await.unwrap();
                assert_eq!(work.client_imports().rows(import.id, 0, 10).await.unwrap(), []);
                assert_eq!(work.client_imports().rows(ended.id, 0, 10).await.unwrap(), []);
            });
        }
    }
}

#[test]
fn a_store_that_fails_while_fetching_ends_as_interrupted_with_nothing_kept() {
    for when in [When::Before, When::After] {
        for at in 1.. {
            let came = block_on(async {
                let house = House::new().await;
                let import = house.start(ImportSource::Directory).await.unwrap();
                let fault = Fault::new(at, when);
                let store = FragileStore(&house.store, fault.clone());
                let mut source = file([page(&["A"]), page(&["B"])]);
                let fetched = fetch(house.fetching(&store, &firm_a()), import, &mut source).await;
                assert_eq!(fetched.is_err(), fault.came());
                house.clock.advance(INTERRUPTED_AFTER + TimeDelta::seconds(1));
                let seen = progress(&actor(Role::Admin), &house.store, &house.clock).await.unwrap().unwrap();
                match seen.state {
                    ImportState::Interrupted => assert_eq!(house.rows().await, []),
                    state => {
                        assert_eq!(state, ImportState::Ready);
                        assert_eq!(house.rows().await.len(), 2);
                    }
                }
                assert_eq!(house.names().await, <[&str; 0]>::default());
                fault.came()
            });
            if !came {
                break;
            }
        }
    }
}

#[test]
fn waiting_for_the_limit_is_no_silence() {
    block_on(async {
        let house = House::new().await;
        let until = house.clock.now() + TimeDelta::hours(20);
        let spent = || Err(FetchError::Books(LedgerError::BudgetSpent { until }));
        let import = house.start(ImportSource::OwnBooks).await.unwrap();
        let mut source =
            Waits { house: &house, pages: file([page(&["A"]), spent(), page(&["B"])]), seen: Vec::new() };
        let import = house.fetch(import, &mut source).await.unwrap();
        assert_eq!((import.state, import.rows), (ImportState::Ready, 2));
        assert!(
            source.seen.iter().all(|seen| matches!(seen, ImportState::Fetching { .. })),
            "{:?}",
            source.seen
        );
        assert_eq!(house.clock.now(), until);
    });
}

#[test]
fn an_import_that_waits_tells_until_when() {
    block_on(async {
        let house = House::new().await;
        let until = house.clock.now() + TimeDelta::hours(20);
        let import = house.start(ImportSource::OwnBooks).await.unwrap();
        // It dies while it waits: the store fails at the first word after it.
        let fault = Fault::new(3, When::Before);
        let store = FragileStore(&house.store, fault);
        let mut source = file([Err(FetchError::Books(LedgerError::BudgetSpent { until })), page(&["A"])]);
        fetch(house.fetching(&store, &firm_a()), import, &mut source).await.unwrap_err();
        assert_eq!(house.latest().await.state, ImportState::Fetching { heard_at: until });
        house.clock.advance(INTERRUPTED_AFTER + TimeDelta::seconds(1));
        let seen = progress(&actor(Role::Admin), &house.store, &house.clock).await.unwrap().unwrap();
        assert_eq!(seen.state, ImportState::Interrupted);
    });
}

#[test]
fn too_many_requests_are_waited_for_once_and_then_reported() {
    block_on(async {
        let house = House::new().await;
        let over = || {
            let until = house.clock.now() + TimeDelta::minutes(1);
            Err(FetchError::Books(LedgerError::OverLimit { until }))
        };
        let import = house.import_from(&mut file([over(), page(&["A"]), over(), page(&["B"])])).await;
        assert_eq!((import.state, import.rows), (ImportState::Ready, 2));
        let import = house.import_from(&mut file([over(), over(), page(&["A"])])).await;
        assert!(matches!(
            import.state,
            ImportState::Failed(FetchError::Books(LedgerError::OverLimit { .. }))
        ));
    });
}
