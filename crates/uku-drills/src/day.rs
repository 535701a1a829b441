use std::num::NonZeroUsize;
use std::sync::Arc;

use anyhow::Context;
use chrono::TimeDelta;
use smartaccounts_sim::SimConfig;
use sqlx::{Connection as _, PgConnection};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uku_core::clock::Clock as _;
use uku_core::ledger::{Budget, Limits};
use uku_core::run::LONGEST_LEASE;
use uku_postgres::{PostgresBudget, PostgresConfig, PostgresQueue, PostgresStore};
use uku_scheduler::{Means, Node, NodeConfig};
use uku_smartaccounts::{AllBooks, Api, ApiConfig, Repeats};
use uku_system::SystemIds;

use crate::chance::Chance;
use crate::fast_clock::FastClock;
use crate::report::Report;
use crate::scene::{Place, Scene, Size};

/// A simulated day: several nodes spend the requests of many keys that have more work than a day allows, and are broken off
/// and started again meanwhile. All clocks run faster than the computer's: that of the nodes, the database's, the vendor's.
#[derive(Debug, Clone)]
pub struct DayDrill {
    /// How many nodes there are.
    pub nodes: usize,
    /// How many keys there are.
    pub keys: u16,
    /// How often a node is broken off and started again.
    pub restarts: u32,
    /// How long it lasts, by the simulated clock.
    pub lasts: TimeDelta,
    /// How many times as fast as the computer's the clocks run.
    pub speed: u32,
    /// The part of what is allowed that a key must have used at least. How much a busy computer gets done in a simulated
    /// day says nothing.
    pub least_used: f64,
    /// What the dice begin with.
    pub seed: u64,
}

/// Entries of each main field in a month: a year of them takes more requests than a day allows.
const ENTRIES_PER_MONTH: u32 = 3_000;

impl DayDrill {
    /// Runs it.
    pub async fn run(&self) -> anyhow::Result<Report> {
        let config = SimConfig {
            companies: self.keys,
            entries_per_month: ENTRIES_PER_MONTH,
            seed: self.seed,
            clock_speed: self.speed.into(),
            ..SimConfig::default()
        };
        let size = Size { firms: 2, clients: self.keys.div_ceil(2), entries_per_month: ENTRIES_PER_MONTH };
        let scene = Scene::over(Place::Postgres, size, config).await?;
        let clock = FastClock::new(scene.simulator.now(), self.speed);
        hurry_database(&scene, clock).await?;
        let opened = scene.open().await?;
        scene.reload_all(&opened).await?;
        opened.close().await;

        let begun = clock.now();
        let mut nodes = Vec::new();
        for number in 0..self.nodes {
            nodes.push(start(&scene, clock, number, self.keys).await?);
        }
        let (mut chance, mut report) = (Chance::new(self.seed), Report::default());
        let between = self.lasts / i32::try_from(self.restarts + 1)?;
        while report.tried < self.restarts {
            clock.sleep_until(begun + between * i32::try_from(report.tried + 1)?).await;
            let number = usize::try_from(chance.below(nodes.len() as u64))?;
            nodes[number].abort();
            nodes[number] = start(&scene, clock, number, self.keys).await?;
            report.tried += 1;
        }
        clock.sleep_until(begun + self.lasts).await;
        nodes.iter().for_each(JoinHandle::abort);
        self.judge(&scene, &mut report);
        Ok(report)
    }

    fn judge(&self, scene: &Scene, report: &mut Report) {
        let minutes = u64::try_from(self.lasts.num_minutes()).unwrap_or_default();
        let allowed = (minutes * 60).min(1_000);
        let (mut all, mut least) = (0, u64::MAX);
        for (key, stats) in scene.simulator.stats() {
            all += stats.requests;
            least = least.min(stats.requests);
            if stats.max_in_60s > 60 || stats.max_in_24h > 1_000 {
                let (minute, day) = (stats.max_in_60s, stats.max_in_24h);
                report.found_wrong(format!("{key} sent {minute} in a minute, {day} in a day"));
            }
            #[expect(clippy::cast_precision_loss, reason = "numbers of requests are small")]
            let used = stats.requests as f64 / allowed as f64;
            if used < self.least_used {
                report.found_wrong(format!("{key} used {:.1} % of what is allowed", used * 100.0));
            }
        }
        report.note(format!("{all} requests, of one key at least {least} of {allowed} allowed"));
    }
}

async fn hurry_database(scene: &Scene, clock: FastClock) -> anyhow::Result<()> {
    let cluster = scene.cluster.as_ref().context("the data is not in PostgreSQL")?;
    let mut superuser = PgConnection::connect(&cluster.url("uku")).await?;
    let (start, began, speed) = clock.parts();
    let function = format!(
        "CREATE OR REPLACE FUNCTION uku.now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
         $$ SELECT timestamptz '{}' + (clock_timestamp() - timestamptz '{}') * {speed} $$",
        start.to_rfc3339(),
        began.to_rfc3339(),
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(function)).execute(&mut superuser).await?;
    Ok(())
}

/// A node with connections of its own, in a task that may be broken off at any point.
async fn start(scene: &Scene, clock: FastClock, number: usize, keys: u16) -> anyhow::Result<JoinHandle<()>> {
    let url = scene.database("uku_login:login").context("the data is not in PostgreSQL")?;
    let mut config = PostgresConfig::from_url(&url)?;
    config.connections = 5;
    let store = Arc::new(PostgresStore::open(&config).await?);
    let memory = Arc::new(PostgresBudget::open(&config).await?);
    let api = Api::new(ApiConfig {
        address: scene.simulator.base_url(),
        budget: Some(Budget { memory, limits: Limits::VENDOR }),
        per_second: None,
        repeats: Repeats::default(),
        clock: Arc::new(clock),
    })?;
    let means = Means {
        clients: store.clone(),
        tasks: store.clone(),
        notices: store.clone(),
        store,
        queue: Arc::new(PostgresQueue::open(&config).await?),
        vault: Arc::new(scene.vault()?),
        ledgers: Arc::new(AllBooks(api)),
        clock: Arc::new(clock),
        ids: Arc::new(SystemIds),
    };
    let config = NodeConfig {
        parallel: NonZeroUsize::new(keys.into()).context("no keys")?,
        // The queue's clock runs faster than the timer that renews.
        lease: LONGEST_LEASE,
        renew_every: clock.real(TimeDelta::seconds(15)),
        poll_every: clock.real(TimeDelta::seconds(5)),
        ..NodeConfig::named(format!("drill:{number}"))
    };
    Ok(tokio::spawn(async move { Node::new(means, config).run(&CancellationToken::new()).await }))
}
