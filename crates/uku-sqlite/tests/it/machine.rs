use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, SqliteConnection};
use tempfile::TempDir;
use uku_core::client::{Client, ClientWrite, Clients as _};
use uku_core::firm::FirmId;
use uku_core::store::StoreError;
use uku_sqlite::SqliteStore;
use uku_testkit::build::{client, two_firms};
use uku_testkit::fake::ManualClock;

/// A store in a folder of its own, which goes with it.
pub(crate) struct Machine {
    pub(crate) store: SqliteStore,
    pub(crate) clock: ManualClock,
    folder: TempDir,
}

/// The clock of a new machine.
pub(crate) fn clock() -> ManualClock {
    ManualClock::at("2026-11-10T09:00:00Z")
}

/// Opens the store in a folder, by a new machine's clock.
pub(crate) async fn open(folder: &Path) -> Result<SqliteStore, StoreError> {
    SqliteStore::open(folder, Arc::new(clock())).await
}

impl Machine {
    /// The two firms of the contracts, without clients.
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = clock();
        let store = SqliteStore::open(folder.path(), Arc::new(clock.clone())).await.unwrap();
        for firm in two_firms() {
            store.put_firm(&firm).await.unwrap();
        }
        Self { store, clock, folder }
    }

    /// The two firms of the contracts, each with the clients `kask` and `tamm`.
    pub(crate) async fn with_clients() -> Self {
        let machine = Self::new().await;
        for firm in two_firms() {
            for name in ["kask", "tamm"] {
                machine.add_client(&firm.id, client(name)).await;
            }
        }
        machine
    }

    /// The same, each with the client `kuusk`, too.
    pub(crate) async fn with_more_clients() -> Self {
        let machine = Self::with_clients().await;
        for firm in two_firms() {
            machine.add_client(&firm.id, client("kuusk")).await;
        }
        machine
    }

    pub(crate) async fn add_client(&self, firm: &FirmId, client: Client) {
        let write = ClientWrite { expected: None, client };
        assert_eq!(self.store.write_clients(firm, &[write]).await.unwrap(), [Ok(())]);
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder().join("uku.db")
    }

    /// A connection past the store, for what its API doesn't offer.
    pub(crate) async fn raw(&self) -> SqliteConnection {
        raw(&self.file()).await
    }

    /// Closes the store in order.
    pub(crate) async fn close(self) -> TempDir {
        self.store.close().await;
        self.folder
    }

    /// Drops the store and leaves its folder.
    pub(crate) fn dropped(self) -> TempDir {
        self.folder
    }
}

impl Deref for Machine {
    type Target = SqliteStore;

    fn deref(&self) -> &SqliteStore {
        &self.store
    }
}

pub(crate) async fn raw(file: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(file).connect().await.unwrap()
}

/// A connection to a new database.
pub(crate) async fn create(file: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(file).create_if_missing(true).connect().await.unwrap()
}
