use chrono::{DateTime, Utc};

use super::session::MOST_SESSIONS;
use super::{EmailAddress, LinkPurpose, OneTimeLink, PasswordHash, SecondFactor, Session, TokenDigest};
use crate::firm::{FirmId, MemberId, MemberProfile, Role};

/// A person of a firm with all that lets the person in. It is read and written as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The firm.
    pub firm: FirmId,
    /// Who it is in the firm.
    pub member: MemberId,
    /// The person's name.
    pub name: String,
    /// By which the person signs in. Of all firms together one account has it.
    pub email: EmailAddress,
    /// What the person is in the firm.
    pub role: Role,
    /// Whether the person was given the right to export invoices.
    pub exports_invoices: bool,
    /// Whether the person works for the firm.
    pub active: bool,
    /// The hash of the password; none until one is set.
    pub password: Option<PasswordHash>,
    /// The authenticator, where there is one.
    pub second_factor: Option<SecondFactor>,
    /// Where the person is signed in; some of them may be over.
    pub sessions: Vec<Session>,
    /// One-time links that were not used; some of them may be over.
    pub links: Vec<OneTimeLink>,
    /// How often the account was written; 0 if it never was.
    pub version: u64,
}

impl Account {
    /// A person who has neither password nor link yet.
    #[must_use]
    pub fn new(firm: FirmId, member: MemberId, name: String, email: EmailAddress, role: Role) -> Self {
        Self {
            firm,
            member,
            name,
            email,
            role,
            exports_invoices: false,
            active: true,
            password: None,
            second_factor: None,
            sessions: Vec::new(),
            links: Vec::new(),
            version: 0,
        }
    }

    /// The person, as people see each other.
    #[must_use]
    pub fn profile(&self) -> MemberProfile {
        MemberProfile {
            id: self.member.clone(),
            name: self.name.clone(),
            email: Some(self.email.to_string()),
            role: self.role,
            exports_invoices: self.exports_invoices,
            active: self.active,
        }
    }

    /// The authenticator whose codes are asked for.
    #[must_use]
    pub fn confirmed_factor(&self) -> Option<&SecondFactor> {
        self.second_factor.as_ref().filter(|factor| factor.confirmed)
    }

    /// The session of a token, unless it is over or the person was sent away.
    #[must_use]
    pub fn session(&self, token: &TokenDigest, now: DateTime<Utc>) -> Option<&Session> {
        let sessions = self.sessions.iter().filter(|_| self.active);
        sessions.filter(|session| !session.is_over(now)).find(|session| session.token == *token)
    }

    /// The link of a token, unless it is over or the person was sent away.
    #[must_use]
    pub fn link(&self, token: &TokenDigest, now: DateTime<Utc>) -> Option<&OneTimeLink> {
        let links = self.links.iter().filter(|_| self.active);
        links.filter(|link| !link.is_over(now)).find(|link| link.token == *token)
    }

    /// Begins a session. Those that are over go, and of too many that which was used longest ago.
    pub(super) fn begin_session(&mut self, token: TokenDigest, now: DateTime<Utc>) {
        self.sessions.retain(|session| !session.is_over(now));
        self.sessions.push(Session::new(token, now));
        self.sessions.sort_by_key(|session| session.seen_at);
        let too_many = self.sessions.len().saturating_sub(MOST_SESSIONS);
        self.sessions.drain(..too_many);
    }

    /// Makes a link. The former one of the same purpose ends, and those that are over go.
    pub(super) fn make_link(
        &mut self,
        token: TokenDigest,
        purpose: LinkPurpose,
        now: DateTime<Utc>,
    ) -> OneTimeLink {
        self.links.retain(|link| link.purpose != purpose && !link.is_over(now));
        let link = OneTimeLink::new(token, purpose, now);
        self.links.push(link.clone());
        link
    }

    /// Ends everything through which the person comes in without the password; how many sessions that were not over.
    pub(super) fn shut(&mut self, now: DateTime<Utc>) -> u32 {
        let open = self.sessions.iter().filter(|session| !session.is_over(now)).count();
        self.sessions.clear();
        self.links.clear();
        u32::try_from(open).unwrap_or(u32::MAX)
    }
}
