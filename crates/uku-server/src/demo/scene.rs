//! What there is to see in the demo's firm: clients connected and not, one that fails, an import that waits for review, a
//! reload under way, and notices.

use anyhow::Context;
use smartaccounts_sim::{Change, CompanyKeys, Fault, FaultKind, Matching, Mutation, Simulator};
use uku_core::client::{AddClient, AddClientError, Client, NewClient, registry_code_key};
use uku_core::client_import::{ImportSource, OwnBooksSource, announce as announce_import, fetch, start};
use uku_core::connection::{ConnectionOwner, Saving, open_books};
use uku_core::ledger::KeyPair;
use uku_core::notice::announce;
use uku_core::run::{Asked, Which, start_import};

use crate::app::App;
use crate::means::{SystemClock, SystemIds};

/// Clients that somebody added by hand, so that they are not connected.
const BY_HAND: [(&str, &str); 2] =
    [("Käsitöökoda Pihlapuu OÜ", "10000062"), ("Rannaniidu Talu FIE", "10000127")];
/// How long each request of the reload takes, in milliseconds, so that it can be seen at work.
const SLOW: i64 = 10_000;

/// Sets it.
pub(super) async fn set(app: &App, simulator: &Simulator) -> anyhow::Result<()> {
    announce(app.stored.notices(), app.stored.integration(), &SystemClock, &app.firm.id).await?;
    for (name, registry_code) in BY_HAND {
        add(app, name, registry_code).await?;
    }
    let keys = simulator.keys();
    if let [_, .., last] = keys {
        revoke(app, simulator, last).await?;
    }
    if let [own, ..] = keys {
        fetch_customers(app, own).await?;
    }
    reload(app, simulator).await
}

async fn add(app: &App, name: &str, registry_code: &str) -> anyhow::Result<()> {
    let stored = &app.stored;
    let add = AddClient {
        actor: &app.actor,
        clients: stored.clients(),
        members: stored.members(),
        store: stored.integration(),
        clock: &SystemClock,
        ids: &SystemIds,
    };
    let new = NewClient {
        name: name.to_owned(),
        registry_code: Some(registry_code.to_owned()),
        ..NewClient::default()
    };
    match add.run(new).await {
        // A demo on this data added it before.
        Ok(_) | Err(AddClientError::Exists(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Revokes the keys of a company, as its administrator may do, and lets a test find it out.
async fn revoke(app: &App, simulator: &Simulator, company: &CompanyKeys) -> anyhow::Result<()> {
    let revoked = Mutation { public_key: company.public_key.clone(), change: Change::Revoke };
    simulator.mutate(revoked).map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let code = registry_code_key(&company.registry_code);
    let clients = app.stored.clients().clients(&app.firm.id).await?;
    let of_company = |client: &&Client| client.registry_code.as_deref().and_then(registry_code_key) == code;
    let client = clients.iter().find(of_company).context("the company is no client")?;
    app.connecting().test(&ConnectionOwner::Client(client.id.clone())).await?;
    Ok(())
}

/// Connects the firm's own books and fetches their customers, who then wait for review.
async fn fetch_customers(app: &App, own: &CompanyKeys) -> anyhow::Result<()> {
    let keys = KeyPair::new(&own.public_key, own.secret_key.clone().into())?;
    app.connecting().save(&ConnectionOwner::OwnBooks, keys, Saving::Untested).await?;
    let books = open_books(app.books(), &ConnectionOwner::OwnBooks).await?;
    let store = app.stored.integration();
    let import = start(&app.actor, store, &SystemClock, &SystemIds, ImportSource::OwnBooks).await?;
    let fetching = uku_core::client_import::Fetching {
        firm: &app.firm.id,
        store,
        vault: app.vault.as_ref(),
        clock: &SystemClock,
        ids: &SystemIds,
    };
    fetch(fetching, import, &mut OwnBooksSource::new(Box::new(books))).await?;
    announce_import(app.stored.notices(), store, &SystemClock, &app.firm.id).await?;
    Ok(())
}

/// Begins a reload, each request of which takes a while.
async fn reload(app: &App, simulator: &Simulator) -> anyhow::Result<()> {
    simulator.inject(Fault {
        matching: Matching { path: Some("general/entries".to_owned()), ..Matching::default() },
        kind: FaultKind::Delay,
        times: u64::try_from(simulator.keys().len()).ok(),
        ms: Some(SLOW),
        ..Fault::default()
    });
    let stored = &app.stored;
    let (clients, tasks, store) = (stored.clients(), stored.tasks(), stored.integration());
    let asked = Asked::reload(Which::Everybody);
    start_import(&app.actor, clients, tasks, store, &SystemClock, &SystemIds, &asked).await?;
    Ok(())
}
