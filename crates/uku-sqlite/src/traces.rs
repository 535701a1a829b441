//! Copies of destroyed keys. In the database file SQLite wipes what is deleted, but its write-ahead log keeps pages as
//! they were before, until it is emptied.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;
use uku_core::store::StoreError;

use crate::database;
use crate::error::failed;

/// How long one try waits for readers to let go of the log.
const TRY: Duration = Duration::from_millis(100);

/// How often a unit of work that destroyed something tries: readers of our own are done long before.
const TRIES: u32 = 20;

/// Empties the write-ahead log after keys were destroyed.
#[derive(Debug)]
pub(crate) struct Traces {
    writer: SqlitePool,
    /// Waits less than the writer does, so that a reader who never lets go doesn't hold up everybody.
    wiper: SqlitePool,
    /// Whether the log may hold copies of what was destroyed.
    due: AtomicBool,
}

impl Traces {
    pub(crate) fn new(writer: SqlitePool, options: SqliteConnectOptions) -> Self {
        let wiper = database::pool(1).connect_lazy_with(options.busy_timeout(TRY));
        Self { writer, wiper, due: AtomicBool::new(false) }
    }

    /// After a program died there is no telling what it left. Who reads the log now can't keep the store from opening:
    /// the next commit tries again.
    pub(crate) async fn wipe_those_of_former_programs(&self) {
        self.due.store(true, Ordering::SeqCst);
        self.wipe_later_if_need_be().await;
    }

    /// To be called before a commit that destroys keys, so that no commit is without it.
    pub(crate) fn expect(&self) {
        self.due.store(true, Ordering::SeqCst);
    }

    /// To be called after a commit. It fails if that commit destroyed something of which copies are left.
    pub(crate) async fn after_commit(&self, destroyed: bool) -> Result<(), StoreError> {
        if destroyed {
            return self.wipe(TRIES).await.map_err(|error| {
                StoreError::Failed(format!(
                    "everything was saved, but sealed copies of destroyed keys are left in uku.db-wal ({error}); they \
                     go with the next change, or when the store is opened again"
                ))
            });
        }
        self.wipe_later_if_need_be().await;
        Ok(())
    }

    async fn wipe_later_if_need_be(&self) {
        if self.due.load(Ordering::SeqCst) {
            // If it fails it stays due.
            let _ = self.wipe(1).await;
        }
    }

    async fn wipe(&self, tries: u32) -> Result<(), StoreError> {
        for _ in 0..tries {
            // While we have the writer's turn, nobody of this process writes.
            let _turn = self.writer.acquire().await.map_err(failed)?;
            // Not checked when compiled: it is no statement on tables.
            let busy: i64 = sqlx::query_scalar("PRAGMA wal_checkpoint(TRUNCATE)")
                .fetch_one(&self.wiper)
                .await
                .map_err(failed)?;
            if busy == 0 {
                self.due.store(false, Ordering::SeqCst);
                return Ok(());
            }
        }
        Err(StoreError::Failed("another program is reading them".to_owned()))
    }

    pub(crate) async fn close(&self) {
        self.wiper.close().await;
    }
}
