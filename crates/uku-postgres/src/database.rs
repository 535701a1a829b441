//! Connections: how they are made, and as whom they work.

use std::time::Duration;

use sqlx::migrate::MigrateError;
use sqlx::postgres::PgPoolOptions;
use sqlx::{ConnectOptions as _, Connection as _, PgConnection, PgPool};
use uku_core::store::StoreError;

use crate::config::PostgresConfig;
use crate::error::{failed, is_not_there, may_not_become, role_does_not_exist};
use crate::migrate::MIGRATIONS;

/// The oldest PostgreSQL that this works with, as it counts its versions.
const OLDEST: u32 = 15;

/// Connections that work as a role. Refused unless the role is bound by row-level security and the data is that of
/// this version of the software.
pub(crate) async fn open(config: &PostgresConfig, role: &str) -> Result<PgPool, StoreError> {
    // One connection by itself first: of what goes wrong with those of a pool one learns nothing.
    let mut first = connect(config).await?;
    become_role(&mut first, config, role).await.map_err(|error| no_role(config, role, error))?;
    check_role(&mut first).await?;
    check_version(&mut first, config).await?;
    first.close().await.map_err(failed)?;
    Ok(pool(config, role))
}

/// Connections that work as a role, made when they are needed. Nothing is checked.
pub(crate) fn pool(config: &PostgresConfig, role: &str) -> PgPool {
    let (settings, role) = (config.clone(), role.to_owned());
    let pool = PgPoolOptions::new()
        .max_connections(config.connections)
        .acquire_timeout(config.patience)
        .after_connect(move |connection, _| {
            let (settings, role) = (settings.clone(), role.clone());
            Box::pin(async move { become_role(connection, &settings, &role).await })
        });
    pool.connect_lazy_with(config.options.clone())
}

/// A connection as the user who logs in.
pub(crate) async fn connect(config: &PostgresConfig) -> Result<PgConnection, StoreError> {
    let place = config.place();
    let connected = config.options.connect().await;
    let connection = connected.map_err(|error| StoreError::Failed(format!("{place}: {error}")))?;
    match connection.server_version_num() {
        Some(version) if version / 10_000 < OLDEST => Err(StoreError::Failed(format!(
            "{place} is of PostgreSQL {}; version {OLDEST} or newer is needed",
            version / 10_000
        ))),
        _ => Ok(connection),
    }
}

async fn become_role(
    connection: &mut PgConnection,
    config: &PostgresConfig,
    role: &str,
) -> Result<(), sqlx::Error> {
    let milliseconds = |duration: Duration| duration.as_millis().to_string();
    sqlx::query!(
        "SELECT set_config('role', $1, false) AS a, set_config('search_path', 'uku, pg_temp', false) AS b,
             set_config('statement_timeout', $2, false) AS c, set_config('lock_timeout', $3, false) AS d,
             set_config('idle_in_transaction_session_timeout', $4, false) AS e",
        role,
        milliseconds(config.statement_timeout),
        milliseconds(config.lock_timeout),
        milliseconds(config.idle_timeout),
    )
    .fetch_one(connection)
    .await?;
    Ok(())
}

fn no_role(config: &PostgresConfig, role: &str, error: sqlx::Error) -> StoreError {
    let user = config.options.get_username();
    if role_does_not_exist(&error) {
        not_migrated(config)
    } else if may_not_become(&error) {
        StoreError::Failed(format!(
            "the database user {user} may not become {role}; let it: GRANT {role} TO {user}"
        ))
    } else {
        failed(error)
    }
}

fn not_migrated(config: &PostgresConfig) -> StoreError {
    StoreError::Failed(format!("{} is not up to date; run `uku migrate` as its owner first", config.place()))
}

/// A role that row-level security doesn't bind would show everything to everybody.
async fn check_role(connection: &mut PgConnection) -> Result<(), StoreError> {
    let role = sqlx::query!(
        r#"SELECT rolname::text AS "name!", rolsuper AS "superuser!", rolbypassrls AS "bypasses!", EXISTS (
               SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
               WHERE nspname = 'uku' AND relkind IN ('r', 'p') AND pg_has_role(current_user, relowner, 'USAGE')
           ) AS "owner!"
           FROM pg_roles WHERE rolname = current_user"#,
    )
    .fetch_one(connection)
    .await
    .map_err(failed)?;
    let why = if role.superuser {
        "a superuser"
    } else if role.bypasses {
        "allowed to bypass row-level security"
    } else if role.owner {
        "the tables' owner"
    } else {
        return Ok(());
    };
    Err(StoreError::Failed(format!(
        "the database role {} is {why}, so it would see every firm's data; use uku_app and uku_engine",
        role.name
    )))
}

async fn check_version(connection: &mut PgConnection, config: &PostgresConfig) -> Result<(), StoreError> {
    // Not checked when compiled: the table is sqlx's own.
    let applied =
        sqlx::query_as("SELECT version, description, success FROM uku._sqlx_migrations ORDER BY version");
    let applied: Vec<(i64, String, bool)> = match applied.fetch_all(connection).await {
        Err(error) if is_not_there(&error) => return Err(not_migrated(config)),
        applied => applied.map_err(failed)?,
    };
    if let Some((version, description, _)) =
        applied.iter().rfind(|(version, ..)| !MIGRATIONS.version_exists(*version))
    {
        return Err(newer(config, *version, description));
    }
    if let Some((version, ..)) = applied.iter().find(|(.., success)| !success) {
        return Err(StoreError::Failed(format!("{}: {}", config.place(), MigrateError::Dirty(*version))));
    }
    let is_applied = |version: i64| applied.iter().any(|(applied, ..)| *applied == version);
    if MIGRATIONS.iter().all(|migration| is_applied(migration.version)) {
        Ok(())
    } else {
        Err(not_migrated(config))
    }
}

pub(crate) fn newer(config: &PostgresConfig, version: i64, description: &str) -> StoreError {
    StoreError::Newer { place: config.place(), found: format!("{version} {description}") }
}
