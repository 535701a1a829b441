use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use smartaccounts_sim::Simulator;
use uku_core::activation::activate;
use uku_core::counting::DataField;
use uku_core::firm::{Firm, Plan, Subscription};
use uku_core::ledger::{Budget, Limits, RequestBudget};
use uku_core::summary::{CustomFieldId, FieldMapping, SummarySettings, TaskStatus, change_settings};
use uku_postgres::PostgresConfig;
use uku_smartaccounts::{Api, ApiConfig, Repeats};
use uku_sqlite::SqliteBudget;
use uku_vault::KeyVault;

use crate::app::{App, Stored, make_master_key, master_keys_from};
use crate::means::SystemClock;

/// Makes a firm with the integration activated and the settings of its summary tasks. Its first company in the simulator
/// is the firm itself.
pub(super) async fn prepare(store: &str, folder: &Path, simulator: &Simulator) -> anyhow::Result<App> {
    let stored = open(store, folder).await?;
    let own = simulator.keys().first().context("the simulator has no company")?;
    let firm = Firm {
        id: "firm".parse()?,
        name: "Näidisbüroo OÜ".to_owned(),
        registry_code: Some(own.registry_code.clone()),
        owner: "owner".parse()?,
        subscription: Subscription { plan: Plan::Team, lapsed: false },
    };
    stored.put_firm(&firm).await?;

    let master_keys = folder.join("master-keys");
    if !master_keys.exists() {
        make_master_key(&master_keys)?;
    }
    let vault = KeyVault::new(master_keys_from(&master_keys)?);
    let memory: Arc<dyn RequestBudget> = match stored.budget().await? {
        Some(shared) => shared,
        None => Arc::new(SqliteBudget::open(&folder.join("budget.db"), Arc::new(SystemClock)).await?),
    };
    let api = Api::new(ApiConfig {
        address: simulator.base_url(),
        budget: Some(Budget { memory, limits: Limits::VENDOR }),
        per_second: None,
        repeats: Repeats::default(),
        clock: Arc::new(SystemClock),
    })?;
    let app = App::new(stored, firm, vault, api);

    app.chores().await?;
    activate(&app.actor, app.stored.integration(), &SystemClock).await?;
    change_settings(&app.actor, app.stored.integration(), &SystemClock, &settings()?).await?;
    Ok(app)
}

async fn open(store: &str, folder: &Path) -> anyhow::Result<Stored> {
    if store == "sqlite" {
        return Ok(Stored::sqlite(folder).await?);
    }
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    uku_postgres::migrate(&PostgresConfig::from_url(store)?).await?;
    Ok(Stored::postgres(store).await?)
}

fn settings() -> anyhow::Result<SummarySettings> {
    let mut fields: BTreeMap<DataField, CustomFieldId> = BTreeMap::new();
    for field in DataField::MAIN {
        fields.insert(field, field.key().parse()?);
    }
    Ok(SummarySettings {
        title: "SmartAccounts {month}".parse()?,
        topic: "bookkeeping".parse()?,
        status: TaskStatus::Done,
        mapping: FieldMapping::try_from(fields)?,
    })
}
