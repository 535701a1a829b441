//! Of keys that were destroyed no byte is left in any file.

use std::fs;
use std::path::Path;

use sqlx::SqliteConnection;
use uku_core::client_import::{RowDone, RowResult};
use uku_core::connection::{Connection, ConnectionOwner};
use uku_core::store::{IntegrationStore as _, StoreError};
use uku_sqlite::SqliteStore;
use uku_testkit::build::{connection, firm_a, id};

use crate::machine::{Machine, open};
use crate::whole::{IMPORT, import, mark, marked_keys, row};

/// None of the numbers.
const NONE: [u32; 0] = [];

/// Whether a text is in any file of a folder.
pub(crate) fn is_left(folder: &Path, text: &str) -> bool {
    all_files(folder).contains(text)
}

/// Which of some numbers have their mark in any file of a folder.
pub(crate) fn left(folder: &Path, numbers: impl IntoIterator<Item = u32>) -> Vec<u32> {
    let text = all_files(folder);
    numbers.into_iter().filter(|number| text.contains(&mark(*number))).collect()
}

/// What is in the files of a folder; what is no text shows as signs of replacement.
fn all_files(folder: &Path) -> String {
    let files = fs::read_dir(folder).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap());
    files.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

fn numbered(number: u32) -> Connection {
    connection(&format!("client-{number}"), "key")
}

fn owner(number: u32) -> ConnectionOwner {
    numbered(number).owner
}

async fn connect(store: &SqliteStore, numbers: impl IntoIterator<Item = u32>) {
    let mut work = store.open(&firm_a()).await.unwrap();
    for number in numbers {
        work.connections().put(&numbered(number), &marked_keys(number)).await.unwrap();
    }
    work.commit().await.unwrap();
}

async fn disconnect(store: &SqliteStore, numbers: impl IntoIterator<Item = u32>) -> Result<(), StoreError> {
    let mut work = store.open(&firm_a()).await.unwrap();
    for number in numbers {
        assert!(work.connections().delete(&owner(number)).await.unwrap());
    }
    work.commit().await
}

/// Begins to read past the store, which keeps the write-ahead log from being emptied.
async fn begin_to_read(raw: &mut SqliteConnection) {
    for sql in ["BEGIN", "SELECT count(*) FROM connection_keys"] {
        sqlx::query(sql).execute(&mut *raw).await.unwrap();
    }
}

#[tokio::test]
async fn nothing_is_left_of_deleted_connections() {
    let machine = Machine::new().await;
    // Many, since rows that are moved to make room leave copies most easily.
    connect(&machine, 1000..1300).await;
    assert_eq!(left(machine.folder(), 1000..1300).len(), 300);
    for rest in 0..3 {
        let gone = |number: &u32| number % 4 == rest;
        disconnect(&machine, (1000..1300).filter(gone)).await.unwrap();
        assert_eq!(left(machine.folder(), (1000..1300).filter(gone)), NONE);
        connect(&machine, (2000..2300).filter(gone)).await;
    }
    let kept: Vec<u32> = (1000..1300).filter(|number| number % 4 == 3).collect();
    assert_eq!(left(machine.folder(), 1000..1300), kept);
    let folder = machine.close().await;
    assert_eq!(left(folder.path(), 1000..1300), kept);
}

#[tokio::test]
async fn nothing_is_left_of_replaced_keys() {
    let machine = Machine::new().await;
    connect(&machine, 1000..1100).await;
    let mut work = machine.open(&firm_a()).await.unwrap();
    for number in 1000..1100 {
        work.connections().put(&numbered(number), &marked_keys(number + 1000)).await.unwrap();
    }
    work.commit().await.unwrap();
    assert_eq!(left(machine.folder(), 1000..1100), NONE);
    assert_eq!(left(machine.folder(), 2000..2100).len(), 100);
}

