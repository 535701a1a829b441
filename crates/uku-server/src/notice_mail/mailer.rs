use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::TimeDelta;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};
use uku_core::client::{ClientId, Clients, ClientsError};
use uku_core::clock::Clock;
use uku_core::firm::FirmId;
use uku_core::notice::{NoticeBoard, NoticesError, UnmailedNotice};
use uku_core::store::{IntegrationStore, StoreError};

use super::MailPost;
use super::composed::composed;

/// How often to look for notices.
const LOOK_EVERY: TimeDelta = TimeDelta::seconds(15);
/// After so long, a notice that was taken and not sent is sent again.
const AGAIN_AFTER: TimeDelta = TimeDelta::minutes(5);
/// The most notices of a firm at a time.
const MOST: u32 = 20;

/// Sends notices by email, for all firms. Any number of programs may do so at once; each takes notices for itself.
pub(crate) struct Mailer {
    pub(crate) post: MailPost,
    pub(crate) store: Arc<dyn IntegrationStore>,
    pub(crate) clients: Arc<dyn Clients>,
    pub(crate) notices: Arc<dyn NoticeBoard>,
    pub(crate) clock: Arc<dyn Clock>,
}

/// Why the notices of a firm could not be read.
#[derive(Debug, thiserror::Error)]
enum MailError {
    #[error(transparent)]
    Notices(#[from] NoticesError),
    #[error(transparent)]
    Clients(#[from] ClientsError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Mailer {
    /// Sends what there is again and again, until told to stop.
    pub(crate) async fn run(&self, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            let soon = self.clock.now() + LOOK_EVERY;
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.send_all() => {}
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.clock.sleep_until(soon) => {}
            }
        }
    }

    /// Sends what there is now. One firm's trouble doesn't hold up the others.
    async fn send_all(&self) {
        let firms = match self.store.firms().await {
            Ok(firms) => firms,
            Err(error) => {
                warn!(%error, "the firms could not be read, so no notice was sent");
                return;
            }
        };
        for firm in firms {
            if let Err(error) = self.send_of(&firm).await {
                warn!(%firm, %error, "notices could not be sent");
            }
        }
    }

    async fn send_of(&self, firm: &FirmId) -> Result<(), MailError> {
        let now = self.clock.now();
        let taken = self.notices.take_unmailed(firm, now, now + AGAIN_AFTER, MOST).await?;
        if taken.is_empty() {
            return Ok(());
        }
        let name = self.clients.firm(firm).await?.map_or_else(|| firm.to_string(), |firm| firm.name);
        let clients: BTreeMap<ClientId, String> =
            self.clients.clients(firm).await?.into_iter().map(|client| (client.id, client.name)).collect();
        for notice in taken {
            let client = |id: &ClientId| clients.get(id).cloned().unwrap_or_else(|| id.to_string());
            if self.send(&name, &notice, &client).await {
                self.notices.mailed(firm, notice.number).await?;
            }
        }
        Ok(())
    }

    /// Whether nothing more is to be done about a notice: it was sent, or there is nobody to send it to.
    async fn send(
        &self,
        firm: &str,
        notice: &UnmailedNotice,
        client: &(dyn Fn(&ClientId) -> String + Sync),
    ) -> bool {
        let number = notice.number;
        let mail = match composed(&self.post.from, firm, notice, client) {
            Ok(Some(mail)) => mail,
            Ok(None) => return true,
            Err(error) => {
                warn!(firm = %notice.firm, number, %error, "a notice makes no mail");
                return true;
            }
        };
        match self.post.send(mail).await {
            Ok(()) => {
                info!(firm = %notice.firm, number, "notice sent by email");
                true
            }
            Err(error) => {
                warn!(firm = %notice.firm, number, %error, "a notice could not be sent; it is tried again");
                false
            }
        }
    }
}

#[cfg(test)]
mod tests;
