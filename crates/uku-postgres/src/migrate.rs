use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{Connection as _, PgConnection};
use uku_core::store::StoreError;

use crate::config::PostgresConfig;
use crate::database::{connect, newer};
use crate::error::failed;

/// `insufficient_privilege` among PostgreSQL's error codes.
const INSUFFICIENT_PRIVILEGE: &str = "42501";

pub(crate) static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// Brings a database up to date, as the user who logs in; that one then owns the tables. However many do so at once,
/// one does it, and the others wait for it.
pub async fn migrate(config: &PostgresConfig) -> Result<(), StoreError> {
    let mut connection = connect(config).await?;
    match MIGRATIONS.run_direct(None, &mut connection, false).await {
        Ok(()) => connection.close().await.map_err(failed),
        Err(MigrateError::VersionMissing(_)) => Err(newest(&mut connection, config).await?),
        Err(error) => Err(StoreError::Failed(format!("{}: {error}{}", config.place(), who_may(&error)))),
    }
}

/// That somebody else has to migrate, where that is the trouble.
fn who_may(error: &MigrateError) -> &'static str {
    let (MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _)) = error else { return "" };
    let refused = cause
        .as_database_error()
        .is_some_and(|error| error.code().as_deref() == Some(INSUFFICIENT_PRIVILEGE));
    if refused { "; migrate as the tables' owner, who may create in the database and make roles" } else { "" }
}

async fn newest(connection: &mut PgConnection, config: &PostgresConfig) -> Result<StoreError, StoreError> {
    // Not checked when compiled: the table is sqlx's own.
    let (version, description): (i64, String) =
        sqlx::query_as("SELECT version, description FROM uku._sqlx_migrations ORDER BY version DESC LIMIT 1")
            .fetch_one(connection)
            .await
            .map_err(failed)?;
    Ok(newer(config, version, &description))
}
