//! A database file: how it is opened, brought up to date, and written.

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};
use sqlx::{Sqlite, SqliteConnection, SqlitePool, Transaction};
use uku_core::store::StoreError;

use crate::error::{failed, not_opened, not_touched};
use crate::lock;

/// How long work waits for other work in this process to end before it gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// How long `SQLite` waits for another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

pub(crate) fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .busy_timeout(BUSY_TIMEOUT)
        .foreign_keys(true)
}

pub(crate) fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE)
}

/// Opens a database for writing, a new one if there is no file, and brings it up to date.
///
/// There is one connection: `SQLite` has one writer, and who waits for it should wait in our queue, which is fair.
pub(crate) async fn open(
    file: &Path,
    options: SqliteConnectOptions,
    migrator: &Migrator,
) -> Result<SqlitePool, StoreError> {
    lock::create_file(file).map_err(|error| not_touched(file, &error))?;
    let writer = pool(1).idle_timeout(None).max_lifetime(None);
    let writer = writer.connect_with(options).await.map_err(|error| not_opened(file, error))?;
    migrate(&writer, file, migrator).await?;
    Ok(writer)
}

async fn migrate(writer: &SqlitePool, file: &Path, migrator: &Migrator) -> Result<(), StoreError> {
    // All in one transaction: a file that can't be brought up to date stays as it was.
    let mut tx = begin(writer).await?;
    match migrator.run_direct(None, &mut *tx, false).await {
        Ok(()) => tx.commit().await.map_err(failed),
        Err(MigrateError::VersionMissing(_)) => {
            Err(StoreError::Newer { place: file.display().to_string(), found: newest(&mut tx).await? })
        }
        Err(error) => Err(StoreError::Failed(format!("{}: {error}", file.display()))),
    }
}

async fn newest(connection: &mut SqliteConnection) -> Result<String, StoreError> {
    // Not checked when compiled: the table is sqlx's own.
    sqlx::query_scalar("SELECT version || ' ' || description FROM _sqlx_migrations ORDER BY version DESC")
        .fetch_one(connection)
        .await
        .map_err(failed)
}

/// Begins a transaction that is the only writing one from its first moment on: one that begins by reading may be
/// refused when it comes to write.
pub(crate) async fn begin(writer: &SqlitePool) -> Result<Transaction<'static, Sqlite>, StoreError> {
    writer.begin_with("BEGIN IMMEDIATE").await.map_err(failed)
}
