//! The drills in small: programs that are killed, frozen, or lose their database, and what comes out.

use std::path::PathBuf;
use std::time::Duration;

use uku_drills::{FreezeDrill, KillDrill, Place, Report, RestartDrill, Size};

const SMALL: Size = Size { firms: 2, clients: 4, entries_per_month: 25 };
/// What a dead program held is taken over so soon.
const LEASE_SECONDS: u32 = 3;

fn program() -> PathBuf {
    env!("CARGO_BIN_EXE_uku").into()
}

fn all_right(report: &Report) {
    assert!(report.wrong.is_empty(), "{report}");
}

fn kill(place: Place, nodes: usize) -> KillDrill {
    let (program, size, seed) = (program(), SMALL, 7);
    KillDrill { program, place, size, nodes, times: 3, lease_seconds: LEASE_SECONDS, seed }
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_on_one_database_are_killed() {
    all_right(&kill(Place::Postgres, 3).run().await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_on_a_folder_is_killed() {
    all_right(&kill(Place::Sqlite, 1).run().await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_sleeps_and_wakes_up() {
    let frozen = Duration::from_secs(5);
    let drill = FreezeDrill {
        program: program(),
        size: SMALL,
        times: 1,
        lease_seconds: LEASE_SECONDS,
        frozen,
        seed: 7,
    };
    all_right(&drill.run().await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_crashes_and_comes_back() {
    let drill =
        RestartDrill { program: program(), size: SMALL, times: 2, lease_seconds: LEASE_SECONDS, seed: 7 };
    all_right(&drill.run().await.unwrap());
}
