//! Two firms can't see each other, whatever statement is run as the application role.

use sqlx::{AssertSqlSafe, PgConnection};
use uku_core::store::IntegrationStore as _;
use uku_testkit::build::{firm_a, firm_b, two_firms};

use crate::database::{Database, run};
use crate::filled::fill;

/// The code of a refusal, by rights or by row-level security.
pub(crate) const REFUSED: &str = "42501";

pub(crate) async fn filled() -> Database {
    let database = Database::migrated().await;
    let (store, queue) = (database.store().await, database.queue().await);
    for firm in two_firms() {
        fill(&store, &queue, &firm).await;
    }
    store.close().await;
    queue.close().await;
    database
}

/// Every table that says whose its rows are.
pub(crate) async fn firm_tables(raw: &mut PgConnection) -> Vec<String> {
    sqlx::query_scalar(
        "SELECT relname::text FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
         WHERE relnamespace = 'uku'::regnamespace AND relkind IN ('r', 'p') AND attname = 'firm_id' ORDER BY relname",
    )
    .fetch_all(raw)
    .await
    .unwrap()
}

pub(crate) async fn firms_in(connection: &mut PgConnection, table: &str) -> Vec<String> {
    let sql = format!("SELECT DISTINCT firm_id FROM {table} ORDER BY firm_id");
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(connection).await.unwrap()
}

/// The columns of a table that a role may use so.
pub(crate) async fn columns(raw: &mut PgConnection, role: &str, table: &str, use_of_it: &str) -> Vec<String> {
    sqlx::query_scalar(
        "SELECT attname::text FROM pg_attribute WHERE attrelid = $2::text::regclass AND attnum > 0
             AND NOT attisdropped AND has_column_privilege($1, attrelid, attnum, $3) ORDER BY attname",
    )
    .bind(role)
    .bind(table)
    .bind(use_of_it)
    .fetch_all(raw)
    .await
    .unwrap()
}

pub(crate) async fn set_firm(connection: &mut PgConnection, firm: &str) {
    sqlx::query("SELECT set_config('uku.firm', $1, false)").bind(firm).execute(connection).await.unwrap();
}

/// The code and message of what is refused.
pub(crate) async fn refusal(connection: &mut PgConnection, sql: String) -> (String, String) {
    let error = sqlx::raw_sql(AssertSqlSafe(sql.clone())).execute(connection).await;
    let Err(sqlx::Error::Database(error)) = error else { panic!("not refused: {sql}") };
    (error.code().unwrap().into_owned(), error.message().to_owned())
}

#[tokio::test]
async fn only_the_firm_of_the_transaction_is_seen() {
    let database = filled().await;
    let (mut raw, mut app) = (database.raw().await, database.raw_as("uku_app").await);
    let tables = firm_tables(&mut raw).await;
    assert!(tables.len() >= 25, "{tables:?}");
    for table in &tables {
        assert_eq!(firms_in(&mut raw, table).await, ["firm-a", "firm-b"], "{table} was not filled");
        if table == "tenants" {
            continue;
        }
        for firm in [None, Some(""), Some("nobody"), Some("firm")] {
            if let Some(firm) = firm {
                set_firm(&mut app, firm).await;
            } else {
                run(&mut app, "RESET uku.firm").await;
            }
            assert!(firms_in(&mut app, table).await.is_empty(), "{table} shows rows to {firm:?}");
        }
        set_firm(&mut app, "firm-a").await;
        assert_eq!(firms_in(&mut app, table).await, ["firm-a"], "{table}");
    }
}

#[tokio::test]
async fn a_row_of_another_firm_is_not_written() {
    let database = filled().await;
    let (mut raw, mut app) = (database.raw().await, database.raw_as("uku_app").await);
    for table in firm_tables(&mut raw).await {
        let columns = columns(&mut raw, "uku_app", &table, "INSERT").await.join(", ");
        for firm in ["firm-b", ""] {
            set_firm(&mut app, "firm-b").await;
            run(&mut app, format!("CREATE TEMP TABLE one AS SELECT {columns} FROM {table} LIMIT 1")).await;
            run(&mut app, "UPDATE one SET firm_id = 'firm-a'").await;
            set_firm(&mut app, firm).await;
            let insert = format!(
                "INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM pg_temp.one"
            );
            let (code, message) = refusal(&mut app, insert).await;
            assert_eq!(code, REFUSED, "{table}: {message}");
            assert!(message.contains("row-level security"), "{table}: {message}");
            run(&mut app, "DROP TABLE pg_temp.one").await;
        }
    }
}

#[tokio::test]
async fn no_table_is_without_forced_row_level_security() {
    let database = Database::migrated().await;
    let mut raw = database.raw().await;
    let unguarded: Vec<String> = sqlx::query_scalar(
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'uku'::regnamespace AND relkind IN ('r', 'p')
             AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY relname",
    )
    .fetch_all(&mut raw)
    .await
    .unwrap();
    assert_eq!(unguarded, ["_sqlx_migrations", "test_clock"]);
}

#[tokio::test]
async fn keys_indexes_and_references_begin_with_the_firm() {
    let database = Database::migrated().await;
    let mut raw = database.raw().await;
    let indexes: Vec<(String, String)> = sqlx::query_as(
        "SELECT indexrelid::regclass::text, a.attname::text FROM pg_index
             JOIN pg_attribute AS f ON f.attrelid = indrelid AND f.attname = 'firm_id'
             JOIN pg_attribute AS a ON a.attrelid = indrelid AND a.attnum = indkey[0]
         WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'uku'::regnamespace)",
    )
    .fetch_all(&mut raw)
    .await
    .unwrap();
    let references: Vec<(String, String)> = sqlx::query_as(
        "SELECT conname::text, attname::text FROM pg_constraint
             JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
         WHERE contype = 'f' AND connamespace = 'uku'::regnamespace",
    )
    .fetch_all(&mut raw)
    .await
    .unwrap();
    assert!(indexes.len() > 15 && references.len() > 5);
    for (name, first) in indexes.iter().chain(&references) {
        assert_eq!(first, "firm_id", "{name}");
    }
}

#[tokio::test]
async fn a_record_of_the_activity_can_not_be_altered() {
    let database = filled().await;
    let mut app = database.raw_as("uku_app").await;
    set_firm(&mut app, "firm-a").await;
    for sql in [
        "UPDATE audit SET kind = 'x'",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "UPDATE audit_personal SET texts = '{}'",
    ] {
        assert_eq!(refusal(&mut app, sql.to_owned()).await.0, REFUSED, "{sql}");
    }
    run(&mut app, "DELETE FROM audit_personal").await;
    assert!(firms_in(&mut app, "audit_personal").await.is_empty());
    assert_eq!(firms_in(&mut app, "audit").await, ["firm-a"]);
}

#[tokio::test]
async fn a_connection_that_was_used_before_shows_nothing() {
    let database = filled().await;
    let mut app = database.raw_as("uku_app").await;
    run(&mut app, "BEGIN; SELECT set_config('uku.firm', 'firm-a', true); COMMIT").await;
    let left: Option<String> =
        sqlx::query_scalar("SELECT current_setting('uku.firm', true)").fetch_one(&mut app).await.unwrap();
    assert_eq!(left.as_deref(), Some(""));
    assert!(firms_in(&mut app, "clients").await.is_empty());
    assert!(firms_in(&mut app, "run_items").await.is_empty());
}

#[tokio::test]
async fn every_firm_is_listed_without_opening_one() {
    let store = filled().await;
    let store = (store.store().await, store);
    assert_eq!(store.0.firms().await.unwrap(), [firm_a(), firm_b()]);
}
