use std::path::Path;
use std::str::FromStr;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow};
use sqlx::{Row as _, Sqlite, SqliteConnection, SqlitePool, Transaction};
use uku_core::firm::{FirmId, MemberId};

use crate::HostError;

/// The host product's database.
#[derive(Debug, Clone)]
pub struct HostDatabase {
    /// For the host's own statements.
    pub pool: SqlitePool,
}

impl HostDatabase {
    /// Opens it, a new one if there is no file.
    pub async fn open(file: &Path) -> Result<Self, HostError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .foreign_keys(true);
        let pool = SqlitePoolOptions::new().max_connections(4).connect_with(options).await?;
        sqlx::raw_sql(include_str!("../schema.sql")).execute(&pool).await?;
        Ok(Self { pool })
    }

    /// Several statements that see one moment.
    pub(crate) async fn reading(&self) -> Result<Transaction<'static, Sqlite>, HostError> {
        Ok(self.pool.begin().await?)
    }

    /// A transaction that is the only writing one from its first moment on: nobody comes between looking and writing.
    pub(crate) async fn writing(&self) -> Result<Transaction<'static, Sqlite>, HostError> {
        Ok(self.pool.begin_with("BEGIN IMMEDIATE").await?)
    }
}

/// The key of a firm's row; none if there is no such firm.
pub(crate) async fn account(db: &mut SqliteConnection, firm: &FirmId) -> Result<Option<i64>, HostError> {
    let account = sqlx::query_scalar("SELECT id FROM accounts WHERE slug = ?").bind(firm.as_ref());
    Ok(account.fetch_optional(db).await?)
}

/// The key of a row that must be there, by a query for a firm's key and a name.
pub(crate) async fn key(
    db: &mut SqliteConnection,
    what: &'static str,
    query: &'static str,
    account: i64,
    name: &str,
) -> Result<i64, HostError> {
    let key = sqlx::query_scalar(query).bind(account).bind(name).fetch_optional(db).await?;
    key.ok_or_else(|| HostError::Missing { what, name: name.to_owned() })
}

/// The key of a person's row.
pub(crate) async fn user(db: &mut SqliteConnection, account: i64, id: &MemberId) -> Result<i64, HostError> {
    key(db, "member", "SELECT id FROM users WHERE account_id = ? AND login = ?", account, id.as_ref()).await
}

/// A column as a word of the integration.
pub(crate) fn word<T: FromStr>(row: &SqliteRow, column: &str) -> Result<T, HostError> {
    let text: String = row.try_get(column)?;
    text.parse().map_err(|_| HostError::Unreadable(text))
}
