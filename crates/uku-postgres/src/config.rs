use std::fmt;
use std::str::FromStr as _;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use uku_core::store::StoreError;

/// How a database is reached and used.
#[derive(Clone)]
pub struct PostgresConfig {
    pub(crate) options: PgConnectOptions,
    /// As whom business rows are read and written: `uku_app`, or a role that inherits from it. It must be bound by
    /// row-level security.
    pub app_role: String,
    /// As whom the engine's own rows are read and written: `uku_engine`, or a role that inherits from it.
    pub engine_role: String,
    /// The most connections at once, of a store, a budget and a queue each; a queue listens on another one.
    pub connections: u32,
    /// How long work waits for a free connection before it gives up.
    pub patience: Duration,
    /// How long a statement may take.
    pub statement_timeout: Duration,
    /// How long a statement waits for what other work holds.
    pub lock_timeout: Duration,
    /// How long a unit of work may do nothing before the server ends it.
    pub idle_timeout: Duration,
}

impl PostgresConfig {
    /// The defaults for a database: `postgres://user:password@host:port/database?sslmode=verify-full`.
    pub fn from_url(url: &str) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url).map_err(|error| {
            StoreError::Failed(format!("the URL of the database can't be understood: {error}"))
        })?;
        Ok(Self {
            options: options.application_name("uku"),
            app_role: "uku_app".to_owned(),
            engine_role: "uku_engine".to_owned(),
            connections: 10,
            patience: Duration::from_secs(10),
            statement_timeout: Duration::from_secs(15),
            lock_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_mins(1),
        })
    }

    /// Where the data lies, for people; without user and password.
    pub(crate) fn place(&self) -> String {
        let database = self.options.get_database().unwrap_or_else(|| self.options.get_username());
        let (host, port) = (self.options.get_host(), self.options.get_port());
        format!("the database {database} at {host}:{port}")
    }
}

/// Without user and password.
impl fmt::Debug for PostgresConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresConfig")
            .field("place", &self.place())
            .field("app_role", &self.app_role)
            .field("engine_role", &self.engine_role)
            .field("connections", &self.connections)
            .field("patience", &self.patience)
            .field("statement_timeout", &self.statement_timeout)
            .field("lock_timeout", &self.lock_timeout)
            .field("idle_timeout", &self.idle_timeout)
            .finish_non_exhaustive()
    }
}
