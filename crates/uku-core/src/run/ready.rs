use super::{Claim, ClaimedItem, Failure, ImportItem, Lane, SkipReason};
use crate::client::Client;
use crate::connection::{Books, ConnectedLedger, ConnectionOwner, NoBooks, open_books};
use crate::firm::Firm;
use crate::store::StoreError;
use crate::summary::{SummarySettings, settings_trouble};

/// Everything that the work on an item needs.
pub(super) struct Ready<'a> {
    pub(super) firm: Firm,
    pub(super) client: Client,
    pub(super) settings: SummarySettings,
    pub(super) books: ConnectedLedger<'a>,
}

/// Why the work on an item doesn't begin.
pub(super) enum NotReady {
    /// Its months are passed over.
    Skip(SkipReason),
    /// It fails, or is tried again later.
    Fail(Failure),
    /// It waits in another lane.
    Move(Lane),
}

impl From<Failure> for NotReady {
    fn from(failure: Failure) -> Self {
        Self::Fail(failure)
    }
}

impl From<StoreError> for NotReady {
    fn from(error: StoreError) -> Self {
        Self::Fail(Failure::Data(error.to_string()))
    }
}

impl From<NoBooks> for NotReady {
    fn from(why: NoBooks) -> Self {
        match why {
            NoBooks::NotActive => Self::Skip(SkipReason::NotActive),
            NoBooks::NotConnected => Self::Skip(SkipReason::NotConnected),
            NoBooks::Paused => Self::Skip(SkipReason::Paused),
            NoBooks::Failing(trouble) => Self::Skip(SkipReason::Failing(trouble)),
            NoBooks::Vault(error) => Self::Fail(Failure::Keys(error.to_string())),
            NoBooks::Store(error) => error.into(),
        }
    }
}

impl<'a> ImportItem<'a> {
    /// Looks up whether the item can be worked on as things are now, and opens the books. Nothing is asked yet.
    pub(super) async fn ready(&self, claim: &'a Claim, claimed: &ClaimedItem) -> Result<Ready<'a>, NotReady> {
        let data = |error: &dyn std::fmt::Display| Failure::Data(error.to_string());
        let firm = self.clients.firm(&claim.firm).await.map_err(|error| data(&error))?;
        let firm = firm.ok_or_else(|| Failure::Data(format!("there is no firm {}", claim.firm)))?;
        firm.subscription.allows_work().map_err(|paused| NotReady::Skip(SkipReason::Subscription(paused)))?;
        let client = self.clients.client(&claim.firm, &claimed.item.client).await;
        let client = client.map_err(|error| data(&error))?;
        let client = client.ok_or(NotReady::Skip(SkipReason::ClientGone))?;
        if !client.active {
            return Err(NotReady::Skip(SkipReason::ClientInactive));
        }

        let mut work = self.store.open(&claim.firm).await?;
        let draft = work.settings_draft().await?.unwrap_or_default();
        drop(work);
        let settings = draft.complete().map_err(|_| NotReady::Skip(SkipReason::NoSettings))?;
        let troubles = settings_trouble(self.tasks, &claim.firm, &draft).await.map_err(Failure::from)?;
        if let Some(trouble) = troubles.into_iter().next() {
            return Err(Failure::from(trouble).into());
        }

        let with = Books {
            firm: &claim.firm,
            store: self.store,
            vault: self.vault,
            ledgers: self.ledgers,
            clock: self.clock,
            priority: claimed.run.priority,
        };
        let books = open_books(with, &ConnectionOwner::Client(client.id.clone())).await?;
        let lane = Lane::of_key(books.fingerprint());
        if lane == claim.lane {
            Ok(Ready { firm, client, settings, books })
        } else {
            Err(NotReady::Move(lane))
        }
    }
}
