//! Everything that a command on stored data needs, wired together: the store, the vault, SmartAccounts, and who acts.

mod find;
mod master_keys;
mod stored;
mod world;

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use etcetera::BaseStrategy;
use uku_core::connection::{Books, Connecting};
use uku_core::diagnosis::Examination;
use uku_core::firm::{Actor, Firm, FirmId, Role};
use uku_core::ledger::{Limits, Priority};
use uku_core::notice::Reader;

pub(crate) use self::master_keys::{from_file as master_keys_from, make as make_master_key};
pub(crate) use self::stored::Stored;
pub(crate) use self::world::World;
use crate::args::{CommonArgs, FIRM};
use crate::failure::Failure;
use crate::means::SystemClock;

/// One firm's data with what works on it.
pub(crate) struct App {
    pub(crate) world: World,
    pub(crate) firm: Firm,
    /// Whoever may start this program on the data acts as the firm's owner.
    pub(crate) actor: Actor,
    /// The limits by which it is estimated how long work takes.
    pub(crate) limits: Limits,
}

/// What works on the data is the same for every firm.
impl Deref for App {
    type Target = World;

    fn deref(&self) -> &World {
        &self.world
    }
}

impl App {
    /// Opens the data of a firm.
    pub(crate) async fn open(args: &CommonArgs) -> Result<Self, Failure> {
        let stored = open_store(args).await?;
        let firm = stored.clients().firm(&firm_id(args)?).await.map_err(Failure::could_not)?;
        let Some(firm) = firm else { return Err(no_firm(args)) };
        let app = Self::new(World::around(stored, args).await?, firm, args.limits.for_estimates());
        app.chores(&app.firm.id).await?;
        Ok(app)
    }

    /// A firm's data with what works on it.
    pub(crate) fn new(world: World, firm: Firm, limits: Limits) -> Self {
        let actor = Actor {
            firm: firm.id.clone(),
            member: firm.owner.clone(),
            role: Role::Owner,
            exports_invoices: true,
            subscription: firm.subscription,
        };
        Self { world, firm, actor, limits }
    }

    /// Saving and testing of connections.
    pub(crate) fn connecting(&self) -> Connecting<'_> {
        Connecting {
            actor: &self.actor,
            clients: self.stored.clients(),
            store: self.stored.integration(),
            vault: self.vault.as_ref(),
            ledgers: self.ledgers.as_ref(),
            clock: &SystemClock,
        }
    }

    /// Opening of books with saved keys, for somebody who waits.
    pub(crate) fn books(&self) -> Books<'_> {
        Books {
            firm: &self.firm.id,
            store: self.stored.integration(),
            vault: self.vault.as_ref(),
            ledgers: self.ledgers.as_ref(),
            clock: &SystemClock,
            priority: Priority::Interactive,
        }
    }

    /// Finding out why there is no data.
    pub(crate) fn examination(&self) -> Examination<'_> {
        Examination {
            actor: &self.actor,
            clients: self.stored.clients(),
            tasks: self.stored.tasks(),
            store: self.stored.integration(),
            vault: self.vault.as_ref(),
            clock: &SystemClock,
        }
    }

    /// Whoever acts, as a reader of notices.
    pub(crate) fn reader(&self) -> Reader {
        Reader { member: self.actor.member.clone(), role: self.actor.role }
    }

    /// Closes the store in order.
    pub(crate) async fn close(self) {
        self.world.close().await;
    }
}

/// The firm that is asked for.
pub(crate) fn firm_id(args: &CommonArgs) -> Result<FirmId, Failure> {
    args.firm.parse().map_err(|error| Failure::usage(format!("--firm: {error}")))
}

/// Opens the store alone.
pub(crate) async fn open_store(args: &CommonArgs) -> Result<Stored, Failure> {
    match args.store.0.as_str() {
        "sqlite" => Stored::sqlite(&data_folder(args)?, Arc::new(SystemClock)).await,
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
