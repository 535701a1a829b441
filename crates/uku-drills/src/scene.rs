use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, ensure};
use chrono_tz::Europe::Tallinn;
use smartaccounts_sim::{CompanyKeys, SimConfig, Simulator};
use sqlx::{Connection as _, PgConnection};
use tempfile::TempDir;
use throwaway_postgres::{Cluster, Programs};
use uku_core::activation::activate;
use uku_core::client::{Client, ClientId, ClientWrite, Clients};
use uku_core::connection::{Connecting, ConnectionOwner, Saving};
use uku_core::counting::DataField;
use uku_core::firm::{Actor, Firm, FirmId, Plan, Role, Subscription};
use uku_core::ledger::KeyPair;
use uku_core::run::{Asked, Run, Which, start_import};
use uku_core::store::IntegrationStore;
use uku_core::summary::{SettingsDraft, Tasks, Topic, change_settings, create_main_fields};
use uku_postgres::{PostgresConfig, PostgresStore};
use uku_smartaccounts::{AllBooks, Api, ApiConfig, Repeats};
use uku_sqlite::SqliteStore;
use uku_system::{SystemClock, SystemIds};
use uku_vault::{KeyVault, MasterKeys};

/// Where the data lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a PostgreSQL server of its own.
    Postgres,
    /// In a folder.
    Sqlite,
}

/// How much there is to do.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Firms.
    pub firms: u16,
    /// Clients of each firm.
    pub clients: u16,
    /// Entries of each main field in a month, on average.
    pub entries_per_month: u32,
}

/// Firms with clients, all of them connected, over a simulator of SmartAccounts.
pub struct Scene {
    pub(crate) simulator: Simulator,
    pub(crate) home: TempDir,
    pub(crate) cluster: Option<Cluster>,
    /// Each firm with its clients and their companies.
    pub(crate) firms: BTreeMap<FirmId, Vec<(ClientId, CompanyKeys)>>,
}

/// The data, opened.
pub(crate) enum Opened {
    Postgres(PostgresStore),
    Sqlite(SqliteStore),
}

impl Opened {
    pub(crate) fn store(&self) -> &dyn IntegrationStore {
        match self {
            Self::Postgres(store) => store,
            Self::Sqlite(store) => store,
        }
    }

    pub(crate) fn clients(&self) -> &dyn Clients {
        match self {
            Self::Postgres(store) => store,
            Self::Sqlite(store) => store,
        }
    }

    pub(crate) fn tasks(&self) -> &dyn Tasks {
        match self {
            Self::Postgres(store) => store,
            Self::Sqlite(store) => store,
        }
    }

    async fn put_firm(&self, firm: &Firm) -> anyhow::Result<()> {
        match self {
            Self::Postgres(store) => store.put_firm(firm).await?,
            Self::Sqlite(store) => store.put_firm(firm).await?,
        }
        Ok(())
    }

    pub(crate) async fn close(self) {
        match self {
            Self::Postgres(store) => store.close().await,
            Self::Sqlite(store) => store.close().await,
        }
    }
}

impl Scene {
    /// Sets it up.
    pub async fn new(place: Place, size: Size, seed: u64) -> anyhow::Result<Self> {
        let companies = size.firms.checked_mul(size.clients).context("too many clients")?;
        let entries_per_month = size.entries_per_month;
        Self::over(place, size, SimConfig { companies, entries_per_month, seed, ..SimConfig::default() })
            .await
    }

    /// Sets it up over a simulator of this kind.
    pub(crate) async fn over(place: Place, size: Size, config: SimConfig) -> anyhow::Result<Self> {
        let simulator = Simulator::start(config, ([127, 0, 0, 1], 0).into()).await?;
        let cluster = match place {
            Place::Postgres => Some(new_database().await?),
            Place::Sqlite => None,
        };
        let home = tempfile::tempdir()?;
        let line = MasterKeys::new_line("drill")?;
        std::fs::write(home.path().join("master-keys"), secrecy::ExposeSecret::expose_secret(&line))?;
        let mut scene = Self { simulator, home, cluster, firms: BTreeMap::new() };
        scene.move_in(size).await?;
        Ok(scene)
    }

