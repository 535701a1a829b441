use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use futures_util::StreamExt;
use smartaccounts_sim::{CompanyKeys, Simulator};
use uku_core::calendar::MonthRange;
use uku_core::client::ClientId;
use uku_core::clock::Clock;
use uku_core::counting::{Counting, Patience, Quiet};
use uku_core::firm::Firm;
use uku_core::ledger::{Budget, KeyPair, Limits};
use uku_core::run::{ImportItem, Item, RunKind, RunRecord, start_import};
use uku_core::store::IntegrationStore;
use uku_smartaccounts::{Api, ApiConfig, Repeats};
use uku_sqlite::{SqliteBudget, SqliteStore};

use crate::means::SystemIds;
use crate::progress::bar;

/// How many clients are imported side by side.
const SIDE_BY_SIDE: usize = 4;

/// An import of some months for every client of a firm.
pub(super) struct Import<'a> {
    pub(super) store: &'a SqliteStore,
    pub(super) firm: &'a Firm,
    pub(super) clock: &'a Arc<dyn Clock>,
    pub(super) months: MonthRange,
}

impl Import<'_> {
    /// Imports from the simulator over HTTP, within the vendor's limits; what came of it.
    pub(super) async fn run(&self, simulator: &Simulator, budget: &Path) -> anyhow::Result<RunRecord> {
        let memory = Arc::new(SqliteBudget::open(budget, Arc::clone(self.clock)).await?);
        let api = Api::new(ApiConfig {
            address: simulator.base_url(),
            budget: Some(Budget { memory, limits: Limits::VENDOR }),
            per_second: None,
            repeats: Repeats::default(),
            clock: Arc::clone(self.clock),
        })?;
        let mut clients: Vec<ClientId> = Vec::new();
        for company in simulator.keys() {
            clients.push(company.registry_code.parse()?);
        }
        let clock = self.clock.as_ref();
        let run =
            start_import(self.store, clock, &SystemIds, &self.firm.id, RunKind::Reload, self.months, clients);
        let run = run.await?;

        let progress = bar(run.items.len(), "{spinner} {elapsed_precise} [{bar:30}] {pos} of {len} clients");
        let items = futures_util::stream::iter(run.items.iter().zip(simulator.keys()));
        let imports = items.map(|(item, company)| {
            let (api, progress) = (&api, &progress);
            async move {
                self.item(api, item, company).await.with_context(|| company.name.clone())?;
                progress.inc(1);
                anyhow::Ok(())
            }
        });
        let imported: Vec<anyhow::Result<()>> = imports.buffer_unordered(SIDE_BY_SIDE).collect().await;
        progress.finish_and_clear();
        imported.into_iter().collect::<anyhow::Result<()>>()?;

        let mut work = IntegrationStore::open(self.store, &self.firm.id).await?;
        work.runs().run(run.id).await?.context("the run was not remembered")
    }

    async fn item(&self, api: &Arc<Api>, item: &Item, company: &CompanyKeys) -> anyhow::Result<()> {
        let ledger = api.open(KeyPair::new(&company.public_key, company.secret_key.as_str().into())?);
        let counting = Counting {
            ledger: &ledger,
            clock: self.clock.as_ref(),
            patience: Patience::Endless,
            progress: &Quiet,
        };
        let import =
            ImportItem { firm: &self.firm.id, clients: self.store, tasks: self.store, store: self.store };
        import.run(item, self.months, &counting).await?;
        Ok(())
    }
}
