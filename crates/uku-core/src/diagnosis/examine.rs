use std::collections::BTreeMap;

use super::{ClientFacts, Finding, FirmFacts, diagnose_client, diagnose_firm};
use crate::activation::Activation;
use crate::calendar::Month;
use crate::client::{Client, ClientId, Clients, ClientsError};
use crate::client_import::{ClientImport, StartImportError, progress};
use crate::clock::Clock;
use crate::connection::{Connection, ConnectionOwner};
use crate::counting::DataField;
use crate::firm::{Action, Actor, Denied, Subscription};
use crate::store::{IntegrationStore, StoreError};
use crate::summary::{SettingsDraft, SettingsTrouble, Tasks, TasksError, settings_trouble};
use crate::vault::{Vault, VaultError};

/// Why nothing can be said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExamineError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is no such client.
    #[error("there is no client {0}")]
    NoSuchClient(ClientId),
    /// The client import could not be read.
    #[error(transparent)]
    Import(#[from] StartImportError),
    /// The clients could not be read.
    #[error(transparent)]
    Clients(#[from] ClientsError),
    /// Topics and custom task fields could not be read.
    #[error(transparent)]
    Tasks(#[from] TasksError),
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A client and what hinders it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientDiagnosis {
    /// The client.
    pub client: Client,
    /// Its connection.
    pub connection: Option<Connection>,
    /// What hinders it, the gravest first; empty if nothing does.
    pub findings: Vec<Finding>,
}

/// How many key pairs there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KeyPairs {
    /// In all.
    pub all: u32,
    /// Of them, those that the master keys at hand don't open.
    pub sealed: u32,
}

/// Looks up what is known and says what hinders. It changes nothing, but that a client import whose program died is found
/// interrupted.
#[derive(Clone, Copy)]
pub struct Examination<'a> {
    /// Who wants to know.
    pub actor: &'a Actor,
    /// The firm's clients.
    pub clients: &'a dyn Clients,
    /// Its topics and custom task fields.
    pub tasks: &'a dyn Tasks,
    /// The integration's own memory.
    pub store: &'a dyn IntegrationStore,
    /// Tries whether keys open.
    pub vault: &'a dyn Vault,
    /// The time.
    pub clock: &'a dyn Clock,
}

impl Examination<'_> {
    /// What hinders the firm as a whole.
    pub async fn firm(&self) -> Result<Vec<Finding>, ExamineError> {
        self.actor.may(Action::SeeIntegration)?;
        Ok(diagnose_firm(&self.known().await?.facts()))
    }

    /// What hinders a client: in general, in a month, in a field.
    pub async fn client(
        &self,
        client: &ClientId,
        month: Option<Month>,
        field: Option<DataField>,
    ) -> Result<ClientDiagnosis, ExamineError> {
        self.actor.may(Action::SeeIntegration)?;
        let found = self.clients.client(&self.actor.firm, client).await?;
        let found = found.ok_or_else(|| ExamineError::NoSuchClient(client.clone()))?;
        self.one(&self.known().await?, found, month, field).await
    }

    /// What hinders each client, by name.
    pub async fn all(&self, month: Option<Month>) -> Result<Vec<ClientDiagnosis>, ExamineError> {
        self.actor.may(Action::SeeIntegration)?;
        let known = self.known().await?;
        let mut diagnoses = Vec::new();
        for client in self.clients.clients(&self.actor.firm).await? {
            diagnoses.push(self.one(&known, client, month, None).await?);
        }
        Ok(diagnoses)
    }

    /// How many key pairs the firm has, and how many of them can't be opened.
    pub async fn key_pairs(&self) -> Result<KeyPairs, ExamineError> {
        self.actor.may(Action::SeeIntegration)?;
        let firm = &self.actor.firm;
        let mut pairs = KeyPairs::default();
        for owner in self.known().await?.connections.into_keys() {
            let mut work = self.store.open(firm).await?;
            let keys = work.connections().keys(&owner).await?;
            drop(work);
            let Some(keys) = keys else { continue };
            pairs.all += 1;
            let open = keys.open(self.vault, firm, &owner.to_string()).await;
            pairs.sealed += u32::from(open.is_err());
        }
        Ok(pairs)
    }

    async fn one(
        &self,
        known: &Known,
        client: Client,
        month: Option<Month>,
        field: Option<DataField>,
    ) -> Result<ClientDiagnosis, ExamineError> {
        let owner = ConnectionOwner::Client(client.id.clone());
        let connection = known.connections.get(&owner).cloned();
        let mut work = self.store.open(&self.actor.firm).await?;
        let outcomes = work.runs().latest_outcomes(&client.id).await?;
        let keys = work.connections().keys(&owner).await?;
        drop(work);
        let sealed: Option<VaultError> = match keys {
            Some(keys) => keys.open(self.vault, &self.actor.firm, &owner.to_string()).await.err(),
            None => None,
        };
        let facts = ClientFacts {
            client: &client,
            connection: connection.as_ref(),
            sealed: sealed.as_ref(),
            outcomes: &outcomes,
        };
        let findings = diagnose_client(&known.facts(), &facts, month, field);
        Ok(ClientDiagnosis { client, connection, findings })
    }

    async fn known(&self) -> Result<Known, ExamineError> {
        let firm = self.clients.firm(&self.actor.firm).await?;
        let firm = firm.ok_or_else(|| ClientsError::NoSuchFirm(self.actor.firm.clone()))?;
        let client_import = progress(self.actor, self.store, self.clock).await?;
        let mut work = self.store.open(&self.actor.firm).await?;
        let settings = work.settings_draft().await?.unwrap_or_default();
        drop(work);
        let troubles = settings_trouble(self.tasks, &self.actor.firm, &settings).await?;
        let mut work = self.store.open(&self.actor.firm).await?;
        let connections = work.connections().all().await?.into_iter();
        Ok(Known {
            subscription: firm.subscription,
            activation: work.activation().await?,
            settings,
            troubles,
            connections: connections.map(|connection| (connection.owner.clone(), connection)).collect(),
            client_import,
        })
    }
}

/// What is known of the firm.
struct Known {
    subscription: Subscription,
    activation: Option<Activation>,
    settings: SettingsDraft,
    troubles: Vec<SettingsTrouble>,
    connections: BTreeMap<ConnectionOwner, Connection>,
    client_import: Option<ClientImport>,
}

impl Known {
    fn facts(&self) -> FirmFacts<'_> {
        FirmFacts {
            subscription: self.subscription,
            activation: self.activation,
            settings: &self.settings,
            troubles: &self.troubles,
            connected: self.connections.keys().filter(|owner| owner.client().is_some()).count(),
            client_import: self.client_import.as_ref(),
        }
    }
}
