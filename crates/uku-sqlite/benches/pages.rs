//! How long the pages of a firm with 10,000 clients and 120,000 summary tasks wait for the store:
//! `cargo bench -p uku-sqlite`.

#![expect(clippy::unwrap_used, reason = "a measurement that can't go on fails by panicking")]

use std::sync::Arc;

use sqlx::{ConnectOptions as _, Connection as _, sqlite::SqliteConnectOptions};
use uku_sqlite::SqliteStore;
use uku_testkit::build::two_firms;
use uku_testkit::fake::ManualClock;
use uku_testkit::{crowd, measure::measure};

/// Twelve months to October 2026 of every client; the numbers look like those of real books.
const TASKS: &str = "
    WITH RECURSIVE months (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM months WHERE n < 11)
    INSERT INTO summary_tasks (firm_id, client_id, month, task_id, title, topic_id, assignee_id, status, start_date,
        due_date, version)
    SELECT firm_id, client_id, strftime('%Y-%m', '2026-10-01', '-' || n || ' months'), client_id || '-' || n,
        'Books of ' || name, 'books', 'owner', 'done', '2026-10-31', '2026-10-31', 1
    FROM clients, months WHERE firm_id = 'firm-a'";

const NUMBERS: &str = "
    INSERT INTO summary_values (firm_id, client_id, month, field_id, value)
    SELECT t.firm_id, t.client_id, t.month, f.field_id, CAST(abs(random()) % 400 AS TEXT)
    FROM summary_tasks AS t JOIN custom_fields AS f ON f.firm_id = t.firm_id";

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(ManualClock::at("2026-11-10T09:00:00Z"));
    let store = SqliteStore::open(folder.path(), clock).await.unwrap();
    for firm in two_firms() {
        store.put_firm(&firm).await.unwrap();
    }
    crowd::fill(&store, &store, &store).await;
    let file = SqliteConnectOptions::new().filename(folder.path().join("uku.db"));
    let mut raw = file.connect().await.unwrap();
    for fill in [TASKS, NUMBERS] {
        sqlx::raw_sql(fill).execute(&mut raw).await.unwrap();
    }
    raw.close().await.unwrap();
    for line in measure(&store, &store, &store).await {
        println!("{line}");
    }
}
