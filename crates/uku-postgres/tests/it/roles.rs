//! As whom the store works, and whom it refuses.

use sqlx::AssertSqlSafe;
use uku_core::store::StoreError;
use uku_postgres::{PostgresBudget, PostgresConfig, PostgresQueue, PostgresStore, migrate};

use crate::database::{Database, LOGIN, OWNER, run};

async fn refused(config: &PostgresConfig) -> String {
    let StoreError::Failed(text) = PostgresStore::open(config).await.unwrap_err() else {
        panic!("expected a failure")
    };
    assert!(!text.contains("salasona"), "{text}");
    text
}

/// Makes a role that the user of these tests may become, on a server where it may be from the last time.
async fn make_role(database: &Database, role: &str, rights: &str) {
    let mut raw = database.raw().await;
    let made =
        sqlx::raw_sql(AssertSqlSafe(format!("CREATE ROLE {role} NOLOGIN {rights}"))).execute(&mut raw).await;
    drop(made);
    let granted = format!("GRANT uku_app TO {role}; GRANT {role} TO {LOGIN}");
    sqlx::raw_sql(AssertSqlSafe(granted)).execute(&mut raw).await.unwrap();
}

#[tokio::test]
async fn a_role_that_sees_everything_is_refused() {
    let database = Database::migrated().await;
    make_role(&database, "uku_test_bypass", "BYPASSRLS").await;
    let mut superuser = database.superuser_config();
    superuser.app_role = "postgres".to_owned();
    let mut bypass = database.config();
    bypass.app_role = "uku_test_bypass".to_owned();
    let mut owner = database.owner_config();
    owner.app_role = OWNER.to_owned();
    assert!(refused(&superuser).await.contains("is a superuser"));
    assert!(refused(&bypass).await.contains("is allowed to bypass row-level security"));
    assert!(refused(&owner).await.contains("is the tables' owner"));

    let mut engine = database.owner_config();
    engine.engine_role = OWNER.to_owned();
    assert!(PostgresBudget::open(&engine).await.is_err());
    assert!(PostgresQueue::open(&engine).await.is_err());
}

#[tokio::test]
async fn the_engine_must_not_be_the_application_as_well() {
    let database = Database::migrated().await;
    make_role(&database, "uku_test_both", "").await;
    run(&mut database.raw().await, "GRANT uku_engine TO uku_test_both").await;
    let mut config = database.config();
    config.engine_role = "uku_test_both".to_owned();
    let refused = PostgresQueue::open(&config).await.unwrap_err().to_string();
    assert!(refused.contains("the database role uku_test_both also has the rights of uku_app"), "{refused}");
}

#[tokio::test]
async fn a_role_that_inherits_is_as_good() {
    let database = Database::migrated().await;
    make_role(&database, "uku_test_inheriting", "").await;
    let mut config = database.config();
    config.app_role = "uku_test_inheriting".to_owned();
    PostgresStore::open(&config).await.unwrap();
}

#[tokio::test]
async fn whoever_may_not_migrate_is_told_who_may() {
    let database = Database::empty().await;
    let error = migrate(&database.config()).await.unwrap_err().to_string();
    assert!(error.contains("migrate as the tables' owner") && !error.contains("salasona"), "{error}");
}

#[tokio::test]
async fn whoever_migrates_may_also_work() {
    let database = Database::migrated().await;
    PostgresStore::open(&database.owner_config()).await.unwrap();
    PostgresBudget::open(&database.owner_config()).await.unwrap();
    PostgresQueue::open(&database.owner_config()).await.unwrap();
}

#[tokio::test]
async fn a_user_who_may_not_become_the_role_is_told_what_to_do() {
    let database = Database::migrated().await;
    let mut config = database.config();
    config.app_role = "pg_read_all_data".to_owned();
    let text = refused(&config).await;
    assert!(text.ends_with(&format!("let it: GRANT pg_read_all_data TO {LOGIN}")), "{text}");
}

#[tokio::test]
async fn a_database_that_is_not_there_is_named() {
    let database = Database::migrated().await;
    let mut missing = format!("{:?}", database.config());
    assert!(missing.contains(&database.name) && !missing.contains("salasona"), "{missing}");
    let config = PostgresConfig::from_url("postgres://me:salasona@127.0.0.1:1/nowhere").unwrap();
    missing = refused(&config).await;
    assert!(missing.starts_with("the database nowhere at 127.0.0.1:1: "), "{missing}");
    assert!(
        PostgresConfig::from_url("postgres://me:salasona@[")
            .is_err_and(|error| !error.to_string().contains("salasona"))
    );
}
