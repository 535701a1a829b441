use anyhow::Context;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, PgConnection, SqliteConnection};

use crate::scene::Scene;

/// Looks into the tables of the queue, past the program.
pub(crate) enum Looker {
    Postgres(PgConnection),
    Sqlite(SqliteConnection),
}

/// An item in the attempt that a program was at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attempt {
    pub(crate) firm: String,
    pub(crate) client: String,
    pub(crate) item: String,
    pub(crate) epoch: i64,
}

impl Looker {
    pub(crate) async fn new(scene: &Scene) -> anyhow::Result<Self> {
        if let Some(cluster) = &scene.cluster {
            return Ok(Self::Postgres(PgConnection::connect(&cluster.url("uku")).await?));
        }
        let file = SqliteConnectOptions::new().filename(scene.data().join("uku.db")).read_only(true);
        Ok(Self::Sqlite(SqliteConnection::connect_with(&file).await.context("uku.db")?))
    }

    /// What a program is at.
    pub(crate) async fn held_by(&mut self, pid: u32) -> anyhow::Result<Vec<Attempt>> {
        let name = format!("%:{pid}");
        let rows: Vec<(String, String, String, i64)> = match self {
            Self::Postgres(connection) => {
                sqlx::query_as(
                    "SELECT firm_id, client_id, item_id::text, epoch FROM uku.run_items
                     WHERE held_by LIKE $1 AND finished_at IS NULL AND stopped_at IS NULL",
                )
                .bind(name)
                .fetch_all(connection)
                .await?
            }
            Self::Sqlite(connection) => {
                sqlx::query_as(
                    "SELECT firm_id, client_id, item_id, epoch FROM run_items
                     WHERE held_by LIKE ? AND finished_at IS NULL AND stopped_at IS NULL",
                )
                .bind(name)
                .fetch_all(connection)
                .await?
            }
        };
        let attempt = |(firm, client, item, epoch)| Attempt { firm, client, item, epoch };
        Ok(rows.into_iter().map(attempt).collect())
    }

    /// Whether an attempt was taken over or its item is over.
    pub(crate) async fn went_on(&mut self, attempt: &Attempt) -> anyhow::Result<bool> {
        let (went_on,): (bool,) = match self {
            Self::Postgres(connection) => {
                sqlx::query_as(
                    "SELECT epoch > $2 OR finished_at IS NOT NULL OR stopped_at IS NOT NULL
                     FROM uku.run_items WHERE item_id = $1::uuid",
                )
                .bind(&attempt.item)
                .bind(attempt.epoch)
                .fetch_one(connection)
                .await?
            }
            Self::Sqlite(connection) => {
                sqlx::query_as(
                    "SELECT epoch > ? OR finished_at IS NOT NULL OR stopped_at IS NOT NULL
                     FROM run_items WHERE item_id = ?",
                )
                .bind(attempt.epoch)
                .bind(&attempt.item)
                .fetch_one(connection)
                .await?
            }
        };
        Ok(went_on)
    }

    /// How many items are not over.
    pub(crate) async fn open_items(&mut self) -> anyhow::Result<i64> {
        let (open,): (i64,) = match self {
            Self::Postgres(connection) => {
                sqlx::query_as(
                    "SELECT count(*) FROM uku.run_items WHERE finished_at IS NULL AND stopped_at IS NULL",
                )
                .fetch_one(connection)
                .await?
            }
            Self::Sqlite(connection) => {
                sqlx::query_as(
                    "SELECT count(*) FROM run_items WHERE finished_at IS NULL AND stopped_at IS NULL",
                )
                .fetch_one(connection)
                .await?
            }
        };
        Ok(open)
    }
}
