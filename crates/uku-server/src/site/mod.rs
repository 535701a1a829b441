//! Pages and API over the stored data, wired together.

mod health;
mod host_keys;

use std::sync::Arc;

use axum::Router;
use uku_core::ledger::Limits;
use uku_sign_in::{Argon2Passwords, RandomTokens, TotpCodes};
use uku_web::{HostGate, HostTokens, Means, Settings, SignInMeans, Site};

pub(crate) use self::health::Health;
pub(crate) use self::host_keys::host_keys;
use crate::app::World;
use crate::directory::DirectoryAt;
use crate::failure::Failure;
use crate::means::{SystemClock, SystemIds};

/// Who signs people in.
pub(crate) enum People {
    /// This program, with passwords.
    Ours,
    /// The product that embeds it, with tokens that are checked by the keys at this address or in this file.
    Host { tokens: HostTokens, keys: String },
}

/// The site over a world.
pub(crate) fn site(
    world: &World,
    limits: Limits,
    directory: &DirectoryAt,
    people: People,
    settings: Settings,
) -> Result<Arc<Site>, Failure> {
    let stored = &world.stored;
    let means = Means {
        clients: stored.shared_clients(),
        members: stored.shared_members(),
        tasks: stored.shared_tasks(),
        notices: stored.shared_notices(),
        store: stored.shared_integration(),
        vault: Arc::clone(&world.vault) as _,
        ledgers: Arc::clone(&world.ledgers) as _,
        directory: Arc::new(directory.open()?),
        limits,
        clock: Arc::new(SystemClock),
        ids: Arc::new(SystemIds),
    };
    Ok(match people {
        People::Ours => Site::standalone(means, sign_in(world)?, settings),
        People::Host { tokens, keys } => {
            let gate = HostGate::new(tokens, host_keys(&keys)?, Arc::new(SystemClock));
            Site::embedded(means, Arc::new(gate), settings)
        }
    })
}

/// What signing people in needs.
pub(crate) fn sign_in(world: &World) -> Result<SignInMeans, Failure> {
    Ok(SignInMeans {
        accounts: world.stored.shared_accounts(),
        passwords: Arc::new(Argon2Passwords::by_owasp().map_err(Failure::could_not)?),
        tokens: Arc::new(RandomTokens),
        codes: Arc::new(TotpCodes),
        vault: Arc::clone(&world.vault) as _,
        clock: Arc::new(SystemClock),
        ids: Arc::new(SystemIds),
    })
}

/// Everything that is answered: pages, API, and health for whoever watches over the server.
pub(crate) fn routes(site: &Arc<Site>, health: Health) -> Router<Arc<Site>> {
    let (pages, _) = uku_pages::pages(site);
    pages.merge(uku_api::api(site).router).merge(health.route())
}
