use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, ensure};
use tokio::time::{Instant, sleep};

use crate::chance::Chance;
use crate::held::Looker;
use crate::node::Node;
use crate::report::Report;
use crate::scene::{Place, Scene, Size, is_there};
use crate::verify::verify;

/// The database server crashes and comes back in the middle of a reload.
#[derive(Debug, Clone)]
pub struct RestartDrill {
    /// The program.
    pub program: PathBuf,
    /// How much there is to do.
    pub size: Size,
    /// How often the server crashes.
    pub times: u32,
    /// How long a program holds an item without a word.
    pub lease_seconds: u32,
    /// What the dice begin with.
    pub seed: u64,
}

/// The longest that all the work may take.
const PATIENCE: Duration = Duration::from_mins(15);

impl RestartDrill {
    /// Runs it.
    pub async fn run(&self) -> anyhow::Result<Report> {
        is_there(&self.program)?;
        let mut scene = Scene::new(Place::Postgres, self.size, self.seed).await?;
        let opened = scene.open().await?;
        let runs = scene.reload_all(&opened).await?;
        opened.close().await;
        let nodes = [
            Node::start(&self.program, &scene, self.lease_seconds)?,
            Node::start(&self.program, &scene, self.lease_seconds)?,
        ];
        let (mut chance, mut report) = (Chance::new(self.seed), Report::default());
        while report.tried < self.times {
            sleep(Duration::from_millis(300 + chance.below(1_500))).await;
            scene.cluster.as_mut().context("the data is not in PostgreSQL")?.restart()?;
            report.tried += 1;
        }
        let (mut looker, begun) = (Looker::new(&scene).await?, Instant::now());
        while looker.open_items().await? > 0 {
            ensure!(begun.elapsed() < PATIENCE, "the work is not done after {PATIENCE:?}");
            sleep(Duration::from_millis(200)).await;
        }
        for node in nodes {
            if !node.stop().await? {
                report.found_wrong("a program did not survive, or did not stop within 10 s when told to");
            }
        }
        let opened = scene.open().await?;
        verify(&scene, &opened, &runs, &mut report).await?;
        opened.close().await;
        Ok(report)
    }
}