    /// The address of the database for whoever works with the data; none if it lies in a folder.
    pub(crate) fn database(&self, user: &str) -> Option<String> {
        let url = self.cluster.as_ref()?.url("uku");
        Some(url.replace("postgres@", &format!("{user}@")))
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    pub(crate) fn master_keys(&self) -> PathBuf {
        self.home.path().join("master-keys")
    }

    pub(crate) async fn open(&self) -> anyhow::Result<Opened> {
        Ok(match self.database("uku_login:login") {
            Some(url) => Opened::Postgres(PostgresStore::open(&PostgresConfig::from_url(&url)?).await?),
            None => Opened::Sqlite(SqliteStore::open(&self.data(), Arc::new(SystemClock)).await?),
        })
    }

    pub(crate) fn vault(&self) -> anyhow::Result<KeyVault> {
        let text = std::fs::read_to_string(self.master_keys())?;
        Ok(KeyVault::new(MasterKeys::read(&text.into())?))
    }

    pub(crate) fn actor(firm: &FirmId) -> anyhow::Result<Actor> {
        Ok(Actor {
            firm: firm.clone(),
            member: "owner".parse()?,
            role: Role::Owner,
            exports_invoices: true,
            subscription: subscription(),
        })
    }

    /// Asks for a reload of everybody in every firm.
    pub(crate) async fn reload_all(&self, opened: &Opened) -> anyhow::Result<Vec<(FirmId, Run)>> {
        let mut runs = Vec::new();
        for firm in self.firms.keys() {
            let (actor, asked) = (Self::actor(firm)?, Asked::reload(Which::Everybody));
            let (clients, tasks, store) = (opened.clients(), opened.tasks(), opened.store());
            let run = start_import(&actor, clients, tasks, store, &SystemClock, &SystemIds, &asked).await?;
            runs.push((firm.clone(), run));
        }
        Ok(runs)
    }

    async fn move_in(&mut self, size: Size) -> anyhow::Result<()> {
        let opened = self.open().await?;
        let vault = self.vault()?;
        // Saving keys without testing asks nothing.
        let api = Api::new(ApiConfig {
            address: self.simulator.base_url(),
            budget: None,
            per_second: None,
            repeats: Repeats::default(),
            clock: Arc::new(SystemClock),
        })?;
        let ledgers = AllBooks(api);
        let companies = self.simulator.keys().to_vec();
        for (number, companies) in companies.chunks(size.clients.into()).enumerate() {
            let firm: FirmId = format!("firm-{number}").parse()?;
            let clients = move_in_firm(&opened, &vault, &ledgers, &firm, companies).await;
            self.firms.insert(firm.clone(), clients.with_context(|| firm.to_string())?);
        }
        opened.close().await;
        Ok(())
    }
}

async fn move_in_firm(
    opened: &Opened,
    vault: &KeyVault,
    ledgers: &AllBooks,
    firm: &FirmId,
    companies: &[CompanyKeys],
) -> anyhow::Result<Vec<(ClientId, CompanyKeys)>> {
    let actor = Scene::actor(firm)?;
    opened
        .put_firm(&Firm {
            id: firm.clone(),
            name: firm.to_string(),
            registry_code: None,
            owner: actor.member.clone(),
            subscription: subscription(),
            time_zone: Tallinn,
        })
        .await?;
    let (clients, tasks, store) = (opened.clients(), opened.tasks(), opened.store());
    let ids: Vec<ClientId> =
        (0..companies.len()).map(|number| format!("client-{number}").parse()).collect::<Result<_, _>>()?;
    let writes: Vec<ClientWrite> = ids
        .iter()
        .zip(companies)
        .map(|(id, company)| ClientWrite { expected: None, client: Client::named(id.clone(), &company.name) })
        .collect();
    let written = clients.write_clients(firm, &writes).await?;
    ensure!(written.iter().all(Result::is_ok), "the clients could not be written");

    activate(&actor, store, &SystemClock).await?;
    let topic = Topic { id: "bookkeeping".parse()?, name: "Bookkeeping".to_owned(), archived: false };
    tasks.put_topic(firm, &topic).await?;
    let settings = SettingsDraft {
        title: Some("SmartAccounts {month}".parse()?),
        topic: Some(topic.id),
        import_day: Some("day-10".parse()?),
        ..SettingsDraft::default()
    };
    change_settings(&actor, tasks, store, &SystemClock, &settings).await?;
    let name = |field: DataField| field.label().to_owned();
    create_main_fields(&actor, tasks, store, &SystemClock, &SystemIds, name).await?;

    let connecting = Connecting { actor: &actor, clients, store, vault, ledgers, clock: &SystemClock };
    for (id, company) in ids.iter().zip(companies) {
        let keys = KeyPair::new(&company.public_key, company.secret_key.clone().into())?;
        connecting.save(&ConnectionOwner::Client(id.clone()), keys, Saving::Untested).await?;
    }
    Ok(ids.into_iter().zip(companies.iter().cloned()).collect())
}

fn subscription() -> Subscription {
    Subscription { plan: Plan::Team, lapsed: false }
}

/// A server with a database that is up to date, and a user without rights of its own.
async fn new_database() -> anyhow::Result<Cluster> {
    let cluster = Cluster::start(&Programs::find()?)?;
    let mut superuser = PgConnection::connect(&cluster.url("postgres")).await?;
    for statement in [
        "CREATE ROLE uku_owner LOGIN CREATEROLE PASSWORD 'owner'",
        "CREATE ROLE uku_login LOGIN PASSWORD 'login'",
        "CREATE DATABASE uku OWNER uku_owner",
    ] {
        sqlx::raw_sql(statement).execute(&mut superuser).await?;
    }
    let owner = cluster.url("uku").replace("postgres@", "uku_owner:owner@");
    uku_postgres::migrate(&PostgresConfig::from_url(&owner)?).await?;
    sqlx::raw_sql("GRANT uku_app, uku_engine TO uku_login").execute(&mut superuser).await?;
    Ok(cluster)
}

/// The program to be drilled.
pub(crate) fn is_there(program: &Path) -> anyhow::Result<()> {
    ensure!(program.is_file(), "there is no program {}; build it first", program.display());
    Ok(())
}
