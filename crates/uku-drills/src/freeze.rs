use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, ensure};
use smartaccounts_sim::{Change, Mutation};
use tokio::time::{Instant, sleep};
use uku_core::firm::FirmId;
use uku_core::run::Run;

use crate::held::{Attempt, Looker};
use crate::node::Node;
use crate::report::Report;
use crate::scene::{Place, Scene, Size, is_there};
use crate::verify::verify;

/// A program is stopped in the middle of its work, as a computer that sleeps is; others take over, and the books change.
/// When it wakes up, what it still wants to write must not stand.
#[derive(Debug, Clone)]
pub struct FreezeDrill {
    /// The program.
    pub program: PathBuf,
    /// How much there is to do.
    pub size: Size,
    /// How often a program is stopped.
    pub times: u32,
    /// How long a program holds an item without a word.
    pub lease_seconds: u32,
    /// How long it stays stopped.
    pub frozen: Duration,
    /// What the dice begin with.
    pub seed: u64,
}

/// The longest that all the work may take.
const PATIENCE: Duration = Duration::from_mins(15);

impl FreezeDrill {
    /// Runs it.
    pub async fn run(&self) -> anyhow::Result<Report> {
        is_there(&self.program)?;
        let scene = Scene::new(Place::Postgres, self.size, self.seed).await?;
        let opened = scene.open().await?;
        let mut runs = scene.reload_all(&opened).await?;
        let start = || Node::start(&self.program, &scene, self.lease_seconds);
        let (victim, other) = (start()?, start()?);
        let (mut looker, mut report, begun) = (Looker::new(&scene).await?, Report::default(), Instant::now());
        while report.tried < self.times {
            ensure!(begun.elapsed() < PATIENCE, "no program could be stopped at work for {PATIENCE:?}");
            victim.signal("STOP").await?;
            let held = looker.held_by(victim.pid()).await?;
            if held.is_empty() {
                victim.signal("CONT").await?;
                if looker.open_items().await? == 0 {
                    runs = scene.reload_all(&opened).await?;
                }
                sleep(Duration::from_millis(50)).await;
                continue;
            }
            let thawed = Instant::now() + self.frozen;
            change_books(&scene, &held, &runs)?;
            while !all_went_on(&mut looker, &held).await? {
                ensure!(begun.elapsed() < PATIENCE, "what was held is not taken over");
                sleep(Duration::from_millis(100)).await;
            }
            tokio::time::sleep_until(thawed).await;
            victim.signal("CONT").await?;
            report.tried += 1;
        }
        while looker.open_items().await? > 0 {
            ensure!(begun.elapsed() < PATIENCE, "the work is not done after {PATIENCE:?}");
            sleep(Duration::from_millis(200)).await;
        }
        for node in [victim, other] {
            if !node.stop().await? {
                report.found_wrong("a program did not stop within 10 s when told to");
            }
        }
        verify(&scene, &opened, &runs, &mut report).await?;
        opened.close().await;
        Ok(report)
    }
}

/// Books one more invoice in the last month of each client that is held: what was read before is stale from now on.
fn change_books(scene: &Scene, held: &[Attempt], runs: &[(FirmId, Run)]) -> anyhow::Result<()> {
    for Attempt { firm, client, .. } in held {
        let clients = scene.firms.iter().find(|(id, _)| id.as_ref() == firm).context("no such firm")?.1;
        let (_, company) = clients.iter().find(|(id, _)| id.as_ref() == client).context("no such client")?;
        let (_, run) = runs.first().context("no run")?;
        scene.simulator.mutate(Mutation {
            public_key: company.public_key.clone(),
            change: Change::Add {
                doc_type: "CLIENT_INVOICE".to_owned(),
                date: run.months.to().last_day().to_string(),
                anchor: None,
                count: None,
                id: None,
            },
        })?;
    }
    Ok(())
}

async fn all_went_on(looker: &mut Looker, held: &[Attempt]) -> anyhow::Result<bool> {
    for attempt in held {
        if !looker.went_on(attempt).await? {
            return Ok(false);
        }
    }
    Ok(true)
}
