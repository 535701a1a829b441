//! What is known of a firm and a client, for tests to change.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uku_core::activation::Activation;
use uku_core::client::Client;
use uku_core::client_import::{ClientImport, ClientImportId, ImportSource, ImportState};
use uku_core::connection::{Connection, ConnectionState, ConnectionTrouble, KeyHint};
use uku_core::counting::{CountError, DataField};
use uku_core::diagnosis::{ClientFacts, Finding, FirmFacts, diagnose_client, diagnose_firm};
use uku_core::firm::Subscription;
use uku_core::ledger::LedgerError;
use uku_core::run::{Failure, MonthOutcome, Outcome};
use uku_core::summary::{MissingSetting, SettingsDraft, SettingsTrouble};
use uku_core::vault::VaultError;
use uku_testkit::build::{at, client, connection, id, month, settings_draft, subscription};
use uuid::Uuid;

pub(super) const SALES: DataField = DataField::SalesEntries;
pub(super) const BANK: DataField = DataField::BankEntries;

/// A firm and a client that lack nothing, for tests to take something away from.
#[derive(Clone)]
pub(super) struct Facts {
    pub(super) subscription: Subscription,
    pub(super) activation: Option<Activation>,
    pub(super) settings: SettingsDraft,
    pub(super) troubles: Vec<SettingsTrouble>,
    pub(super) connected: usize,
    pub(super) client_import: Option<ClientImport>,
    pub(super) client: Client,
    pub(super) connection: Option<Connection>,
    pub(super) sealed: Option<VaultError>,
    pub(super) outcomes: Vec<MonthOutcome>,
}

/// Everything that is required and was not filled in.
pub(super) fn everything() -> Vec<MissingSetting> {
    vec![
        MissingSetting::TaskTitle,
        MissingSetting::Topic,
        MissingSetting::DataImport,
        MissingSetting::DataFields,
    ]
}

pub(super) fn now() -> DateTime<Utc> {
    at("2026-11-10T09:00:00Z")
}

pub(super) fn outcome(of: &str, sales: u64, outcome: Outcome) -> MonthOutcome {
    let counts = Some(BTreeMap::from([(SALES, sales)]));
    MonthOutcome { month: month(of), counts, counted_at: Some(now()), outcome }
}

pub(super) fn failed(of: &str, error: LedgerError) -> MonthOutcome {
    let outcome = Outcome::Failed(Failure::Count(CountError::Ledger(error)));
    MonthOutcome::uncounted(month(of), outcome)
}

pub(super) fn works() -> Facts {
    let state = ConnectionState::Connected { at: now() };
    Facts {
        subscription: subscription(),
        activation: Some(Activation::Active { since: now() }),
        settings: settings_draft(&[SALES]),
        troubles: Vec::new(),
        connected: 1,
        client_import: None,
        client: client("kask"),
        connection: Some(Connection { state, ..connection("kask", "pk-1") }),
        sealed: None,
        outcomes: vec![outcome("2026-10", 3, Outcome::Created)],
    }
}

impl Facts {
    pub(super) fn but(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    pub(super) fn fares(self, state: ConnectionState) -> Self {
        self.but(|facts| facts.connection.as_mut().unwrap().state = state)
    }

    pub(super) fn imports(self, state: ImportState, source: ImportSource) -> Self {
        let import = ClientImport {
            id: ClientImportId(Uuid::nil()),
            source,
            started_by: id("owner"),
            started_at: now(),
            state,
            rows: 1,
            repeats: 0,
            version: 1,
        };
        self.but(|facts| facts.client_import = Some(import))
    }

    pub(super) fn of_firm(&self) -> FirmFacts<'_> {
        FirmFacts {
            subscription: self.subscription,
            activation: self.activation,
            settings: &self.settings,
            troubles: &self.troubles,
            connected: self.connected,
            client_import: self.client_import.as_ref(),
        }
    }

    pub(super) fn firm(&self) -> Vec<Finding> {
        diagnose_firm(&self.of_firm())
    }

    pub(super) fn ask(&self, of: Option<&str>, field: Option<DataField>) -> Vec<Finding> {
        let facts = ClientFacts {
            client: &self.client,
            connection: self.connection.as_ref(),
            sealed: self.sealed.as_ref(),
            outcomes: &self.outcomes,
        };
        diagnose_client(&self.of_firm(), &facts, of.map(month), field)
    }

    pub(super) fn client(&self) -> Vec<Finding> {
        self.ask(None, None)
    }
}

pub(super) fn failing(why: ConnectionTrouble) -> ConnectionState {
    ConnectionState::Failing { since: now(), why }
}

pub(super) fn hint() -> KeyHint {
    connection("kask", "pk-1").hint
}
