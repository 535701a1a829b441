use std::sync::Arc;

use tracing::warn;
use uku_core::activation::destroy_overdue_keys;
use uku_core::client_import::interrupt_abandoned;
use uku_core::firm::FirmId;
use uku_core::ledger::Budget;
use uku_scheduler::Means;
use uku_smartaccounts::{AllBooks, Api, ApiConfig, Repeats};
use uku_vault::KeyVault;

use super::{Stored, master_keys, open_store};
use crate::args::CommonArgs;
use crate::failure::Failure;
use crate::means::{SystemClock, SystemIds, UserBudget, budget_of_this_user};

/// A store that is open and what works with it, for all firms in it.
pub(crate) struct World {
    pub(crate) stored: Stored,
    pub(crate) vault: Arc<KeyVault>,
    pub(crate) api: Arc<Api>,
    pub(crate) ledgers: Arc<AllBooks>,
    /// Kept for as long as requests are spent from it.
    _budget: Option<UserBudget>,
}

impl World {
    /// Opens the data with what works on it.
    pub(crate) async fn open(args: &CommonArgs) -> Result<Self, Failure> {
        Self::around(open_store(args).await?, args).await
    }

    /// What works on a store.
    pub(super) async fn around(stored: Stored, args: &CommonArgs) -> Result<Self, Failure> {
        let vault = master_keys::vault(args.master_keys_file.as_deref())?;
        let (memory, of_user) = budget(args, &stored).await?;
        let config = ApiConfig {
            address: args.url.clone(),
            budget: memory,
            per_second: args.limits.0.map(|_| args.per_second),
            repeats: Repeats::default(),
            clock: Arc::new(SystemClock),
        };
        let api = Api::new(config).map_err(Failure::usage)?;
        Ok(Self { _budget: of_user, ..Self::new(stored, vault, api) })
    }

    /// A store with what works on it.
    pub(crate) fn new(stored: Stored, vault: KeyVault, api: Arc<Api>) -> Self {
        let ledgers = Arc::new(AllBooks(Arc::clone(&api)));
        Self { stored, vault: Arc::new(vault), api, ledgers, _budget: None }
    }

    /// What is due whoever comes by: keys kept beyond their time are destroyed, and an import whose program died is
    /// known to be interrupted.
    pub(crate) async fn chores(&self, firm: &FirmId) -> Result<(), Failure> {
        let store = self.stored.integration();
        destroy_overdue_keys(store, &SystemClock, firm).await.map_err(Failure::could_not)?;
        if self.stored.is_ours_alone() {
            interrupt_abandoned(store, &SystemClock, firm).await.map_err(Failure::could_not)?;
        }
        Ok(())
    }

    /// The chores of every firm. One firm's trouble doesn't hold up the others.
    pub(crate) async fn all_chores(&self) -> Result<(), Failure> {
        for firm in self.stored.integration().firms().await.map_err(Failure::could_not)? {
            if let Err(error) = self.chores(&firm).await {
                warn!(%firm, %error, "the chores could not be done");
            }
        }
        Ok(())
    }

    /// What a node works with.
    pub(crate) async fn means(&self) -> Result<Means, Failure> {
        Ok(Means {
            clients: self.stored.shared_clients(),
            tasks: self.stored.shared_tasks(),
            notices: self.stored.shared_notices(),
            store: self.stored.shared_integration(),
            queue: self.stored.queue().await?,
            vault: Arc::clone(&self.vault) as _,
            ledgers: Arc::clone(&self.ledgers) as _,
            clock: Arc::new(SystemClock),
            ids: Arc::new(SystemIds),
        })
    }

    /// Closes the store in order.
    pub(crate) async fn close(self) {
        self.stored.close().await;
    }
}

/// The budget to spend requests from, where limits are on: the store's own if all machines share it, else that of this
/// user, who may be counting with `uku count` as well.
async fn budget(args: &CommonArgs, stored: &Stored) -> Result<(Option<Budget>, Option<UserBudget>), Failure> {
    let Some(limits) = args.limits.0 else { return Ok((None, None)) };
    if let Some(memory) = stored.budget().await? {
        return Ok((Some(Budget { memory, limits }), None));
    }
    let of_user = budget_of_this_user(Arc::new(SystemClock)).await.map_err(Failure::could_not)?;
    let memory = Arc::clone(&of_user.memory);
    Ok((Some(Budget { memory, limits }), Some(of_user)))
}
