use anyhow::Context;
use futures_util::StreamExt;
use uku_core::calendar::MonthRange;
use uku_core::connection::{ConnectionOwner, open_books};
use uku_core::counting::{Counting, Quiet};
use uku_core::ledger::Patience;
use uku_core::run::{ImportItem, Item, RunKind, RunRecord, start_import};

use crate::app::App;
use crate::means::{SystemClock, SystemIds};
use crate::progress::bar;

/// How many clients are imported side by side.
const SIDE_BY_SIDE: usize = 4;

/// Imports some months for every connected client over HTTP, within the vendor's limits; what came of it.
pub(super) async fn run(app: &App, months: MonthRange) -> anyhow::Result<RunRecord> {
    let store = app.stored.integration();
    let mut work = store.open(&app.firm.id).await?;
    let connections = work.connections().all().await?;
    drop(work);
    let clients = connections.iter().filter_map(|connection| connection.owner.client().cloned()).collect();
    let (actor, kind) = (&app.actor, RunKind::Reload);
    let run = start_import(actor, store, &SystemClock, &SystemIds, kind, months, clients).await?;

    let progress = bar(run.items.len(), "{spinner} {elapsed_precise} [{bar:30}] {pos} of {len} clients");
    let imports = futures_util::stream::iter(&run.items).map(|each| {
        let progress = &progress;
        async move {
            item(app, each, months).await.with_context(|| each.client.to_string())?;
            progress.inc(1);
            anyhow::Ok(())
        }
    });
    let imported: Vec<anyhow::Result<()>> = imports.buffer_unordered(SIDE_BY_SIDE).collect().await;
    progress.finish_and_clear();
    imported.into_iter().collect::<anyhow::Result<()>>()?;

    let mut work = store.open(&app.firm.id).await?;
    work.runs().run(run.id).await?.context("the run was not remembered")
}

async fn item(app: &App, item: &Item, months: MonthRange) -> anyhow::Result<()> {
    let owner = ConnectionOwner::Client(item.client.clone());
    let ledger = open_books(app.books(), &owner).await?;
    let counting =
        Counting { ledger: &ledger, clock: &SystemClock, patience: Patience::Endless, progress: &Quiet };
    let stored = &app.stored;
    let import = ImportItem {
        firm: &app.firm.id,
        clients: stored.clients(),
        tasks: stored.tasks(),
        store: stored.integration(),
    };
    import.run(item, months, &counting).await?;
    Ok(())
}
