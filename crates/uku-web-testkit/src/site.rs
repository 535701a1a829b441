use std::sync::Arc;

use axum::Router;
use uku_core::firm::{Firm, FirmId};
use uku_core::ledger::Limits;
use uku_l10n::Words;
use uku_testkit::build::two_firms;
use uku_testkit::fake::{
    CountingIds, FakeCodes, FakeDirectory, FakeLedgers, FakePasswords, FakeTokens, ManualClock,
    MemoryAccounts, MemoryClients, MemoryNotices, MemoryStore, MemoryTasks, MemoryVault,
};
use uku_web::{Errands, Means, SessionGate, Settings, SignInMeans, Site};

use crate::browser::Browser;
use crate::gate::{TestGate, Who};

/// The time at which a test site begins: a Tuesday, 12:00 in Tallinn.
const NOON: &str = "2026-11-10T10:00:00Z";

/// A site over fakes.
pub struct TestSite {
    /// The site itself.
    pub site: Arc<Site>,
    /// The time.
    pub clock: ManualClock,
    /// The firms and their clients.
    pub clients: Arc<MemoryClients>,
    /// The people with their accounts.
    pub accounts: Arc<MemoryAccounts>,
    /// The tasks.
    pub tasks: Arc<MemoryTasks>,
    /// The notices.
    pub notices: Arc<MemoryNotices>,
    /// The integration's own memory.
    pub store: Arc<MemoryStore>,
    /// The books.
    pub ledgers: FakeLedgers,
    /// Where SmartAccounts users sign in: `mari@books.example` with the password `maasikas`.
    pub directory: FakeDirectory,
    router: Router,
}

impl TestSite {
    /// A site that answers these routes.
    pub fn new(routes: impl FnOnce(&Arc<Site>) -> Router<Arc<Site>>) -> Self {
        let clock = ManualClock::at(NOON);
        let store = Arc::new(MemoryStore::new(clock.clone()));
        let clients = Arc::new(MemoryClients::of(two_firms()));
        let accounts = Arc::new(MemoryAccounts::recording_in(Arc::clone(&store) as _));
        let (tasks, notices) = (Arc::new(MemoryTasks::empty()), Arc::new(MemoryNotices::default()));
        let (vault, ledgers) = (Arc::new(MemoryVault::default()), FakeLedgers::default());
        let directory = FakeDirectory::new("mari@books.example", "maasikas", 2, Vec::new());
        let ids: Arc<CountingIds> = Arc::default();
        let means = Means {
            clients: Arc::clone(&clients) as _,
            members: Arc::clone(&accounts) as _,
            tasks: Arc::clone(&tasks) as _,
            notices: Arc::clone(&notices) as _,
            store: Arc::clone(&store) as _,
            vault: Arc::clone(&vault) as _,
            ledgers: Arc::new(ledgers.clone()),
            directory: Arc::new(directory.clone()),
            limits: Limits::VENDOR,
            clock: Arc::new(clock.clone()),
            ids: Arc::clone(&ids) as _,
        };
        let sign_in = SignInMeans {
            accounts: Arc::clone(&accounts) as _,
            passwords: Arc::new(FakePasswords::default()),
            tokens: Arc::new(FakeTokens::default()),
            codes: Arc::new(FakeCodes::default()),
            vault,
            clock: Arc::new(clock.clone()),
            ids,
        };
        let sessions = SessionGate { sign_in: sign_in.clone(), clients: Arc::clone(&clients) as _ };
        let site = Arc::new(Site {
            means,
            gate: Arc::new(TestGate(sessions)),
            sign_in: Some(sign_in),
            words: Words::embedded(),
            settings: Settings { https: false, behind_proxy: false },
            errands: Errands::default(),
        });
        let answering = routes(&site).with_state(Arc::clone(&site));
        Self { site, clock, clients, accounts, tasks, notices, store, ledgers, directory, router: answering }
    }

    /// The firm A.
    #[must_use]
    pub fn firm() -> Firm {
        let [firm, _] = two_firms();
        firm
    }

    /// The identity of the firm A.
    #[must_use]
    pub fn firm_id() -> FirmId {
        Self::firm().id
    }

    /// A browser in which somebody looks at the site, in English.
    #[must_use]
    pub fn visitor(&self, who: Who) -> Browser {
        Browser::new(self.router.clone(), who.token())
    }
}
