use std::sync::Arc;

use async_trait::async_trait;
use uku_core::client::Clients;
use uku_core::clock::Clock;
use uku_core::firm::Actor;
use uku_core::ids::Ids;
use uku_core::sign_in::{Accounts, Managing, OneTimeCodes, Passwords, SigningIn, Tokens};
use uku_core::vault::Vault;

use crate::refusal::Refusal;
use crate::who::{Credentials, Gate, Identity};

/// What signing people in needs, where no larger product does it.
#[derive(Clone)]
pub struct SignInMeans {
    /// The accounts.
    pub accounts: Arc<dyn Accounts>,
    /// Hashes passwords.
    pub passwords: Arc<dyn Passwords>,
    /// Makes tokens.
    pub tokens: Arc<dyn Tokens>,
    /// Knows the codes of authenticator apps.
    pub codes: Arc<dyn OneTimeCodes>,
    /// Seals the secrets of authenticator apps.
    pub vault: Arc<dyn Vault>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// New identities.
    pub ids: Arc<dyn Ids>,
}

impl SignInMeans {
    /// Signing in.
    #[must_use]
    pub fn signing_in(&self) -> SigningIn<'_> {
        SigningIn {
            accounts: self.accounts.as_ref(),
            passwords: self.passwords.as_ref(),
            tokens: self.tokens.as_ref(),
            codes: self.codes.as_ref(),
            vault: self.vault.as_ref(),
            clock: self.clock.as_ref(),
        }
    }

    /// Looking after the people of a firm.
    #[must_use]
    pub fn managing<'a>(&'a self, actor: &'a Actor) -> Managing<'a> {
        Managing {
            actor,
            accounts: self.accounts.as_ref(),
            tokens: self.tokens.as_ref(),
            clock: self.clock.as_ref(),
            ids: self.ids.as_ref(),
        }
    }
}

/// Knows people by the sessions that they began with their passwords.
pub struct SessionGate {
    /// Knows the sessions.
    pub sign_in: SignInMeans,
    /// Knows what the firms pay for.
    pub clients: Arc<dyn Clients>,
}

#[async_trait]
impl Gate for SessionGate {
    async fn identify(&self, credentials: &Credentials) -> Result<Option<Identity>, Refusal> {
        let Some(token) = &credentials.token else { return Ok(None) };
        let Some(present) = self.sign_in.signing_in().session(token).await? else { return Ok(None) };
        let Some(firm) = self.clients.firm(&present.firm).await? else { return Ok(None) };
        Ok(Some(Identity {
            actor: Actor {
                firm: present.firm,
                member: present.member.id,
                role: present.member.role,
                exports_invoices: present.member.exports_invoices,
                subscription: firm.subscription,
            },
            name: present.member.name,
        }))
    }
}
