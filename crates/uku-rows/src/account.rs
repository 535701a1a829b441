//! The people of a firm, and what lets them in.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uku_core::firm::{FirmId, MemberId, MemberProfile};
use uku_core::sign_in::{
    Account, EmailAddress, OneTimeLink, PasswordHash, SecondFactor, Session, TokenDigest,
};
use uku_core::store::StoreError;
use uku_core::vault::{SealedDataKey, SealedSecret};

use crate::codec::{from_integer, from_json, from_word, parse, to_integer, to_json, to_word};

/// The columns of a person that people see of each other.
#[derive(Debug)]
pub struct MemberRow {
    /// The identity.
    pub member_id: String,
    /// The name.
    pub name: String,
    /// The email address.
    pub email: String,
    /// The role, in one word.
    pub role: String,
    /// Whether the person may export invoices.
    pub exports_invoices: bool,
    /// Whether the person works for the firm.
    pub active: bool,
}

impl MemberRow {
    /// The person.
    pub fn profile(self) -> Result<MemberProfile, StoreError> {
        Ok(MemberProfile {
            id: parse("members.member_id", &self.member_id)?,
            name: self.name,
            email: Some(self.email),
            role: from_word("members.role", self.role)?,
            exports_invoices: self.exports_invoices,
            active: self.active,
        })
    }
}

/// The columns of a person with all that lets the person in.
#[derive(Debug)]
pub struct AccountRow {
    /// The identity.
    pub member_id: String,
    /// The name.
    pub name: String,
    /// The email address.
    pub email: String,
    /// The role, in one word.
    pub role: String,
    /// Whether the person may export invoices.
    pub exports_invoices: bool,
    /// Whether the person works for the firm.
    pub active: bool,
    /// The hash of the password.
    pub password_hash: Option<String>,
    /// Authenticator, sessions and links, as JSON.
    pub access: String,
    /// How often the row was written.
    pub version: i64,
}

#[derive(Serialize, Deserialize)]
struct Access {
    second_factor: Option<Factor>,
    sessions: Vec<Session>,
    links: Vec<OneTimeLink>,
}

#[derive(Serialize, Deserialize)]
struct Factor {
    data_key: Vec<u8>,
    secret: Vec<u8>,
    confirmed: bool,
    last_step: Option<u64>,
    recovery: Vec<TokenDigest>,
}

impl AccountRow {
    /// The next version of an account as its columns hold it.
    pub fn of(account: &Account) -> Result<Self, StoreError> {
        let factor = account.second_factor.as_ref().map(|factor| Factor {
            data_key: factor.data_key.0.clone(),
            secret: factor.secret.0.clone(),
            confirmed: factor.confirmed,
            last_step: factor.last_step,
            recovery: factor.recovery.clone(),
        });
        let access = Access {
            second_factor: factor,
            sessions: account.sessions.clone(),
            links: account.links.clone(),
        };
        Ok(Self {
            member_id: account.member.to_string(),
            name: account.name.clone(),
            email: account.email.to_string(),
            role: to_word(&account.role)?,
            exports_invoices: account.exports_invoices,
            active: account.active,
            password_hash: account.password.as_ref().map(|hash| hash.expose().to_owned()),
            access: to_json(&access)?,
            version: to_integer(account.version.saturating_add(1))?,
        })
    }

    /// The account of a firm's person.
    pub fn account(self, firm: &FirmId) -> Result<Account, StoreError> {
        let Access { second_factor, sessions, links } = from_json("members.access", &self.access)?;
        let second_factor = second_factor.map(|factor| SecondFactor {
            data_key: SealedDataKey(factor.data_key),
            secret: SealedSecret(factor.secret),
            confirmed: factor.confirmed,
            last_step: factor.last_step,
            recovery: factor.recovery,
        });
        Ok(Account {
            firm: firm.clone(),
            member: parse::<MemberId>("members.member_id", &self.member_id)?,
            name: self.name,
            email: parse("members.email", &self.email)?,
            role: from_word("members.role", self.role)?,
            exports_invoices: self.exports_invoices,
            active: self.active,
            password: self.password_hash.map(PasswordHash::new),
            second_factor,
            sessions,
            links,
            version: from_integer("members.version", self.version)?,
        })
    }
}

/// Under which an account is found by its email address.
#[must_use]
pub fn email_key(email: &EmailAddress) -> String {
    format!("email:{}", email.digest().as_str())
}

/// Under which an account is found by one of its sessions.
#[must_use]
pub fn session_key(token: &TokenDigest) -> String {
    format!("session:{}", token.as_str())
}

/// Under which an account is found by one of its links.
#[must_use]
pub fn link_key(token: &TokenDigest) -> String {
    format!("link:{}", token.as_str())
}

/// Everything under which an account is found without its firm.
#[must_use]
pub fn account_keys(account: &Account) -> BTreeSet<String> {
    let sessions = account.sessions.iter().map(|session| session_key(&session.token));
    let links = account.links.iter().map(|link| link_key(&link.token));
    sessions.chain(links).chain([email_key(&account.email)]).collect()
}
