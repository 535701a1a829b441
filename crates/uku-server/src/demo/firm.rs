use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use chrono_tz::Europe::Tallinn;
use smartaccounts_sim::Simulator;
use uku_core::activation::activate;
use uku_core::counting::DataField;
use uku_core::firm::{Firm, FirmId, Plan, Subscription};
use uku_core::ledger::{Budget, Limits, RequestBudget};
use uku_core::summary::{CustomField, CustomFieldKind, SettingsDraft, Tasks, Topic, change_settings};
use uku_postgres::PostgresConfig;
use uku_smartaccounts::{Api, ApiConfig, Repeats};
use uku_sqlite::SqliteBudget;
use uku_vault::KeyVault;

use crate::app::{App, Stored, World, make_master_key, master_keys_from};
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
        time_zone: Tallinn,
    };
    refuse_real_firm(&stored, &firm).await?;
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
    let app = App::new(World::new(stored, vault, api), firm, Limits::VENDOR);

    app.chores(&app.firm.id).await?;
    activate(&app.actor, app.stored.integration(), &SystemClock).await?;
    let (tasks, store) = (app.stored.tasks(), app.stored.integration());
    let settings = settings(tasks, &app.firm.id).await?;
    change_settings(&app.actor, tasks, store, &SystemClock, &settings).await?;
    Ok(app)
}

/// A demo goes on with the firm of a former one, and touches no other.
async fn refuse_real_firm(stored: &Stored, firm: &Firm) -> anyhow::Result<()> {
    let there = stored.clients().firm(&firm.id).await?;
    anyhow::ensure!(
        there.is_none_or(|there| there.name == firm.name && there.registry_code == firm.registry_code),
        "there is a firm in this data already, and a demo would change it; choose another folder or database"
    );
    Ok(())
}

async fn open(store: &str, folder: &Path) -> anyhow::Result<Stored> {
    if store == "sqlite" {
        return Ok(Stored::sqlite(folder, Arc::new(SystemClock)).await?);
    }
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    uku_postgres::migrate(&PostgresConfig::from_url(store)?).await?;
    Ok(Stored::postgres(store).await?)
}

/// A topic and a custom task field for each main data field, and the settings with them.
async fn settings(tasks: &dyn Tasks, firm: &FirmId) -> anyhow::Result<SettingsDraft> {
    let topic = Topic { id: "bookkeeping".parse()?, name: "Bookkeeping".to_owned(), archived: false };
    tasks.put_topic(firm, &topic).await?;
    let mut settings = SettingsDraft {
        title: Some("SmartAccounts {month}".parse()?),
        topic: Some(topic.id),
        import_day: Some("day-10".parse()?),
        ..SettingsDraft::default()
    };
    for field in DataField::MAIN {
        let custom = CustomField {
            id: field.key().parse()?,
            name: field.label().to_owned(),
            kind: CustomFieldKind::Number,
            archived: false,
        };
        tasks.put_custom_field(firm, &custom).await?;
        settings.mapping.insert(field, custom.id);
    }
    Ok(settings)
}
