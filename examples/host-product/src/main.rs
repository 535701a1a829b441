//! The whole story in one go: a firm of the host product activates the integration, connects a client, imports three
//! months from a simulator of SmartAccounts, and finds the counts in its own tasks.

mod before;

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Context;
use chrono_tz::Europe::Tallinn;
use host_product::{HostClock, HostDatabase, HostIds};
use smartaccounts_sim::{SimConfig, Simulator};
use uku_core::activation::activate;
use uku_core::calendar::{MonthRange, current_month};
use uku_core::clock::Clock;
use uku_core::connection::{Books, Connecting, ConnectionOwner, Saving, open_books};
use uku_core::counting::{Counting, DataField, Quiet};
use uku_core::ledger::{Budget, KeyPair, Limits, Patience};
use uku_core::run::{ImportItem, Outcome, RunKind, start_import};
use uku_core::summary::{FieldMapping, SummarySettings, TaskStatus, change_settings};
use uku_smartaccounts::{AllBooks, Api, ApiConfig, Repeats};
use uku_sqlite::{SqliteBudget, SqliteStore};
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

    // The integration's memory, vault and way to the books. In earnest the master key comes from a secret manager.
    let store = SqliteStore::open(&folder.path().join("integration")).await?;
    let vault = KeyVault::new(MasterKeys::read(&MasterKeys::new_line("2026-11")?)?);
    let memory = SqliteBudget::open(&folder.path().join("budget.db"), Arc::new(HostClock)).await?;
    let ledgers = AllBooks(Api::new(ApiConfig {
        address: simulator.base_url(),
        budget: Some(Budget { memory: Arc::new(memory), limits: Limits::VENDOR }),
        per_second: None,
        repeats: Repeats::default(),
        clock: Arc::new(HostClock),
    })?);

    // Once for the firm: activate it, and say where the counts go.
    activate(&actor, &store, &HostClock).await?;
    let fields = BTreeMap::from([
        (DataField::SalesEntries, "sales".parse()?),
        (DataField::PurchaseEntries, "purchases".parse()?),
    ]);
    let settings = SummarySettings {
        title: "SmartAccounts {month}".parse()?,
        topic: "bookkeeping".parse()?,
        status: TaskStatus::Done,
        mapping: FieldMapping::try_from(fields)?,
    };
    change_settings(&actor, &store, &HostClock, &settings).await?;

    // Once for each client: save its keys, tested.
    let owner = ConnectionOwner::Client("kask".parse()?);
    let keys = KeyPair::new(&company.public_key, company.secret_key.clone().into())?;
    let connecting = Connecting {
        actor: &actor,
        clients: &host,
        store: &store,
        vault: &vault,
        ledgers: &ledgers,
        clock: &HostClock,
    };
    let saved = connecting.save(&owner, keys, Saving::Tested).await?;
    println!("{}", saved.test.context("the keys were not tested")?);

    // Whenever somebody wants: import months. The run is remembered first, its items may be worked off by any worker.
    let this_month = current_month(Tallinn, HostClock.now());
    let months = MonthRange::new(this_month.previous().previous(), this_month)?;
    let clients = vec!["kask".parse()?];
    let run =
        start_import(&actor, &store, &HostClock, &HostIds, RunKind::ManualImport, months, clients).await?;
    for item in &run.items {
        let owner = ConnectionOwner::Client(item.client.clone());
        let (vault, ledgers, clock) = (&vault, &ledgers, &HostClock);
        let ledger =
            open_books(Books { firm: &actor.firm, store: &store, vault, ledgers, clock }, &owner).await?;
        let counting = Counting { ledger: &ledger, clock, patience: Patience::Endless, progress: &Quiet };
        let import = ImportItem { firm: &actor.firm, clients: &host, tasks: &host, store: &store };
        for imported in import.run(item, months, &counting).await? {
            if let Outcome::Failed(failure) = imported.outcome {
                println!("{}: {failure}. {}", imported.month, failure.remedy());
            }
        }
    }

    // What the host has now, in its own tables.
    for row in before::tasks(&host).await? {
        println!("{row}");
    }
    store.close().await;
    simulator.stop().await;
    Ok(())
}
