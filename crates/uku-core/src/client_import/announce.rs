use super::start::current;
use super::{ClientImport, ClientImportId, ImportState};
use crate::clock::Clock;
use crate::firm::FirmId;
use crate::notice::{AnnounceError, Audience, Notice, NoticeEvent, Notices};
use crate::store::{IntegrationStore, StoreError};

/// Tells whoever began the firm's latest client import that it is ready for review, failed, or was interrupted; whether
/// there was something to tell. Each import is told once, whatever dies when; one whose program died is interrupted now.
///
/// Whoever fetched in the background calls it, and so does whoever goes through all firms again and again.
pub async fn announce(
    notices: &dyn Notices,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    firm: &FirmId,
) -> Result<bool, AnnounceError> {
    let Some(import) = untold(store, clock, firm).await? else { return Ok(false) };
    let Some(event) = news(&import) else { return Ok(false) };
    let key = format!("client-import:{}", import.id);
    let notice = Notice { key, at: clock.now(), to: Audience::Member(import.started_by), event };
    notices.post(firm, &notice).await?;
    told_on_the_spot(store, firm, import.id).await?;
    Ok(true)
}

/// Remembers that whoever began an import knows what came of it: nobody is told any more. For whoever fetches while a
/// person waits and sees the end.
pub async fn told_on_the_spot(
    store: &dyn IntegrationStore,
    firm: &FirmId,
    import: ClientImportId,
) -> Result<(), StoreError> {
    let mut work = store.open(firm).await?;
    work.client_imports().announced(import).await?;
    work.commit().await
}

/// The latest import, unless people were told of it.
async fn untold(
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    firm: &FirmId,
) -> Result<Option<ClientImport>, StoreError> {
    let mut work = store.open(firm).await?;
    let Some(import) = current(work.as_mut(), clock).await? else { return Ok(None) };
    let told = work.client_imports().is_announced(import.id).await?;
    work.commit().await?;
    Ok((!told).then_some(import))
}

/// What there is to tell of an import: nothing while it goes on, nor of what a person did.
fn news(import: &ClientImport) -> Option<NoticeEvent> {
    let ClientImport { id, source, rows, .. } = *import;
    match &import.state {
        ImportState::Ready => Some(NoticeEvent::ClientImportReady { import: id, source, rows }),
        ImportState::Failed(error) => {
            Some(NoticeEvent::ClientImportFailed { import: id, error: error.clone() })
        }
        ImportState::Interrupted => Some(NoticeEvent::ClientImportInterrupted { import: id, source }),
        ImportState::Fetching { .. }
        | ImportState::Confirming
        | ImportState::Confirmed(_)
        | ImportState::Cancelled => None,
    }
}
