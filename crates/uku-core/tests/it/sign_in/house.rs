//! The people of two firms, and all that lets them in.
#![expect(clippy::panic, reason = "a test that can't go on fails by panicking")]

use std::sync::Arc;

use chrono::TimeDelta;
use secrecy::{ExposeSecret, SecretString};
use uku_core::audit::{AuditEntry, AuditEvent, AuditQuery};
use uku_core::firm::{Actor, FirmId, MemberId, Role};
use uku_core::sign_in::{
    Account, Accounts as _, Managing, Operator, Present, SignIn, SignInError, SigningIn,
};
use uku_core::store::IntegrationStore as _;
use uku_core::vault::Vault;
use uku_testkit::build::{firm_a, id, subscription, two_firms};
use uku_testkit::fake::{
    CountingIds, FakeCodes, FakePasswords, FakeTokens, ManualClock, MemoryAccounts, MemoryStore, MemoryVault,
};

use crate::support::morning;

pub(crate) const OWNER: &str = "omanik@firma.example";
pub(crate) const PASSWORD: &str = "kolm sinist kala";
pub(crate) const OTHER: &str = "neli rohelist kala";

pub(crate) struct House {
    pub(crate) clock: ManualClock,
    pub(crate) store: Arc<MemoryStore>,
    pub(crate) accounts: MemoryAccounts,
    pub(crate) passwords: FakePasswords,
    pub(crate) tokens: FakeTokens,
    pub(crate) codes: FakeCodes,
    pub(crate) vault: MemoryVault,
    pub(crate) ids: CountingIds,
}

pub(crate) fn secret(text: &str) -> SecretString {
    text.into()
}

pub(crate) fn clear(secret: &SecretString) -> String {
    secret.expose_secret().to_owned()
}

impl House {
    /// Nobody has an account.
    pub(crate) fn empty() -> Self {
        let store = Arc::new(MemoryStore::default());
        Self {
            clock: morning(),
            accounts: MemoryAccounts::recording_in(store.clone()),
            store,
            passwords: FakePasswords::default(),
            tokens: FakeTokens::default(),
            codes: FakeCodes::default(),
            vault: MemoryVault::default(),
            ids: CountingIds::default(),
        }
    }

    /// The first firm's owner has set the [`PASSWORD`].
    pub(crate) async fn new() -> Self {
        let house = Self::empty();
        let [firm, _] = two_firms();
        let link =
            house.operator().create_owner(&firm, "Oskar Omanik", &OWNER.parse().unwrap()).await.unwrap();
        let token = done(house.signing_in().accept_link(&link.token, &secret(PASSWORD)).await);
        house.signing_in().sign_out(&token).await.unwrap();
        house
    }

    pub(crate) fn signing_in(&self) -> SigningIn<'_> {
        SigningIn {
            accounts: &self.accounts,
            passwords: &self.passwords,
            tokens: &self.tokens,
            codes: &self.codes,
            vault: &self.vault,
            clock: &self.clock,
        }
    }

    pub(crate) fn with_vault<'a>(&'a self, vault: &'a dyn Vault) -> SigningIn<'a> {
        SigningIn { vault, ..self.signing_in() }
    }

    pub(crate) fn operator(&self) -> Operator<'_> {
        Operator { accounts: &self.accounts, tokens: &self.tokens, clock: &self.clock }
    }

    pub(crate) fn managing<'a>(&'a self, actor: &'a Actor) -> Managing<'a> {
        Managing { actor, accounts: &self.accounts, tokens: &self.tokens, clock: &self.clock, ids: &self.ids }
    }

    /// Somebody of the first firm who has set the [`PASSWORD`] and is signed out.
    pub(crate) async fn hire(&self, name: &str, role: Role) -> MemberId {
        let owner = actor("owner", Role::Owner);
        let invitation = uku_core::sign_in::Invitation {
            name: name.to_owned(),
            email: email(name),
            role,
            exports_invoices: false,
        };
        let link = self.managing(&owner).invite(&invitation).await.unwrap();
        let token = done(self.signing_in().accept_link(&link.token, &secret(PASSWORD)).await);
        self.signing_in().sign_out(&token).await.unwrap();
        link.member
    }

    /// Signs somebody in who has no authenticator.
    pub(crate) async fn enter(&self, email: &str) -> SecretString {
        done(self.signing_in().sign_in(email, &secret(PASSWORD), None).await)
    }

    /// Sets up an authenticator for somebody who is signed in; its secret and the recovery codes.
    pub(crate) async fn equip(&self, token: &SecretString) -> (SecretString, Vec<SecretString>) {
        let new = self.signing_in().begin_second_factor(token).await.unwrap();
        let codes = self.signing_in().confirm_second_factor(token, &self.shown(&new.secret)).await.unwrap();
        (new.secret, codes)
    }

    /// The code that an app with this secret shows now.
    pub(crate) fn shown(&self, secret: &SecretString) -> SecretString {
        use uku_core::clock::Clock as _;
        FakeCodes::code(secret, self.clock.now()).into()
    }

    pub(crate) async fn present(&self, token: &SecretString) -> Option<Present> {
        self.signing_in().session(token).await.unwrap()
    }

    pub(crate) async fn account(&self, email: &str) -> Account {
        self.accounts.by_email(&email.parse().unwrap()).await.unwrap().unwrap()
    }

    pub(crate) async fn recorded(&self, firm: &FirmId) -> Vec<AuditEntry> {
        let mut work = self.store.open(firm).await.unwrap();
        let query = AuditQuery { client: None, before: None, most: 1_000 };
        let records = work.audit().page(&query).await.unwrap();
        records.into_iter().rev().map(|record| record.entry).collect()
    }

    /// What was recorded in the first firm since so many entries.
    pub(crate) async fn events_after(&self, number: usize) -> Vec<AuditEvent> {
        self.recorded(&firm_a()).await.into_iter().skip(number).map(|entry| entry.event).collect()
    }

    pub(crate) fn wait(&self, time: TimeDelta) {
        self.clock.advance(time);
    }
}

/// The email address of somebody of this name.
pub(crate) fn email(name: &str) -> String {
    format!("{}@firma.example", name.to_lowercase())
}

/// Somebody of the first firm.
pub(crate) fn actor(member: &str, role: Role) -> Actor {
    Actor { firm: firm_a(), member: id(member), role, exports_invoices: false, subscription: subscription() }
}

/// The token of somebody who came in all the way.
pub(crate) fn done(entered: Result<SignIn, SignInError>) -> SecretString {
    match entered {
        Ok(SignIn::Done(token)) => token,
        other => panic!("not signed in: {other:?}"),
    }
}

/// The token with which a code is brought.
pub(crate) fn challenged(entered: Result<SignIn, SignInError>) -> SecretString {
    match entered {
        Ok(SignIn::CodeNeeded(token)) => token,
        other => panic!("no code is asked for: {other:?}"),
    }
}
