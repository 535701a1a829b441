use uku_core::calendar::Month;
use uku_core::client::ClientId;
use uku_core::diagnosis::Finding;
use uku_core::run::{Failure, Outcome, SkipReason};

use crate::address::{segment, with_query};

/// Where something is remedied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) href: String,
    /// The key of what is done there.
    pub(crate) key: &'static str,
}

impl Place {
    /// The integration, to be activated.
    fn overview() -> Self {
        Self { href: "/settings/smartaccounts".to_owned(), key: "why-place-overview" }
    }

    /// The settings of the summary task.
    pub(crate) fn data_import() -> Self {
        Self { href: "/settings/smartaccounts/data-import".to_owned(), key: "why-place-data-import" }
    }

    /// The import of clients.
    pub(crate) fn import() -> Self {
        Self { href: "/settings/smartaccounts/import".to_owned(), key: "why-place-import" }
    }

    /// The list that waits for a person's review.
    pub(crate) fn review() -> Self {
        Self { href: "/settings/smartaccounts/import/review".to_owned(), key: "why-place-review" }
    }

    /// The clients, each with its key icon.
    pub(crate) fn clients() -> Self {
        Self { href: "/clients".to_owned(), key: "why-place-clients" }
    }

    /// A client's integration dialog.
    pub(crate) fn integration(client: &ClientId) -> Self {
        Self { href: format!("{}/integration", client_at(client)), key: "why-place-integration" }
    }

    fn client(client: &ClientId) -> Self {
        Self { href: client_at(client), key: "why-place-client" }
    }

    /// Import data for a client, or for all that are chosen there.
    pub(crate) fn import_data(client: Option<&ClientId>, month: Option<Month>) -> Self {
        let month = month.map(|month| month.to_string()).unwrap_or_default();
        let client = client.map(ToString::to_string).unwrap_or_default();
        let pairs = [("client", client.as_str()), ("from", &month), ("to", &month)];
        Self { href: with_query("/clients/import-data", &pairs), key: "why-place-import-data" }
    }

    /// Where a finding about a client, or about the firm, is remedied; none if nowhere in this site.
    pub(crate) fn of_finding(finding: &Finding, client: Option<&ClientId>) -> Option<Self> {
        let integration = || Some(client.map_or_else(Self::clients, Self::integration));
        let import = |month| Some(Self::import_data(client, month));
        match finding {
            Finding::Subscription(_) | Finding::MonthDeferred(..) | Finding::MonthBilled(_) => None,
            Finding::NeverActivated | Finding::Deactivated { .. } => Some(Self::overview()),
            Finding::SettingsMissing(_) | Finding::SettingsBroken(_) | Finding::Unmapped(_) => {
                Some(Self::data_import())
            }
            Finding::NobodyConnected
            | Finding::NotConnected
            | Finding::Failing { .. }
            | Finding::KeysSealed(_)
            | Finding::Untested(_) => integration(),
            Finding::ClientImportFailed(_) | Finding::ClientImportInterrupted(_) => Some(Self::import()),
            Finding::ClientImportWaits => Some(Self::review()),
            Finding::ClientInactive | Finding::Paused => client.map(Self::client),
            Finding::NothingImported => import(None),
            Finding::MappedLater(_, month)
            | Finding::MonthNotImported(month)
            | Finding::MonthEditedByHand(month)
            | Finding::MonthDeleted(month)
            | Finding::MonthEmpty(month) => import(Some(*month)),
            Finding::MonthFailed(month, failure) => {
                client.map_or_else(|| import(Some(*month)), |client| Self::of_failure(failure, client))
            }
            Finding::MonthSkipped(_, reason) => client.and_then(|client| Self::of_skip(reason, client)),
        }
    }

    /// Where what came of a month is remedied; none if nowhere, or nothing is to be remedied.
    pub(crate) fn of_outcome(outcome: &Outcome, client: &ClientId) -> Option<Self> {
        match outcome {
            Outcome::Failed(failure) => Self::of_failure(failure, client),
            Outcome::Skipped(reason) => Self::of_skip(reason, client),
            Outcome::Created
            | Outcome::Updated(_)
            | Outcome::Unchanged
            | Outcome::Billed(_)
            | Outcome::EditedByHand(_)
            | Outcome::Deleted
            | Outcome::Deferred(_) => None,
        }
    }

    fn of_failure(failure: &Failure, client: &ClientId) -> Option<Self> {
        match failure {
            Failure::Settings(_) => Some(Self::data_import()),
            Failure::Keys(_) => Some(Self::integration(client)),
            failure => failure.connection_trouble().map(|_| Self::integration(client)),
        }
    }

    fn of_skip(reason: &SkipReason, client: &ClientId) -> Option<Self> {
        match reason {
            SkipReason::NotActive => Some(Self::overview()),
            SkipReason::NoSettings => Some(Self::data_import()),
            SkipReason::NotConnected | SkipReason::Failing(_) => Some(Self::integration(client)),
            SkipReason::ClientInactive | SkipReason::Paused => Some(Self::client(client)),
            SkipReason::Subscription(_) | SkipReason::ClientGone => None,
        }
    }
}

/// The address of a client.
pub(crate) fn client_at(client: &ClientId) -> String {
    format!("/clients/{}", segment(client.as_ref()))
}
