//! What the store does beyond its contracts.

use std::fs;
use std::path::Path;

use uku_core::calendar::Month;
use uku_core::client::{Client, Clients as _, Contact, ContactKind};
use uku_core::counting::DataField;
use uku_core::firm::{Firm, Plan, Subscription};
use uku_core::run::{Epoch, LONGEST_LEASE, MonthOutcome, NodeName, Outcome, WorkQueue as _};
use uku_core::store::{IntegrationStore as _, StoreError, UnitOfWork};
use uku_core::summary::{SummaryWrite, Tasks as _, TasksError, WriteStamp};
use uku_testkit::build::{
    at, client, draft, firm, firm_a, firm_b, item, key, month, run, run_id, settings_draft, two_firms,
};

use crate::machine::{Machine, open, raw};
use crate::whole;

async fn refused(folder: &Path) -> StoreError {
    open(folder).await.err().unwrap()
}

fn write(client: &str, of: Month) -> SummaryWrite {
    let stamp = WriteStamp { epoch: Epoch(1), counted_at: at("2026-11-10T05:00:00.123456789Z") };
    SummaryWrite { draft: draft(key(client, &of.to_string()), &[("sales", 3)]), expected: None, stamp }
}

/// Adds a run for one client.
async fn add_run(work: &mut dyn UnitOfWork) -> Result<bool, StoreError> {
    work.runs().add(&run(1), &[item(2, "kask")]).await
}

#[tokio::test]
async fn everything_is_there_after_reopening() {
    let machine = Machine::with_clients().await;
    let settings = settings_draft(&DataField::MAIN);
    let mut work = machine.open(&firm_a()).await.unwrap();
    work.put_settings_draft(&settings).await.unwrap();
    add_run(&mut *work).await.unwrap();
    work.commit().await.unwrap();
    let claim = machine.claim(&NodeName("node".to_owned()), LONGEST_LEASE).await.unwrap().unwrap();
    let outcome = MonthOutcome::uncounted(month("2026-10"), Outcome::Created);
    let mut work = machine.open(&firm_a()).await.unwrap();
    work.runs().save_outcomes(claim.item, claim.epoch, 4, &[outcome]).await.unwrap();
    work.runs().finish_item(claim.item, claim.epoch, at("2026-11-10T05:01:00Z")).await.unwrap();
    let record = work.runs().run(run_id(1)).await.unwrap();
    work.commit().await.unwrap();
    let task = machine.write_summary(&firm_a(), &write("kask", month("2026-10"))).await.unwrap();

    let folder = machine.dropped();
    let store = open(folder.path()).await.unwrap();
    assert_eq!(store.firm(&firm_a()).await.unwrap(), two_firms().into_iter().next());
    assert_eq!(store.clients(&firm_a()).await.unwrap(), [client("kask"), client("tamm")]);
    let found = store.summary(&firm_a(), &key("kask", "2026-10")).await.unwrap().unwrap();
    assert_eq!(found.id, task);
    let mut work = store.open(&firm_a()).await.unwrap();
    assert_eq!(work.settings_draft().await.unwrap(), Some(settings));
    assert_eq!(work.runs().run(run_id(1)).await.unwrap(), record);
}

#[tokio::test]
async fn what_the_integration_remembers_is_there_after_reopening() {
    let machine = Machine::new().await;
    let nothing = whole::read(&machine, &firm_a()).await;
    whole::write(&machine, &firm_a()).await;
    let before = whole::read(&machine, &firm_a()).await;
    assert!(nothing.iter().zip(&before).all(|(nothing, something)| nothing != something), "{before:#?}");
    let folder = machine.dropped();
    let store = open(folder.path()).await.unwrap();
    assert_eq!(whole::read(&store, &firm_a()).await, before);
    assert_eq!(whole::read(&store, &firm_b()).await[1..], nothing[1..]);
}

#[tokio::test]
async fn firms_and_clients_are_there_after_reopening() {
    let machine = Machine::new().await;
    let subscription = Subscription { plan: Plan::Elite, lapsed: true };
    let firm = Firm {
        registry_code: Some("1000 0018".to_owned()),
        subscription,
        time_zone: "America/Argentina/Buenos_Aires".parse().unwrap(),
        ..firm("firm-c")
    };
    let phone =
        Contact { note: Some("raamatupidaja".to_owned()), ..Contact::new(ContactKind::Phone, "+372 5") };
    let client = Client {
        registry_code: Some("10421629".to_owned()),
        vat_number: Some("EE 100594102".to_owned()),
        contacts: vec![phone, Contact::new(ContactKind::Person, "Õie")],
        active: false,
        ..client("kask")
    };
    machine.put_firm(&firm).await.unwrap();
    machine.add_client(&firm.id, client.clone()).await;
    let folder = machine.dropped();
    let store = open(folder.path()).await.unwrap();
    assert_eq!(store.firm(&firm.id).await.unwrap().as_ref(), Some(&firm));
    assert_eq!(store.clients(&firm.id).await.unwrap(), [client]);
}

#[tokio::test]
async fn a_folder_in_use_is_refused_and_names_the_process() {
    let machine = Machine::new().await;
    let place = machine.folder().display().to_string();
    let in_use = StoreError::InUse { place, process: Some(std::process::id()) };
    assert_eq!(refused(machine.folder()).await, in_use);
    machine.put_firm(&firm("firm-c")).await.unwrap();
    let folder = machine.dropped();
    open(folder.path()).await.unwrap();
}

