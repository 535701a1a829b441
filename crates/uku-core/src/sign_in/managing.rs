use chrono::{DateTime, Utc};
use secrecy::SecretString;

use super::change::change;
use super::{
    Account, AccountRefusal, Accounts, EmailAddress, EmailAddressError, LinkPurpose, SecretsError,
    TokenDigest, Tokens,
};
use crate::audit::{AuditEntry, AuditEvent, Personal};
use crate::clock::Clock;
use crate::firm::{Action, Actor, Denied, MemberId, MemberProfile, Role};
use crate::ids::Ids;
use crate::store::StoreError;

/// Why nothing was changed about a member.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManageError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The firm has no such member.
    #[error("there is no such member")]
    NoSuchMember,
    /// It is about the Owner, and somebody else asks.
    #[error("only the Company Owner may change the Company Owner's account")]
    OwnersOnly,
    /// The Owner would not be the Owner any more, or somebody else would be.
    #[error("the firm has one Company Owner, who stays so")]
    OwnerStays,
    /// A person would lock the own account.
    #[error("you can't take your own role away")]
    Yourself,
    /// A person would change how the own account signs in without the password.
    #[error("this is your own account")]
    OwnAccount,
    /// The member was sent away.
    #[error("this member is inactive")]
    Inactive,
    /// The name is empty or too long.
    #[error("a name has 1 to {} characters", MemberName::LONGEST)]
    BadName,
    /// The text is no email address.
    #[error(transparent)]
    BadEmail(#[from] EmailAddressError),
    /// The account was not written.
    #[error(transparent)]
    Refused(#[from] AccountRefusal),
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No link could be made.
    #[error(transparent)]
    Secrets(#[from] SecretsError),
}

impl ManageError {
    /// What a person can do about it, in one sentence.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Denied(denied) => denied.remedy(),
            Self::NoSuchMember => "Load the list of members again.",
            Self::OwnersOnly => "Ask the Company Owner.",
            Self::OwnerStays => "Choose Company Admin or Company Member.",
            Self::Yourself => "Ask the Company Owner or another Company Admin.",
            Self::OwnAccount => "Change it under My account, where your password is asked.",
            Self::Inactive => "Make the member active first.",
            Self::BadName => "Type the person's name.",
            Self::BadEmail(_) => "Type the person's email address.",
            Self::Refused(AccountRefusal::EmailTaken) => {
                "Type another address; each person has one of their own."
            }
            Self::Refused(AccountRefusal::Changed) => "Load the page again and repeat it.",
            Self::Store(_) | Self::Secrets(_) => "Try again; if it goes on, tell whoever runs this software.",
        }
    }
}

/// A name of a person.
pub(super) struct MemberName;

impl MemberName {
    const LONGEST: usize = 100;

    /// The name that was typed, with single spaces.
    pub(super) fn of(text: &str) -> Result<String, ManageError> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = (1..=Self::LONGEST).contains(&name.chars().count());
        if fits && !name.chars().any(char::is_control) { Ok(name) } else { Err(ManageError::BadName) }
    }
}

/// Whom to invite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The name, as it was typed.
    pub name: String,
    /// The email address, as it was typed.
    pub email: String,
    /// Admin or Member.
    pub role: Role,
    /// Whether the person gets the right to export invoices.
    pub exports_invoices: bool,
}

/// A link that was made. It is shown once.
#[derive(Debug, Clone)]
pub struct NewLink {
    /// For whom.
    pub member: MemberId,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// The token, which follows [`LINK_PATH`](super::LINK_PATH).
    pub token: SecretString,
    /// From when on it can't be used any more.
    pub expires_at: DateTime<Utc>,
}

/// A member as whoever manages members sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManagedMember {
    /// The person.
    pub profile: MemberProfile,
    /// Whether the person has set a password.
    pub has_password: bool,
    /// Whether an authenticator app is set up.
    pub second_factor: bool,
    /// When the person was here last, as far as that is still known.
    pub seen_at: Option<DateTime<Utc>>,
}

/// Looking after the people of a firm.
#[derive(Clone, Copy)]
pub struct Managing<'a> {
    /// Who does it.
    pub actor: &'a Actor,
    /// The accounts.
    pub accounts: &'a dyn Accounts,
    /// Makes links.
    pub tokens: &'a dyn Tokens,
    /// The time.
    pub clock: &'a dyn Clock,
    /// New identities.
    pub ids: &'a dyn Ids,
}

