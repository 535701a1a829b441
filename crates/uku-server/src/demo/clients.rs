use anyhow::Context;
use async_trait::async_trait;
use smartaccounts_sim::{CompanyKeys, Simulator};
use uku_companies_file::FileCompany;
use uku_core::client_import::{
    ClientSource, Confirm, FetchError, Fetching, FoundClient, ImportSource, ImportState, StartImportError,
    fetch, progress, start,
};
use uku_core::ledger::KeyPair;

use crate::app::App;
use crate::means::{SystemClock, SystemIds};

/// Brings the simulator's companies in as clients with their keys, as a firm does from a file.
pub(super) async fn bring_in(app: &App, simulator: &Simulator) -> anyhow::Result<()> {
    let store = app.stored.integration();
    let begin = || start(&app.actor, store, &SystemClock, &SystemIds, ImportSource::File);
    let import = match begin().await {
        // A demo on this data was stopped in the middle.
        Err(StartImportError::HalfConfirmed) => {
            confirm(app).await?;
            begin().await?
        }
        other => other?,
    };
    let fetching = Fetching {
        firm: &app.firm.id,
        store,
        vault: app.vault.as_ref(),
        clock: &SystemClock,
        ids: &SystemIds,
    };
    let mut companies = Companies(Some(simulator.keys().to_vec()));
    let fetched = fetch(fetching, import, &mut companies).await?;
    anyhow::ensure!(fetched.state == ImportState::Ready, "the clients could not be fetched: {fetched:?}");
    confirm(app).await
}

async fn confirm(app: &App) -> anyhow::Result<()> {
    let confirm = Confirm {
        actor: &app.actor,
        clients: app.stored.clients(),
        store: app.stored.integration(),
        vault: app.vault.as_ref(),
        ledgers: app.ledgers.as_ref(),
        clock: &SystemClock,
    };
    let import = progress(&app.actor, app.stored.integration(), &SystemClock).await?;
    let import = import.context("there is no client import")?;
    let confirmed = confirm.run(import.id).await?;
    let clean = matches!(&confirmed.state, ImportState::Confirmed(done) if done.failed == 0);
    anyhow::ensure!(clean, "not every client could be written: {confirmed:?}");
    Ok(())
}

/// The companies of the simulator, as if they stood in a file.
struct Companies(Option<Vec<CompanyKeys>>);

#[async_trait]
impl ClientSource for Companies {
    fn source(&self) -> ImportSource {
        ImportSource::File
    }

    async fn next_page(&mut self) -> Result<Option<Vec<FoundClient>>, FetchError> {
        let found = |company: CompanyKeys| {
            let keys = KeyPair::new(&company.public_key, company.secret_key.into());
            FoundClient::from(FileCompany {
                registry_code: company.registry_code,
                name: company.name,
                keys: Some(keys.map_err(|error| error.to_string())),
            })
        };
        Ok(self.0.take().map(|companies| companies.into_iter().map(found).collect()))
    }
}