#[tokio::test]
async fn data_of_a_newer_version_is_refused_and_left_as_it_is() {
    let machine = Machine::new().await;
    let (file, mut raw) = (machine.file(), machine.raw().await);
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 VALUES (29990101000000, 'flying cars', TRUE, x'00', 0), (29990101000001, 'and boats', TRUE, x'00', 0)";
    sqlx::query(newer).execute(&mut raw).await.unwrap();
    let folder = machine.dropped();
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut raw).await.unwrap();
    let before = fs::read(&file).unwrap();

    let found = "29990101000001 and boats".to_owned();
    for _ in 0..2 {
        let place = file.display().to_string();
        assert_eq!(refused(folder.path()).await, StoreError::Newer { place, found: found.clone() });
    }
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("uku.db");
    let garbage = "Dear diary, ".repeat(1000);
    fs::write(&file, &garbage).unwrap();
    let expected = StoreError::Corrupt(format!("{} is not an SQLite database", file.display()));
    assert_eq!(refused(folder.path()).await, expected);
    assert_eq!(fs::read_to_string(&file).unwrap(), garbage);
}

#[tokio::test]
async fn a_place_that_is_no_folder_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let StoreError::Failed(text) = refused(&file).await else { panic!("expected a failure") };
    assert!(text.starts_with(&file.display().to_string()), "{text}");
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_on_the_machine_can_read_it() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("a").join("b");
    let store = open(&folder).await.unwrap();
    store.put_firm(&firm("firm-a")).await.unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let files: Vec<_> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(files.len() >= 3, "{files:?}");
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[tokio::test]
async fn readers_see_what_was_committed_while_a_unit_of_work_is_open() {
    let machine = Machine::with_clients().await;
    machine.write_summary(&firm_a(), &write("kask", month("2026-10"))).await.unwrap();
    let mut work = machine.open(&firm_a()).await.unwrap();
    work.put_settings_draft(&settings_draft(&DataField::MAIN)).await.unwrap();
    assert_eq!(machine.clients(&firm_a()).await.unwrap().len(), 2);
    assert!(machine.summary(&firm_a(), &key("kask", "2026-10")).await.unwrap().is_some());
    work.commit().await.unwrap();
}

#[tokio::test]
async fn after_a_dropped_unit_of_work_the_next_one_writes() {
    let machine = Machine::with_clients().await;
    for _ in 0..3 {
        let mut work = machine.open(&firm_a()).await.unwrap();
        add_run(&mut *work).await.unwrap();
        drop(work);
    }
    let mut work = machine.open(&firm_a()).await.unwrap();
    add_run(&mut *work).await.unwrap();
    work.commit().await.unwrap();
}

#[tokio::test]
async fn after_a_failed_statement_the_next_unit_of_work_writes() {
    let machine = Machine::with_clients().await;
    let mut work = machine.open(&firm_a()).await.unwrap();
    add_run(&mut *work).await.unwrap();
    assert!(add_run(&mut *work).await.is_err());
    drop(work);
    let mut work = machine.open(&firm_a()).await.unwrap();
    assert_eq!(work.runs().run(run_id(1)).await.unwrap(), None);
}

#[tokio::test]
async fn once_closed_everything_is_in_one_file() {
    let folder = Machine::with_clients().await.close().await;
    let mut files: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    files.sort();
    assert_eq!(files, ["uku.db", "uku.lock"]);
}

#[tokio::test]
async fn a_second_unit_of_work_in_one_task_is_given_up() {
    let machine = Machine::with_clients().await;
    let held = machine.open(&firm_a()).await.unwrap();
    // From here on waiting takes no time.
    tokio::time::pause();
    let refused = machine.open(&firm_a()).await.err().unwrap();
    assert!(refused.to_string().contains("two units of work"), "{refused}");
    let refused = machine.write_summary(&firm_a(), &write("kask", month("2026-10"))).await;
    assert!(matches!(refused, Err(TasksError::Unavailable(_))), "{refused:?}");
    tokio::time::resume();
    drop(held);
    machine.open(&firm_a()).await.unwrap();
}

#[tokio::test]
async fn stored_data_that_makes_no_sense_is_named() {
    let machine = Machine::new().await;
    let mut work = machine.open(&firm_a()).await.unwrap();
    work.put_settings_draft(&settings_draft(&DataField::MAIN)).await.unwrap();
    work.commit().await.unwrap();
    sqlx::query("UPDATE settings_drafts SET draft = json_replace(draft, '$.status', 'half')")
        .execute(&mut machine.raw().await)
        .await
        .unwrap();
    let mut work = machine.open(&firm_a()).await.unwrap();
    let StoreError::Corrupt(text) = work.settings_draft().await.unwrap_err() else {
        panic!("expected corrupt data")
    };
    assert!(text.starts_with("settings_drafts.draft: "), "{text}");
}

#[tokio::test]
async fn a_task_that_was_deleted_comes_back_with_its_identity() {
    let machine = Machine::with_clients().await;
    let write = write("kask", month("2026-02"));
    let first = machine.write_summary(&firm_a(), &write).await.unwrap();
    let mut raw = raw(&machine.file()).await;
    for table in ["DELETE FROM summary_values", "DELETE FROM summary_tasks"] {
        sqlx::query(table).execute(&mut raw).await.unwrap();
    }
    assert_eq!(machine.write_summary(&firm_a(), &write).await.unwrap(), first);
}
