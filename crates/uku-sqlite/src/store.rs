use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteSynchronous;
use sqlx::{Sqlite, SqlitePool, Transaction};
use uku_core::audit::{Audit as _, AuditEntry};
use uku_core::clock::Clock;
use uku_core::firm::{Firm, FirmId};
use uku_core::store::{IntegrationStore, StoreError, UnitOfWork};

use crate::bell::Bell;
use crate::error::{failed, not_touched};
use crate::lock::{self, FileLock, Taken};
use crate::traces::Traces;
use crate::unit_of_work::SqliteWork;
use crate::{client_search, database, firms, queue};
use uku_rows::parse;

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/store");

const READERS: u32 = 4;

/// The business rows of one machine, in a folder that no other process uses.
///
/// All writing waits for the unit of work that is open. So whoever holds one and opens another, claims work, posts a
/// notice, or writes a client or a task, waits for itself: it is given up with [`StoreError::Failed`] after ten
/// seconds.
pub struct SqliteStore {
    pub(crate) writer: SqlitePool,
    /// Sees what was committed when its statement begins; never waits for the writer.
    pub(crate) reader: SqlitePool,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) bell: Arc<Bell>,
    traces: Arc<Traces>,
    // Dropped after the connections.
    #[expect(dead_code, reason = "dropping it lets other processes in")]
    lock: FileLock,
}

impl SqliteStore {
    /// Opens the store in a folder, a new one if there is none. Work that a former program was at when it died may be
    /// claimed at once.
    pub async fn open(folder: &Path, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        lock::create_folder(folder).map_err(|error| not_touched(folder, &error))?;
        let lock = lock_folder(folder)?;
        let options = database::options(&folder.join("uku.db"))
            .synchronous(SqliteSynchronous::Full)
            .pragma("secure_delete", "ON");
        let writer = database::open(options.get_filename(), options.clone(), &MIGRATIONS).await?;
        client_search::fill(&writer).await?;
        queue::end_all_leases(&writer, clock.now()).await?;
        let traces = Arc::new(Traces::new(writer.clone(), options.clone()));
        traces.wipe_those_of_former_programs().await;
        let reader = database::pool(READERS).connect_lazy_with(options.pragma("query_only", "ON"));
        Ok(Self { writer, reader, clock, bell: Arc::new(Bell::new()), traces, lock })
    }

    /// Adds a firm, or makes the one with the same identity like this one.
    pub async fn put_firm(&self, firm: &Firm) -> Result<(), StoreError> {
        firms::put(&self.writer, firm).await
    }

    /// Makes a firm another version of itself and records it: both or neither.
    pub async fn change_firm(&self, firm: &Firm, recorded: &AuditEntry) -> Result<(), StoreError> {
        let mut work = self.work(self.begin().await?, &firm.id);
        firms::put(&mut *work.tx, firm).await?;
        work.append(std::slice::from_ref(recorded)).await?;
        Box::new(work).commit().await
    }

    /// Ends all connections: what was written then lies in the database file alone.
    pub async fn close(self) {
        self.reader.close().await;
        self.traces.close().await;
        self.writer.close().await;
    }

    pub(crate) fn work(&self, tx: Transaction<'static, Sqlite>, firm: &FirmId) -> SqliteWork {
        SqliteWork {
            tx,
            firm: firm.clone(),
            clock: Arc::clone(&self.clock),
            traces: Arc::clone(&self.traces),
            bell: Arc::clone(&self.bell),
            destroys: false,
            rings: false,
        }
    }

    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        database::begin(&self.writer).await
    }
}

fn lock_folder(folder: &Path) -> Result<FileLock, StoreError> {
    let path = folder.join("uku.lock");
    match FileLock::take(&path).map_err(|error| not_touched(&path, &error))? {
        Taken::Ours(lock) => Ok(lock),
        Taken::Theirs(process) => Err(StoreError::InUse { place: folder.display().to_string(), process }),
    }
}

#[async_trait]
impl IntegrationStore for SqliteStore {
    async fn open(&self, firm: &FirmId) -> Result<Box<dyn UnitOfWork>, StoreError> {
        Ok(Box::new(self.work(self.begin().await?, firm)))
    }

    async fn look(&self, firm: &FirmId) -> Result<Box<dyn UnitOfWork>, StoreError> {
        let tx = self.reader.begin().await.map_err(failed)?;
        Ok(Box::new(self.work(tx, firm)))
    }

    async fn firms(&self) -> Result<Vec<FirmId>, StoreError> {
        let firms = sqlx::query_scalar!("SELECT firm_id FROM activations ORDER BY firm_id")
            .fetch_all(&self.reader)
            .await
            .map_err(failed)?;
        firms.iter().map(|id| parse("activations.firm_id", id)).collect()
    }
}
