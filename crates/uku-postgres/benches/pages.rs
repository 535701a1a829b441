//! How long the pages of a firm with 10,000 clients and 120,000 summary tasks wait for the store:
//! `cargo bench -p uku-postgres`.

#![expect(clippy::unwrap_used, reason = "a measurement that can't go on fails by panicking")]

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};
use throwaway_postgres::{Cluster, Programs};
use uku_postgres::{PostgresConfig, PostgresStore, migrate};
use uku_testkit::build::two_firms;
use uku_testkit::{crowd, measure::measure};

/// Twelve months to October 2026 of every client; the numbers look like those of real books.
const TASKS: &str = "
    INSERT INTO uku.summary_tasks (firm_id, client_id, month, task_id, title, topic_id, assignee_id, status, start_date,
        due_date, version)
    SELECT firm_id, client_id, to_char(date '2026-10-01' - n * interval '1 month', 'YYYY-MM'), client_id || '-' || n,
        'Books of ' || name, 'books', 'owner', 'done', '2026-10-31', '2026-10-31', 1
    FROM uku.clients, generate_series(0, 11) AS n WHERE firm_id = 'firm-a'";

const NUMBERS: &str = "
    INSERT INTO uku.summary_values (firm_id, client_id, month, field_id, value)
    SELECT t.firm_id, t.client_id, t.month, f.field_id, floor(random() * 400)::numeric
    FROM uku.summary_tasks AS t JOIN uku.custom_fields AS f ON f.firm_id = t.firm_id";

#[tokio::main]
async fn main() {
    let cluster = Cluster::start(&Programs::find().unwrap()).unwrap();
    let url = cluster.url("postgres");
    // Who made the cluster may do everything, and works as a role that sees one firm.
    let config = PostgresConfig::from_url(&url).unwrap();
    migrate(&config).await.unwrap();
    let store = PostgresStore::open(&config).await.unwrap();
    for firm in two_firms() {
        store.put_firm(&firm).await.unwrap();
    }
    crowd::fill(&store, &store, &store).await;
    let mut raw = url.parse::<PgConnectOptions>().unwrap().connect().await.unwrap();
    for fill in [TASKS, NUMBERS, "VACUUM ANALYZE"] {
        sqlx::raw_sql(fill).execute(&mut raw).await.unwrap();
    }
    raw.close().await.unwrap();
    for line in measure(&store, &store, &store).await {
        println!("{line}");
    }
}
