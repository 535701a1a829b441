use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::calendar::{Month, MonthRange};
use crate::client::ClientField;
use crate::connection::{ConnectionOwner, ConnectionState, KeyHint};
use crate::firm::{FirmChange, MemberId, Role};
use crate::run::{Epoch, RunId, RunKind};
use crate::sign_in::LinkPurpose;
use crate::summary::{Change, HandEdits, ListEdit};

/// What came of something that was intended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Succeeded {
    /// It was done.
    Yes,
    /// It was not; the text says why.
    No(String),
}

/// What happened. The words are stored, so a variant is never renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditEvent {
    /// The integration was activated.
    Activated {
        /// How many connections came back with it.
        revived: u32,
    },
    /// The integration was deactivated.
    Deactivated {
        /// Until when the keys are kept.
        keys_until: DateTime<Utc>,
    },
    /// All keys of the firm were destroyed.
    KeysDestroyed {
        /// How many pairs.
        pairs: u32,
    },
    /// Keys were saved.
    KeysSaved {
        /// Whose.
        owner: ConnectionOwner,
        /// How the former secret key ended, where there was one.
        before: Option<KeyHint>,
        /// How the secret key ends.
        after: KeyHint,
    },
    /// A connection fares otherwise than before.
    ConnectionChanged {
        /// Whose.
        owner: ConnectionOwner,
        /// How it fared.
        before: ConnectionState,
        /// How it fares.
        after: ConnectionState,
    },
    /// A connection was paused or resumed.
    ConnectionPaused {
        /// Whose.
        owner: ConnectionOwner,
        /// Paused or not.
        paused: bool,
    },
    /// A connection was deleted and its keys destroyed.
    ConnectionDeleted {
        /// Whose.
        owner: ConnectionOwner,
        /// How the secret key ended.
        hint: KeyHint,
    },
    /// A client import went from one state to another.
    ClientImport {
        /// Which.
        import: Uuid,
        /// The state it was in, in one word; none when it began.
        before: Option<String>,
        /// The state it is in now, in one word.
        after: String,
    },
    /// A client is about to be added or changed.
    ClientIntended {
        /// Whether it is new.
        new: bool,
        /// What is written.
        fields: Vec<ClientField>,
    },
    /// What came of it.
    ClientWritten {
        /// Whether it was new.
        new: bool,
        /// What was to be written.
        fields: Vec<ClientField>,
        /// What came of it.
        done: Succeeded,
    },
    /// A summary task is about to be made or changed.
    SummaryIntended {
        /// Of which month.
        month: Month,
        /// In which epoch of the client's work.
        epoch: Epoch,
    },
    /// What came of it.
    SummaryWritten {
        /// Of which month.
        month: Month,
        /// In which epoch of the client's work.
        epoch: Epoch,
        /// Whether the task was made.
        created: bool,
        /// The numbers before and after.
        changes: Vec<Change>,
        /// What came of it.
        done: Succeeded,
    },
    /// A person asked for an import.
    RunStarted {
        /// The run.
        run: RunId,
        /// What it is for.
        kind: RunKind,
        /// Its months.
        months: MonthRange,
        /// For how many clients.
        clients: u32,
        /// What may happen to numbers that were changed by hand.
        hand_edits: HandEdits,
    },
    /// What was left of a run was cancelled.
    RunCancelled {
        /// The run.
        run: RunId,
        /// For how many clients it was not over.
        clients: u64,
    },
    /// What failed in a run is tried again.
    RunRetried {
        /// The run.
        run: RunId,
        /// For how many clients.
        clients: u64,
    },
    /// The settings of the summary task were changed.
    SettingsChanged {
        /// The settings before, in one line; none at first.
        before: Option<String>,
        /// The settings now, in one line.
        after: String,
    },
    /// A topic or a custom task field is about to be added, changed or deleted.
    TaskListIntended {
        /// Which, and how.
        edit: ListEdit,
    },
    /// What came of it.
    TaskListWritten {
        /// Which, and how.
        edit: ListEdit,
        /// What came of it.
        done: Succeeded,
    },
    /// The firm itself was changed.
    FirmChanged {
        /// What about it.
        what: Vec<FirmChange>,
    },
    /// Data keys were sealed under a new master key.
    DataKeysResealed {
        /// How many.
        keys: u32,
    },
    /// What was personal in the activity was erased.
    PersonalDataErased {
        /// From how many records.
        records: u64,
    },
    /// A person was invited.
    MemberInvited {
        /// Who.
        member: MemberId,
        /// What the person is to be in the firm.
        role: Role,
    },
    /// A person's name was changed.
    MemberRenamed {
        /// Whose.
        member: MemberId,
    },
    /// A person's role was changed.
    RoleChanged {
        /// Whose.
        member: MemberId,
        /// What the person was.
        before: Role,
        /// What the person is.
        after: Role,
    },
    /// A person was given the right to export invoices, or lost it.
    InvoiceExportAllowed {
        /// Who.
        member: MemberId,
        /// Given or lost.
        allowed: bool,
    },
    /// A person was sent away, or taken back.
    MemberActivated {
        /// Who.
        member: MemberId,
        /// Taken back or sent away.
        active: bool,
    },
    /// A one-time link was made.
    LinkMade {
        /// For whom.
        member: MemberId,
        /// What it is for.
        purpose: LinkPurpose,
    },
    /// A person set a password.
    PasswordSet {
        /// Who.
        member: MemberId,
    },
    /// A person signed in.
    SignedIn {
        /// Who.
        member: MemberId,
    },
    /// Attempts to sign in failed, so often that the next ones have to wait. It is recorded once a day.
    SignInRefused {
        /// Whose account it was tried for.
        member: MemberId,
    },
    /// A person ended sessions elsewhere.
    SessionsEnded {
        /// Whose.
        member: MemberId,
        /// How many.
        sessions: u32,
    },
    /// An authenticator app was set up or removed.
    SecondFactorSet {
        /// Whose.
        member: MemberId,
        /// Set up or removed.
        on: bool,
    },
    /// A person signed in with a recovery code.
    RecoveryCodeUsed {
        /// Who.
        member: MemberId,
        /// How many codes are left.
        left: u32,
    },
    /// A person got new recovery codes.
    RecoveryCodesRenewed {
        /// Who.
        member: MemberId,
    },
}
