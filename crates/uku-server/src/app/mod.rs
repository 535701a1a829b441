//! Everything that a command on stored data needs, wired together: the store, the vault, SmartAccounts, and who acts.

mod find;
mod master_keys;
mod stored;

use std::path::PathBuf;
use std::sync::Arc;

use etcetera::BaseStrategy;
use uku_core::activation::destroy_overdue_keys;
use uku_core::client_import::interrupt_abandoned;
use uku_core::connection::{Books, Connecting};
use uku_core::diagnosis::Examination;
use uku_core::firm::{Actor, Firm, FirmId, Role};
use uku_core::ledger::Budget;
use uku_smartaccounts::{AllBooks, Api, ApiConfig, Repeats};
use uku_vault::KeyVault;

pub(crate) use self::master_keys::{from_file as master_keys_from, make as make_master_key};
pub(crate) use self::stored::Stored;
use crate::args::{CommonArgs, FIRM};
use crate::failure::Failure;
use crate::means::{SystemClock, UserBudget, budget_of_this_user};

/// A store that is open, and what works with it.
pub(crate) struct App {
    pub(crate) stored: Stored,
    pub(crate) vault: KeyVault,
    pub(crate) api: Arc<Api>,
    pub(crate) ledgers: AllBooks,
    pub(crate) firm: Firm,
    /// Whoever may start this program on the data acts as the firm's owner.
    pub(crate) actor: Actor,
    /// Kept for as long as requests are spent from it.
    _budget: Option<UserBudget>,
}

impl App {
    /// Opens the data of a firm.
    pub(crate) async fn open(args: &CommonArgs) -> Result<Self, Failure> {
        let stored = open_store(args).await?;
        let firm = stored.clients().firm(&firm_id(args)?).await.map_err(Failure::could_not)?;
        let Some(firm) = firm else { return Err(no_firm(args)) };
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
        let app = Self { _budget: of_user, ..Self::new(stored, firm, vault, api) };
        app.chores().await?;
        Ok(app)
    }

    /// A firm's data with what works on it.
    pub(crate) fn new(stored: Stored, firm: Firm, vault: KeyVault, api: Arc<Api>) -> Self {
        let actor = Actor {
            firm: firm.id.clone(),
            member: firm.owner.clone(),
            role: Role::Owner,
            exports_invoices: true,
            subscription: firm.subscription,
        };
        Self { stored, vault, ledgers: AllBooks(Arc::clone(&api)), api, firm, actor, _budget: None }
    }

    /// What is due whoever comes by: keys kept beyond their time are destroyed, and an import whose program died is
    /// known to be interrupted.
    pub(crate) async fn chores(&self) -> Result<(), Failure> {
        let (store, firm) = (self.stored.integration(), &self.firm.id);
        destroy_overdue_keys(store, &SystemClock, firm).await.map_err(Failure::could_not)?;
        if self.stored.is_ours_alone() {
            interrupt_abandoned(store, &SystemClock, firm).await.map_err(Failure::could_not)?;
        }
        Ok(())
    }

    /// Saving and testing of connections.
    pub(crate) fn connecting(&self) -> Connecting<'_> {
        Connecting {
            actor: &self.actor,
            clients: self.stored.clients(),
            store: self.stored.integration(),
            vault: &self.vault,
            ledgers: &self.ledgers,
            clock: &SystemClock,
        }
    }

    /// Opening of books with saved keys.
    pub(crate) fn books(&self) -> Books<'_> {
        Books {
            firm: &self.firm.id,
            store: self.stored.integration(),
            vault: &self.vault,
            ledgers: &self.ledgers,
            clock: &SystemClock,
        }
    }

    /// Finding out why there is no data.
    pub(crate) fn examination(&self) -> Examination<'_> {
        Examination {
            actor: &self.actor,
            clients: self.stored.clients(),
            store: self.stored.integration(),
            vault: &self.vault,
            clock: &SystemClock,
        }
    }

    /// Closes the store in order.
    pub(crate) async fn close(self) {
        self.stored.close().await;
    }
}

/// The firm that is asked for.
pub(crate) fn firm_id(args: &CommonArgs) -> Result<FirmId, Failure> {
    args.firm.parse().map_err(|error| Failure::usage(format!("--firm: {error}")))
}

/// Opens the store alone.
pub(crate) async fn open_store(args: &CommonArgs) -> Result<Stored, Failure> {
    match args.store.0.as_str() {
        "sqlite" => Stored::sqlite(&data_folder(args)?).await,
        url if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            Stored::postgres(url).await
        }
        _ => Err(Failure::usage("--store is sqlite or an address like postgres://user@host/database")),
    }
}

/// That the firm is not in the data, and which data was looked into: it is often another than was meant.
pub(crate) fn no_firm(args: &CommonArgs) -> Failure {
    let place = match data_folder(args) {
        Ok(folder) if args.store.0 == "sqlite" => format!("the data in {}", folder.display()),
        _ => "this database".to_owned(),
    };
    let which = if args.firm == FIRM { String::new() } else { format!(" --firm {}", args.firm) };
    Failure::could_not(format!(
        "there is no firm `{}` in {place}; add it with: uku firm add --name NAME{which}",
        args.firm
    ))
}

fn data_folder(args: &CommonArgs) -> Result<PathBuf, Failure> {
    if let Some(folder) = &args.data {
        return Ok(folder.clone());
    }
    let folders = etcetera::choose_base_strategy().map_err(|error| {
        Failure::could_not(format!("no folder for the data was found ({error}); name one with --data"))
    })?;
    Ok(folders.data_dir().join("uku"))
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
