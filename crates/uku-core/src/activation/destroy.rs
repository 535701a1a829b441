use std::fmt;

use chrono::{DateTime, Utc};

use super::change::{ActivationError, count, expire, give_up_import};
use super::{Activation, KeptKeys};
use crate::audit::{AuditEntry, AuditEvent};
use crate::clock::Clock;
use crate::firm::{Action, Actor, FirmId, Who};
use crate::store::{IntegrationStore, StoreError, UnitOfWork};

/// What a person has to type so that all keys are destroyed: it says how many, since each secret was shown once by
/// SmartAccounts and all of them would have to be made anew.
///
/// ```
/// assert_eq!(uku_core::activation::destruction_phrase(300), "destroy 300 key pairs");
/// ```
#[must_use]
pub fn destruction_phrase(pairs: u32) -> String {
    format!("destroy {pairs} key pairs")
}

/// What destroying all keys would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DestructionForecast {
    /// How many key pairs would be destroyed.
    pub pairs: u32,
}

impl DestructionForecast {
    /// What a person has to type.
    #[must_use]
    pub fn phrase(self) -> String {
        destruction_phrase(self.pairs)
    }
}

impl fmt::Display for DestructionForecast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "All {} key pairs are destroyed at once, and nothing brings them back: SmartAccounts shows a secret only once, so \
             each company's pair has to be made anew. Clients, summary tasks and settings stay.",
            self.pairs
        )
    }
}

/// What destroying all keys would do now.
pub async fn forecast_destruction(
    actor: &Actor,
    store: &dyn IntegrationStore,
) -> Result<DestructionForecast, ActivationError> {
    actor.may(Action::DestroyKeys)?;
    let pairs = store.open(&actor.firm).await?.connections().all().await?.len();
    Ok(DestructionForecast { pairs: count(pairs) })
}

/// Destroys all keys of a firm now, those in a client import that is not over with it; how many pairs. Nothing brings
/// them back. Active or not stays as it is.
pub async fn destroy_keys(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    typed: &str,
) -> Result<u32, ActivationError> {
    actor.may(Action::DestroyKeys)?;
    let now = clock.now();
    let mut work = store.open(&actor.firm).await?;
    let activation = work.activation_to_change().await?;
    let phrase = destruction_phrase(count(work.connections().all().await?.len()));
    if typed.trim() != phrase {
        return Err(ActivationError::NotConfirmed(phrase));
    }
    let pairs = destroy(work.as_mut(), now, actor.who()).await?;
    if let Some(Activation::Inactive { since, .. }) = activation {
        work.put_activation(Activation::Inactive { since, keys: KeptKeys::Destroyed(now) }).await?;
    }
    work.commit().await?;
    Ok(pairs)
}

/// Destroys the keys of a firm if it was deactivated and their time is over; how many pairs.
pub async fn destroy_overdue_keys(
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    firm: &FirmId,
) -> Result<u32, StoreError> {
    let mut work = store.open(firm).await?;
    // Looked at often: whoever works meanwhile isn't held up unless there is something to do.
    if !work.activation().await?.is_some_and(|activation| activation.keys_are_overdue(clock.now())) {
        return Ok(0);
    }
    drop(work);
    let mut work = store.open(firm).await?;
    let pairs = expire(work.as_mut(), clock.now()).await?;
    if pairs.is_some() {
        work.commit().await?;
    }
    Ok(pairs.unwrap_or_default())
}

pub(super) async fn destroy(
    work: &mut dyn UnitOfWork,
    now: DateTime<Utc>,
    who: Who,
) -> Result<u32, StoreError> {
    let connections = work.connections().all().await?;
    for connection in &connections {
        work.connections().delete(&connection.owner).await?;
    }
    give_up_import(work, now, who.clone()).await?;
    let pairs = count(connections.len());
    work.audit().append(&[AuditEntry::new(now, who, AuditEvent::KeysDestroyed { pairs })]).await?;
    Ok(pairs)
}