#[tokio::test]
async fn nothing_is_left_of_a_data_key_that_was_sealed_anew() {
    let machine = Machine::new().await;
    connect(&machine, [1000]).await;
    let mut keys = marked_keys(1000);
    let (former, new) = (marked_keys(2000), marked_keys(3000).data_key);
    keys.data_key = former.data_key;
    let mut work = machine.open(&firm_a()).await.unwrap();
    work.connections().put(&numbered(1000), &keys).await.unwrap();
    work.commit().await.unwrap();
    let mut work = machine.open(&firm_a()).await.unwrap();
    assert!(work.connections().replace_data_key(&owner(1000), &keys.data_key, &new).await.unwrap());
    work.commit().await.unwrap();
    assert_eq!(left(machine.folder(), [1000, 2000, 3000]), [1000, 3000]);
}

#[tokio::test]
async fn nothing_is_left_of_the_keys_of_rows_that_are_done_or_cleared() {
    let machine = Machine::new().await;
    let mut work = machine.open(&firm_a()).await.unwrap();
    work.client_imports().put(&import()).await.unwrap();
    let rows: Vec<_> = (1000..1200).map(|number| row(number, Some(marked_keys(number)))).collect();
    work.client_imports().add_rows(IMPORT, &rows).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(left(machine.folder(), 1000..1200).len(), 200);

    let done: Vec<_> = (1000..1200)
        .filter(|number| number % 3 != 0)
        .map(|number| (number, RowDone { result: RowResult::Created, keys: None }))
        .collect();
    let mut work = machine.open(&firm_a()).await.unwrap();
    work.client_imports().put_done(IMPORT, &done).await.unwrap();
    work.commit().await.unwrap();
    let kept: Vec<u32> = (1000..1200).filter(|number| number % 3 == 0).collect();
    assert_eq!(left(machine.folder(), 1000..1200), kept);

    let mut work = machine.open(&firm_a()).await.unwrap();
    work.client_imports().clear_rows(IMPORT).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(left(machine.folder(), 1000..1200), NONE);
}

#[tokio::test]
async fn who_destroyed_keys_is_told_that_a_reader_holds_copies_and_the_next_commit_wipes_them() {
    let machine = Machine::new().await;
    connect(&machine, [1000, 1001]).await;
    let mut raw = machine.raw().await;
    begin_to_read(&mut raw).await;
    let StoreError::Failed(text) = disconnect(&machine, [1000]).await.unwrap_err() else {
        panic!("expected a failure")
    };
    assert!(text.starts_with("everything was saved, but sealed copies of destroyed keys are left"), "{text}");
    assert_eq!(left(machine.folder(), [1000, 1001]), [1000, 1001]);

    // Whoever destroys nothing is not failed for it, whether it could be done or not.
    connect(&machine, [1002]).await;
    assert_eq!(left(machine.folder(), [1000]), [1000]);
    sqlx::query("ROLLBACK").execute(&mut raw).await.unwrap();
    connect(&machine, [1003]).await;
    assert_eq!(left(machine.folder(), 1000..1004), [1001, 1002, 1003]);
    let mut work = machine.open(&firm_a()).await.unwrap();
    assert_eq!(work.connections().get(&owner(1000)).await.unwrap(), None);
}

#[tokio::test]
async fn what_a_program_left_behind_is_wiped_when_the_store_is_opened() {
    let machine = Machine::new().await;
    connect(&machine, [1000]).await;
    let mut raw = machine.raw().await;
    begin_to_read(&mut raw).await;
    disconnect(&machine, [1000]).await.unwrap_err();
    let folder = machine.dropped();
    // Still connected: the last to leave would empty the log.
    sqlx::query("ROLLBACK").execute(&mut raw).await.unwrap();
    assert_eq!(left(folder.path(), [1000]), [1000]);
    let store = open(folder.path()).await.unwrap();
    assert_eq!(left(folder.path(), [1000]), NONE);
    let mut work = store.open(&firm_a()).await.unwrap();
    assert_eq!(work.connections().keys(&ConnectionOwner::Client(id("client-1000"))).await.unwrap(), None);
}