impl Managing<'_> {
    /// All members by name, those who left included.
    pub async fn members(&self) -> Result<Vec<ManagedMember>, ManageError> {
        self.actor.may(Action::ManageMembers)?;
        let accounts = self.accounts.accounts(&self.actor.firm).await?;
        let managed = |account: Account| ManagedMember {
            has_password: account.password.is_some(),
            second_factor: account.confirmed_factor().is_some(),
            seen_at: account.sessions.iter().map(|session| session.seen_at).max(),
            profile: account.profile(),
        };
        Ok(accounts.into_iter().map(managed).collect())
    }

    /// Adds a person, and makes a link by which the person sets a password.
    pub async fn invite(&self, invitation: &Invitation) -> Result<NewLink, ManageError> {
        self.actor.may(Action::ManageMembers)?;
        if invitation.role == Role::Owner {
            return Err(ManageError::OwnerStays);
        }
        let name = MemberName::of(&invitation.name)?;
        let email: EmailAddress = invitation.email.parse()?;
        let member = MemberId::try_from(self.ids.next().to_string());
        let member = member.map_err(|error| StoreError::Failed(error.to_string()))?;
        let mut account = Account::new(self.actor.firm.clone(), member, name, email, invitation.role);
        account.exports_invoices = invitation.exports_invoices;
        let invited = AuditEvent::MemberInvited { member: account.member.clone(), role: account.role };
        let invited = self.entry(invited).with(personal(&account));
        let (token, now) = (self.tokens.token()?, self.clock.now());
        let link = account.make_link(TokenDigest::of(&token), LinkPurpose::Invitation, now);
        self.accounts.put(&account, &[invited]).await??;
        Ok(NewLink { member: account.member, purpose: link.purpose, token, expires_at: link.expires_at })
    }

    /// Makes a link by which a member sets a password: the first, or a new one. Earlier links of the kind end.
    pub async fn make_link(&self, member: &MemberId) -> Result<NewLink, ManageError> {
        let (token, now) = (self.tokens.token()?, self.clock.now());
        let link = self.change(member, |account| {
            self.is_another(member)?;
            if !account.active {
                return Err(ManageError::Inactive);
            }
            let purpose = match account.password {
                None => LinkPurpose::Invitation,
                Some(_) => LinkPurpose::PasswordReset,
            };
            let event = AuditEvent::LinkMade { member: member.clone(), purpose };
            let link = account.make_link(TokenDigest::of(&token), purpose, now);
            Ok((link, vec![self.entry(event)]))
        });
        let link = link.await?;
        Ok(NewLink { member: member.clone(), purpose: link.purpose, token, expires_at: link.expires_at })
    }

    /// Changes a member's name.
    pub async fn rename(&self, member: &MemberId, name: &str) -> Result<(), ManageError> {
        let name = MemberName::of(name)?;
        self.change(member, |account| {
            if account.name == name {
                return Ok(((), Vec::new()));
            }
            let renamed = [("before", account.name.clone()), ("after", name.clone())];
            let renamed = renamed.map(|(what, text)| (what.to_owned(), text));
            account.name.clone_from(&name);
            let event = AuditEvent::MemberRenamed { member: member.clone() };
            Ok(((), vec![self.entry(event).with(renamed.into())]))
        })
        .await
    }

    /// Makes a member an Admin, or a Member again.
    pub async fn change_role(&self, member: &MemberId, role: Role) -> Result<(), ManageError> {
        self.change(member, |account| {
            let before = account.role;
            if before == role {
                return Ok(((), Vec::new()));
            }
            if before == Role::Owner || role == Role::Owner {
                return Err(ManageError::OwnerStays);
            }
            if *member == self.actor.member {
                return Err(ManageError::Yourself);
            }
            account.role = role;
            let event = AuditEvent::RoleChanged { member: member.clone(), before, after: role };
            Ok(((), vec![self.entry(event)]))
        })
        .await
    }

    /// Gives a member the right to export invoices, or takes it away.
    pub async fn set_exports_invoices(&self, member: &MemberId, allowed: bool) -> Result<(), ManageError> {
        self.change(member, |account| {
            if account.exports_invoices == allowed {
                return Ok(((), Vec::new()));
            }
            account.exports_invoices = allowed;
            let event = AuditEvent::InvoiceExportAllowed { member: member.clone(), allowed };
            Ok(((), vec![self.entry(event)]))
        })
        .await
    }

    /// Sends a member away, whose sessions and links end at once, or takes the member back.
    pub async fn set_active(&self, member: &MemberId, active: bool) -> Result<(), ManageError> {
        self.change(member, |account| {
            if account.active == active {
                return Ok(((), Vec::new()));
            }
            if account.role == Role::Owner {
                return Err(ManageError::OwnerStays);
            }
            if *member == self.actor.member {
                return Err(ManageError::Yourself);
            }
            account.active = active;
            account.shut(self.clock.now());
            let event = AuditEvent::MemberActivated { member: member.clone(), active };
            Ok(((), vec![self.entry(event)]))
        })
        .await
    }

    /// Removes the authenticator app of a member who has lost it.
    pub async fn remove_second_factor(&self, member: &MemberId) -> Result<(), ManageError> {
        self.change(member, |account| {
            self.is_another(member)?;
            if account.second_factor.take().is_none() {
                return Ok(((), Vec::new()));
            }
            let event = AuditEvent::SecondFactorSet { member: member.clone(), on: false };
            Ok(((), vec![self.entry(event)]))
        })
        .await
    }

    /// For the own account the password is asked, so that a borrowed session can't take it over.
    fn is_another(&self, member: &MemberId) -> Result<(), ManageError> {
        if *member == self.actor.member { Err(ManageError::OwnAccount) } else { Ok(()) }
    }

    /// Changes a member whom the actor may change: of the Owner that is the Owner alone.
    async fn change<T>(
        &self,
        member: &MemberId,
        mut rule: impl FnMut(&mut Account) -> Result<(T, Vec<AuditEntry>), ManageError> + Send,
    ) -> Result<T, ManageError> {
        self.actor.may(Action::ManageMembers)?;
        let changed = change(self.accounts, &self.actor.firm, member, |account| {
            if account.role == Role::Owner && *member != self.actor.member {
                return Err(ManageError::OwnersOnly);
            }
            rule(account)
        });
        changed.await?.ok_or(ManageError::NoSuchMember)
    }

    fn entry(&self, event: AuditEvent) -> AuditEntry {
        AuditEntry::new(self.clock.now(), self.actor.who(), event)
    }
}

/// What is personal of a new account.
pub(super) fn personal(account: &Account) -> Personal {
    let texts = [("name", account.name.clone()), ("email", account.email.to_string())];
    texts.map(|(what, text)| (what.to_owned(), text)).into()
}
