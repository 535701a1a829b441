//! A process that is killed in the middle of a unit of work leaves nothing of it, and what it worked on goes on.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use uku_core::run::{Claim, LONGEST_LEASE, MonthOutcome, NodeName, Outcome, WorkQueue as _};
use uku_core::store::IntegrationStore as _;
use uku_sqlite::SqliteStore;
use uku_testkit::build::{firm_a, item, item_id, month, run};

use crate::machine::{Machine, open};
use crate::whole::{self, STEPS};

const FOLDER: &str = "UKU_TEST_FOLDER";
const STEPS_DONE: &str = "UKU_TEST_STEPS";
const HERE: &str = "here I am";

/// In the process that is killed: its folder; none in the one that kills.
fn victims_folder() -> Option<OsString> {
    std::env::var_os(FOLDER)
}

/// In the process that is killed: waits for its end.
fn wait_for_the_end() {
    println!("\n{HERE}");
    // Ends when the parent does.
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

/// Runs one test in a process of its own, and kills it when it waits for that.
fn kill(test: &str, folder: &Path, steps: u32) {
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
}

/// In the process that is killed: does some steps, commits if that were all, and waits for its end.
async fn victim(folder: &Path, steps: u32) {
    let store = open(folder).await.unwrap();
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
    wait_for_the_end();
}

/// Kills a process after so many steps, and says what is there when the store is opened again.
async fn killed_after(steps: u32, folder: &Path) -> Vec<String> {
    kill("crash::a_process_that_is_killed_leaves_all_of_a_unit_of_work_or_nothing", folder, steps);
    let store = open(folder).await.unwrap();
    let found = whole::read(&store, &firm_a()).await;
    store.close().await;
    found
}

#[tokio::test]
async fn a_process_that_is_killed_leaves_all_of_a_unit_of_work_or_nothing() {
    if let Some(folder) = victims_folder() {
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

async fn claim(store: &SqliteStore) -> Claim {
    store.claim(&NodeName("node".to_owned()), LONGEST_LEASE).await.unwrap().unwrap()
}

fn outcomes() -> [MonthOutcome; 1] {
    [MonthOutcome::uncounted(month("2026-09"), Outcome::Unchanged)]
}

#[tokio::test]
async fn what_a_killed_process_was_at_goes_on_at_once() {
    if let Some(folder) = victims_folder() {
        let store = open(Path::new(&folder)).await.unwrap();
        let (first, _) = (claim(&store).await, claim(&store).await);
        let mut work = store.open(&firm_a()).await.unwrap();
        work.runs().save_outcomes(first.item, first.epoch, 3, &outcomes()).await.unwrap();
        work.commit().await.unwrap();
        return wait_for_the_end();
    }
    let machine = Machine::new().await;
    let mut work = machine.open(&firm_a()).await.unwrap();
    work.runs().add(&run(1), &[item(2, "kask"), item(3, "tamm")]).await.unwrap();
    work.commit().await.unwrap();
    let folder = machine.close().await;
    for _ in 0..2 {
        kill("crash::what_a_killed_process_was_at_goes_on_at_once", folder.path(), 0);
    }
    // No lease has ended by this clock.
    let store = open(folder.path()).await.unwrap();
    let claims = [claim(&store).await, claim(&store).await];
    let found = claims.each_ref().map(|claim| (claim.item, claim.crashes));
    assert_eq!(found, [(item_id(2), 0), (item_id(3), 2)]);
    let mut work = store.open(&firm_a()).await.unwrap();
    let claimed = work.runs().claimed(item_id(2), claims[0].epoch).await.unwrap().unwrap();
    assert_eq!((claimed.outcomes.as_slice(), claimed.requests), (outcomes().as_slice(), 3));
}
