use std::path::PathBuf;
use std::time::Duration;

use anyhow::ensure;
use tokio::time::{Instant, sleep};
use uku_core::firm::FirmId;
use uku_core::run::Run;

use crate::chance::Chance;
use crate::held::{Attempt, Looker};
use crate::node::Node;
use crate::report::Report;
use crate::scene::{Opened, Place, Scene, Size, is_there};
use crate::verify::verify;

/// Programs are killed at random moments of a reload, and started again.
#[derive(Debug, Clone)]
pub struct KillDrill {
    /// The program.
    pub program: PathBuf,
    /// Where the data lies.
    pub place: Place,
    /// How much there is to do.
    pub size: Size,
    /// How many programs work side by side; in a folder only one can.
    pub nodes: usize,
    /// How often one of them is killed.
    pub times: u32,
    /// How long a program holds an item without a word.
    pub lease_seconds: u32,
    /// What the dice begin with.
    pub seed: u64,
}

/// What was interrupted goes on within this time after the kill.
const WITHIN: Duration = Duration::from_mins(1);
/// The longest that all the work may take once the killing is over.
const PATIENCE: Duration = Duration::from_mins(20);

/// An attempt that was killed, and when.
struct Killed {
    attempt: Attempt,
    at: Instant,
}

impl KillDrill {
    /// Runs it.
    pub async fn run(&self) -> anyhow::Result<Report> {
        is_there(&self.program)?;
        ensure!(self.nodes == 1 || self.place == Place::Postgres, "in a folder only one program can work");
        let scene = Scene::new(self.place, self.size, self.seed).await?;
        let opened = scene.open().await?;
        let mut runs = scene.reload_all(&opened).await?;
        opened.close().await;

        let mut report = Report::default();
        let mut nodes = Vec::new();
        for _ in 0..self.nodes {
            nodes.push(self.start(&scene)?);
        }
        let mut looker = Looker::new(&scene).await?;
        let (mut chance, mut killed, mut slowest) = (Chance::new(self.seed), Vec::new(), Duration::ZERO);
        while report.tried < self.times {
            sleep(Duration::from_millis(500 + chance.below(2_500))).await;
            slowest = slowest.max(look_after(&mut looker, &mut killed, &mut report).await?);
            if self.place == Place::Postgres && looker.open_items().await? == 0 {
                // There is nothing left to interrupt: once more.
                let opened = scene.open().await?;
                runs = scene.reload_all(&opened).await?;
                opened.close().await;
            }
            let victim = usize::try_from(chance.below(nodes.len() as u64))?;
            let node = nodes.swap_remove(victim);
            let held = looker.held_by(node.pid()).await?;
            node.kill().await?;
            let at = Instant::now();
            killed.extend(held.into_iter().map(|attempt| Killed { attempt, at }));
            nodes.push(self.start(&scene)?);
            report.tried += 1;
        }
        let begun = Instant::now();
        while !killed.is_empty() {
            sleep(Duration::from_millis(200)).await;
            slowest = slowest.max(look_after(&mut looker, &mut killed, &mut report).await?);
        }
        report.note(format!("what was interrupted went on after at most {:.1} s", slowest.as_secs_f64()));
        self.finish(&scene, nodes, &runs, begun, &mut report).await?;
        Ok(report)
    }

    fn start(&self, scene: &Scene) -> anyhow::Result<Node> {
        Node::start(&self.program, scene, self.lease_seconds)
    }

    /// Waits until all the work is done, stops the programs and compares.
    async fn finish(
        &self,
        scene: &Scene,
        nodes: Vec<Node>,
        runs: &[(FirmId, Run)],
        begun: Instant,
        report: &mut Report,
    ) -> anyhow::Result<()> {
        let mut looker = Looker::new(scene).await?;
        while looker.open_items().await? > 0 {
            ensure!(begun.elapsed() < PATIENCE, "the work is not done after {PATIENCE:?}");
            sleep(Duration::from_millis(200)).await;
        }
        for node in nodes {
            if !node.stop().await? {
                report.found_wrong("a program did not stop within 10 s when told to");
            }
        }
        let opened: Opened = scene.open().await?;
        verify(scene, &opened, runs, report).await?;
        opened.close().await;
        Ok(())
    }
}

/// Takes what went on out of the list; how long the slowest of it took.
async fn look_after(
    looker: &mut Looker,
    killed: &mut Vec<Killed>,
    report: &mut Report,
) -> anyhow::Result<Duration> {
    let mut slowest = Duration::ZERO;
    for Killed { attempt, at } in std::mem::take(killed) {
        let waited = at.elapsed();
        if looker.went_on(&attempt).await? {
            slowest = slowest.max(waited);
        } else if waited > WITHIN {
            report.found_wrong(format!("the item {} did not go on within {WITHIN:?}", attempt.item));
        } else {
            killed.push(Killed { attempt, at });
        }
    }
    Ok(slowest)
}
