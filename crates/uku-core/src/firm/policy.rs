use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{FirmId, MemberId, Subscription, WorkPaused};

/// What a person is in a firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Company Owner: one person.
    Owner,
    /// Company Admin.
    Admin,
    /// Company Member.
    Member,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 3] = [Self::Owner, Self::Admin, Self::Member];
}

/// The text names no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a role; the roles are owner, admin and member")]
pub struct RoleError(String);

impl FromStr for Role {
    type Err = RoleError;

    fn from_str(text: &str) -> Result<Self, RoleError> {
        match text {
            "owner" => Ok(Self::Owner),
            "admin" => Ok(Self::Admin),
            "member" => Ok(Self::Member),
            other => Err(RoleError(other.to_owned())),
        }
    }
}

/// Something that a person may or may not do. Every use case asks for one before it does anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// See the summary tasks.
    SeeReports,
    /// See the clients and their contacts.
    SeeClients,
    /// See how the integration is set up and what it does: settings, connections, runs, diagnosis, activity.
    SeeIntegration,
    /// Activate the integration.
    Activate,
    /// Bring clients in from SmartAccounts: start, review, confirm, cancel.
    ImportClients,
    /// Add and change clients.
    EditClients,
    /// Save, test, pause and resume connections.
    Connect,
    /// Change how summary tasks are made.
    ChangeSettings,
    /// Add and change topics and custom task fields.
    EditTaskLists,
    /// Import data for chosen clients and months.
    ImportData,
    /// Reload data.
    ReloadData,
    /// Send invoices to the firm's own books.
    ExportInvoices,
    /// Deactivate the integration.
    Deactivate,
    /// Delete one client's connection with its keys.
    Disconnect,
    /// Destroy all keys now.
    DestroyKeys,
    /// Erase a person's data from the activity.
    ErasePersonalData,
    /// Invite people, change what they are in the firm, let them set a new password.
    ManageMembers,
}

/// What an action needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// Any role: reading what everybody works with.
    Nothing,
    /// Owner or Admin: reading what they look after.
    Look,
    /// Owner or Admin, on a plan with integrations that has not run out.
    Configure,
    /// Like the former, or the right to export invoices.
    Export,
    /// Owner or Admin, whatever is paid: who leaves may always stop the work and take the keys away, and people come and
    /// go at any time.
    Withdraw,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 17] = [
        Self::SeeReports,
        Self::SeeClients,
        Self::SeeIntegration,
        Self::Activate,
        Self::ImportClients,
        Self::EditClients,
        Self::Connect,
        Self::ChangeSettings,
        Self::EditTaskLists,
        Self::ImportData,
        Self::ReloadData,
        Self::ExportInvoices,
        Self::Deactivate,
        Self::Disconnect,
        Self::DestroyKeys,
        Self::ErasePersonalData,
        Self::ManageMembers,
    ];

    fn needs(self) -> Needs {
        match self {
            Self::SeeReports | Self::SeeClients => Needs::Nothing,
            Self::SeeIntegration => Needs::Look,
            Self::Activate
            | Self::ImportClients
            | Self::EditClients
            | Self::Connect
            | Self::ChangeSettings
            | Self::EditTaskLists
            | Self::ImportData
            | Self::ReloadData => Needs::Configure,
            Self::ExportInvoices => Needs::Export,
            Self::Deactivate
            | Self::Disconnect
            | Self::DestroyKeys
            | Self::ErasePersonalData
            | Self::ManageMembers => Needs::Withdraw,
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::SeeReports => "see reports",
            Self::SeeClients => "see clients",
            Self::SeeIntegration => "see the SmartAccounts integration",
            Self::Activate => "activate the integration",
            Self::ImportClients => "import clients",
            Self::EditClients => "add or change clients",
            Self::Connect => "save or test API keys",
            Self::ChangeSettings => "change the summary task settings",
            Self::EditTaskLists => "change topics and custom task fields",
            Self::ImportData => "import data",
            Self::ReloadData => "reload data",
            Self::ExportInvoices => "export invoices",
            Self::Deactivate => "deactivate the integration",
            Self::Disconnect => "delete a client's connection",
            Self::DestroyKeys => "destroy all keys",
            Self::ErasePersonalData => "erase personal data",
            Self::ManageMembers => "invite members or change their roles",
        })
    }
}

/// Who asks for something, in which firm. Whoever signs people in vouches for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The firm in which they act.
    pub firm: FirmId,
    /// Who they are.
    pub member: MemberId,
    /// What they are in the firm.
    pub role: Role,
    /// Whether they were given the right to export invoices.
    pub exports_invoices: bool,
    /// What the firm pays for.
    pub subscription: Subscription,
}

/// Why somebody may not do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Denied {
    /// The role is too small.
    #[error("only the Company Owner or a Company Admin may {0}")]
    Role(Action),
    /// Neither the role nor the right is there.
    #[error("only the Company Owner, a Company Admin or a member with the right to export invoices may {0}")]
    ExportRight(Action),
    /// What the firm pays for doesn't cover it.
    #[error("{paused}, so nobody can {action} now")]
    Subscription {
        /// What was asked for.
        action: Action,
        /// What is wrong with the subscription.
        paused: WorkPaused,
    },
}

impl Denied {
    /// What a person can do about it, in one sentence.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Role(_) => "Ask the Company Owner or a Company Admin.",
            Self::ExportRight(_) => {
                "Ask the Company Owner or a Company Admin for the right to export invoices."
            }
            Self::Subscription { paused: WorkPaused::Lapsed, .. } => "Renew the Uku subscription.",
            Self::Subscription { paused: WorkPaused::NoIntegrations, .. } => {
                "Change the Uku plan to Team or Elite."
            }
        }
    }
}

impl Actor {
    /// Whether this person may do something (help page, "Who can do this").
    pub fn may(&self, action: Action) -> Result<(), Denied> {
        let leads = matches!(self.role, Role::Owner | Role::Admin);
        let paid = || {
            let allowed = self.subscription.allows_work();
            allowed.map_err(|paused| Denied::Subscription { action, paused })
        };
        match action.needs() {
            Needs::Export if !leads && !self.exports_invoices => Err(Denied::ExportRight(action)),
            Needs::Look | Needs::Configure | Needs::Withdraw if !leads => Err(Denied::Role(action)),
            Needs::Configure | Needs::Export => paid(),
            Needs::Nothing | Needs::Look | Needs::Withdraw => Ok(()),
        }
    }

    /// This person, as the activity names them.
    #[must_use]
    pub fn who(&self) -> Who {
        Who::Member(self.member.clone())
    }
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// A person of the firm.
    Member(MemberId),
    /// This software, by itself.
    Software,
}
