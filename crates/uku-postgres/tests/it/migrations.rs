//! How a database is brought up to date, and what is refused.

use throwaway_postgres::{Cluster, Programs};
use uku_core::store::StoreError;
use uku_postgres::{PostgresBudget, PostgresConfig, PostgresQueue, PostgresStore, migrate};

use crate::database::{Database, OWNER, make_database, make_users, run, url_as};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_at_once_one_migrates() {
    // Whoever is first also makes the users.
    drop(Database::migrated().await);
    let database = Database::empty().await;
    let migrating = (0..4).map(|_| {
        let config = database.owner_config();
        tokio::spawn(async move { migrate(&config).await })
    });
    for migrated in futures_util::future::join_all(migrating).await {
        migrated.unwrap().unwrap();
    }
    database.store().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_databases_of_a_new_server_may_be_migrated_at_once() {
    let cluster = Cluster::start(&Programs::find().unwrap()).unwrap();
    make_users(&cluster).await;
    let mut migrating = Vec::new();
    for name in ["one", "two", "three"] {
        make_database(&cluster, name, "template0").await;
        let config = PostgresConfig::from_url(&url_as(&cluster, OWNER, name)).unwrap();
        migrating.push(tokio::spawn(async move {
            migrate(&config).await.unwrap();
            PostgresStore::open(&config).await.unwrap();
        }));
    }
    for migrated in migrating {
        migrated.await.unwrap();
    }
}

#[tokio::test]
async fn a_database_that_is_not_up_to_date_is_refused() {
    drop(Database::migrated().await);
    let empty = Database::empty().await;
    let behind = Database::migrated().await;
    run(
        &mut behind.raw().await,
        "DELETE FROM _sqlx_migrations WHERE version = (SELECT max(version) FROM _sqlx_migrations)",
    )
    .await;
    for database in [empty, behind] {
        let StoreError::Failed(text) = PostgresStore::open(&database.config()).await.unwrap_err() else {
            panic!("expected a failure")
        };
        assert!(text.contains(&database.name), "{text}");
        assert!(text.ends_with("is not up to date; run `uku migrate` as its owner first"), "{text}");
        assert!(PostgresBudget::open(&database.config()).await.is_err());
        assert!(PostgresQueue::open(&database.config()).await.is_err());
    }
}

#[tokio::test]
async fn data_of_a_newer_version_is_refused() {
    let database = Database::migrated().await;
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 VALUES (29990101000000, 'flying cars', TRUE, '', 0), (29990101000001, 'and boats', TRUE, '', 0)";
    run(&mut database.raw().await, newer).await;
    for refused in [
        migrate(&database.owner_config()).await.unwrap_err(),
        PostgresStore::open(&database.config()).await.unwrap_err(),
        PostgresBudget::open(&database.config()).await.unwrap_err(),
        PostgresQueue::open(&database.config()).await.unwrap_err(),
    ] {
        let StoreError::Newer { place, found } = refused else {
            panic!("expected it to be too new: {refused}")
        };
        assert!(place.starts_with(&format!("the database {} at ", database.name)), "{place}");
        assert_eq!(found, "29990101000001 and boats");
    }
}

#[tokio::test]
async fn migrating_again_changes_nothing() {
    let database = Database::migrated().await;
    migrate(&database.owner_config()).await.unwrap();
    database.store().await;
}
