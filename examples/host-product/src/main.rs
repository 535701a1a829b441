//! The whole story in one go: a firm of the host product activates the integration, connects a client, imports three
//! months from a simulator of SmartAccounts, and finds the counts in its own tasks and the news in its own feed.

mod before;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use chrono_tz::Europe::Tallinn;
use host_product::HostDatabase;
use smartaccounts_sim::{CompanyKeys, SimConfig, Simulator};
use tokio_util::sync::CancellationToken;
use uku_core::activation::activate;
use uku_core::calendar::{MonthRange, current_month};
use uku_core::connection::{Connecting, ConnectionOwner, Saving};
use uku_core::counting::DataField;
use uku_core::firm::Actor;
use uku_core::ledger::{Budget, KeyPair, Limits};
use uku_core::run::{Asked, RunId, Which, see_run, start_import};
use uku_core::summary::{SettingsDraft, change_settings, create_main_fields};
use uku_scheduler::{Means, Node, NodeConfig};
use uku_smartaccounts::{AllBooks, Api, ApiConfig, Repeats};
use uku_sqlite::{SqliteBudget, SqliteStore};
use uku_system::{SystemClock, SystemIds};
use uku_vault::{KeyVault, MasterKeys};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let config = SimConfig { companies: 2, entries_per_month: 20, ..SimConfig::default() };
    let simulator = Simulator::start(config, ([127, 0, 0, 1], 0).into()).await?;
    let company = simulator.keys().last().context("the simulator has no company")?;
    let folder = tempfile::tempdir()?;

    // The host's own, and who is signed in there.
    let host = HostDatabase::open(&folder.path().join("host.db")).await?;
    before::fill(&host, company).await?;
    let actor = host.actor(&"raamat".parse()?, &"mari".parse()?).await?.context("nobody is signed in")?;

    let means = wire(&host, folder.path(), simulator.base_url()).await?;
    set_up(&actor, &means).await?;
    connect(&actor, &means, company).await?;
    let run = import(&actor, &means).await?;
    work(&actor, means, run).await?;

    // What the host has now, in its own tables.
    for row in before::tasks(&host).await?.into_iter().chain(before::feed(&host).await?) {
        println!("{row}");
    }
    simulator.stop().await;
    Ok(())
}

/// What the integration needs of the world: the host's own tables, and beside them the integration's memory and queue,
/// the vault and the way to the books. In earnest the master key comes from a secret manager.
async fn wire(host: &HostDatabase, folder: &Path, address: String) -> anyhow::Result<Means> {
    let clock = Arc::new(SystemClock);
    let store = Arc::new(SqliteStore::open(&folder.join("integration"), clock.clone()).await?);
    let memory = SqliteBudget::open(&folder.join("budget.db"), clock.clone()).await?;
    let api = Api::new(ApiConfig {
        address,
        budget: Some(Budget { memory: Arc::new(memory), limits: Limits::VENDOR }),
        per_second: None,
        repeats: Repeats::default(),
        clock: clock.clone(),
    })?;
    Ok(Means {
        clients: Arc::new(host.clone()),
        tasks: Arc::new(host.clone()),
        notices: Arc::new(host.clone()),
        store: store.clone(),
        queue: store,
        vault: Arc::new(KeyVault::new(MasterKeys::read(&MasterKeys::new_line("2026-11")?)?)),
        ledgers: Arc::new(AllBooks(api)),
        clock,
        ids: Arc::new(SystemIds),
    })
}

/// Once for the firm: activate it, and say where the counts go. The four fields for them are made in the host's tables.
async fn set_up(actor: &Actor, Means { tasks, store, clock, ids, .. }: &Means) -> anyhow::Result<()> {
    activate(actor, store.as_ref(), clock.as_ref()).await?;
    let settings = SettingsDraft {
        title: Some("SmartAccounts {month}".parse()?),
        topic: Some("bookkeeping".parse()?),
        import_day: Some("day-10".parse()?),
        ..SettingsDraft::default()
    };
    let (tasks, store, clock) = (tasks.as_ref(), store.as_ref(), clock.as_ref());
    change_settings(actor, tasks, store, clock, &settings).await?;
    let name = |field: DataField| field.label().to_owned();
    create_main_fields(actor, tasks, store, clock, ids.as_ref(), name).await?;
    Ok(())
}

/// Once for each client: save its keys, tested.
async fn connect(actor: &Actor, means: &Means, company: &CompanyKeys) -> anyhow::Result<()> {
    let owner = ConnectionOwner::Client("kask".parse()?);
    let keys = KeyPair::new(&company.public_key, company.secret_key.clone().into())?;
    let connecting = Connecting {
        actor,
        clients: means.clients.as_ref(),
        store: means.store.as_ref(),
        vault: means.vault.as_ref(),
        ledgers: means.ledgers.as_ref(),
        clock: means.clock.as_ref(),
    };
    let saved = connecting.save(&owner, keys, Saving::Tested).await?;
    println!("{}", saved.test.context("the keys were not tested")?);
    Ok(())
}

/// Whenever somebody wants: import months. Only the run is remembered here; what comes of it is a node's business. From
/// the import day on nodes do the same by themselves.
async fn import(actor: &Actor, means: &Means) -> anyhow::Result<RunId> {
    let Means { clients, tasks, store, clock, ids, .. } = means;
    let (clients, tasks, store) = (clients.as_ref(), tasks.as_ref(), store.as_ref());
    let this_month = current_month(Tallinn, clock.now());
    let months = MonthRange::new(this_month.previous().previous(), this_month)?;
    let asked = Asked::import(Which::These(vec!["kask".parse()?]), months);
    let run = start_import(actor, clients, tasks, store, clock.as_ref(), ids.as_ref(), &asked).await?;
    Ok(run.id)
}

/// In any process that has the means: a node, until its process is told to stop. Here that is when the run is over.
async fn work(actor: &Actor, means: Means, run: RunId) -> anyhow::Result<()> {
    let (store, clock) = (means.store.clone(), means.clock.clone());
    let is_over = async || {
        let progress = see_run(actor, store.as_ref(), clock.as_ref(), Limits::VENDOR, run).await?;
        anyhow::Ok(progress.is_over())
    };
    let stop = CancellationToken::new();
    let node = Node::new(means, NodeConfig::named("host-product"));
    let watch = async {
        while !is_over().await? {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        anyhow::Ok(())
    };
    let until_over = async {
        let watched = tokio::time::timeout(Duration::from_mins(1), watch).await;
        stop.cancel();
        watched.context("the import takes too long")?
    };
    let ((), watched) = tokio::join!(node.run(&stop), until_over);
    watched
}
