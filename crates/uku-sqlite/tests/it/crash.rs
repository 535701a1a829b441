//! A process that is killed in the middle of a unit of work leaves nothing of it.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use uku_core::store::IntegrationStore as _;
use uku_sqlite::SqliteStore;
use uku_testkit::build::firm_a;

use crate::machine::Machine;
use crate::whole::{self, STEPS};

const FOLDER: &str = "UKU_TEST_FOLDER";
const STEPS_DONE: &str = "UKU_TEST_STEPS";
const HERE: &str = "here I am";

/// In the process that is killed: does some steps, commits if that were all, and waits for its end.
async fn victim(folder: &Path, steps: u32) {
    let store = SqliteStore::open(folder).await.unwrap();
    let mut work = store.open(&firm_a()).await.unwrap();
    for number in 0..steps.min(STEPS) {
        whole::step(&mut *work, number).await;
    }
    // Kept until the end, so that it isn't rolled back in order.
    let _work = if steps > STEPS {
        work.commit().await.unwrap();
        None
    } else {
        Some(work)
    };
    println!("\n{HERE}");
    // Ends when the parent does.
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

/// Kills a process after so many steps, and says what is there when the store is opened again.
async fn killed_after(steps: u32, folder: &Path) -> Vec<String> {
    let test = "crash::a_process_that_is_killed_leaves_all_of_a_unit_of_work_or_nothing";
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(FOLDER, folder)
        .env(STEPS_DONE, steps.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.map(Result::unwrap).any(|line| line == HERE), "the process ended by itself");
    child.kill().unwrap();
    child.wait().unwrap();
    let store = SqliteStore::open(folder).await.unwrap();
    let found = whole::read(&store, &firm_a()).await;
    store.close().await;
    found
}

#[tokio::test]
async fn a_process_that_is_killed_leaves_all_of_a_unit_of_work_or_nothing() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        let steps = std::env::var(STEPS_DONE).unwrap().parse().unwrap();
        return victim(Path::new(&folder), steps).await;
    }
    let machine = Machine::new().await;
    let nothing = whole::read(&machine, &firm_a()).await;
    let folder = machine.close().await;
    for steps in 0..=STEPS {
        assert_eq!(killed_after(steps, folder.path()).await, nothing, "killed after {steps} steps");
    }
    let all = {
        let machine = Machine::new().await;
        whole::write(&machine, &firm_a()).await;
        whole::read(&machine, &firm_a()).await
    };
    assert_eq!(killed_after(STEPS + 1, folder.path()).await, all);
}
