use super::ANSWERS_KEPT;
use crate::clock::Clock;
use crate::firm::FirmId;
use crate::store::{IntegrationStore, StoreError};

/// Forgets a firm's answers that were kept for their time; how many.
pub async fn forget_old_answers(
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    firm: &FirmId,
) -> Result<u64, StoreError> {
    let mut work = store.open(firm).await?;
    let forgotten = work.answers().forget_before(clock.now() - ANSWERS_KEPT).await?;
    work.commit().await?;
    Ok(forgotten)
}
