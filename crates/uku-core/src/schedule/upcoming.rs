use super::{NextImport, ScheduleError, next_import};
use crate::client::{Clients, ClientsError};
use crate::clock::Clock;
use crate::firm::{Action, Actor};
use crate::store::IntegrationStore;

/// The next import that comes up by itself for the actor's firm, if nothing holds it up; none while the integration is
/// inactive or its settings are incomplete.
pub async fn upcoming_import(
    actor: &Actor,
    clients: &dyn Clients,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
) -> Result<Option<NextImport>, ScheduleError> {
    actor.may(Action::SeeIntegration)?;
    let firm = clients.firm(&actor.firm).await?;
    let firm = firm.ok_or_else(|| ClientsError::NoSuchFirm(actor.firm.clone()))?;
    let mut work = store.open(&actor.firm).await?;
    let settings = work.settings_draft().await?.and_then(|draft| draft.complete().ok());
    let (Some(settings), true) = (settings, work.is_active().await?) else { return Ok(None) };
    Ok(Some(next_import(&settings, firm.time_zone, work.schedule().await?, clock.now())))
}
