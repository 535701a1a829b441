use chrono::{DateTime, Utc};

use super::{AccountRefusal, SecretsError, WeakPassword};
use crate::store::StoreError;
use crate::vault::VaultError;

/// Why somebody was not signed in, or could not change how they sign in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    /// There is no such account, it has no password yet, the person was sent away, or the password is another: which of
    /// these is never told.
    #[error("the email address or the password is wrong")]
    Wrong,
    /// The password that was to confirm who asks is another.
    #[error("the password is wrong")]
    WrongPassword,
    /// The code is none that the authenticator shows now, was used before, and is no recovery code.
    #[error("the code is wrong, or was used already")]
    WrongCode,
    /// Too many attempts failed.
    #[error("too many attempts failed, so the next one has to wait")]
    Throttled {
        /// Until when.
        until: DateTime<Utc>,
    },
    /// There is no such link, it was used, a later one took its place, or its time is over.
    #[error("this link was used already, or its time is over")]
    LinkOver,
    /// There is no such session, or it is over.
    #[error("you are signed out")]
    SignedOut,
    /// The new password can't be taken.
    #[error(transparent)]
    Weak(#[from] WeakPassword),
    /// There is an authenticator already.
    #[error("an authenticator app is set up already")]
    SecondFactorOn,
    /// There is no authenticator.
    #[error("no authenticator app is set up")]
    SecondFactorOff,
    /// The account could not be written.
    #[error(transparent)]
    Refused(#[from] AccountRefusal),
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Secrets could not be made or checked.
    #[error(transparent)]
    Secrets(#[from] SecretsError),
    /// The authenticator's secret does not open.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

impl SignInError {
    /// What a person can do about it, in one sentence.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Wrong => {
                "Type both once more; if you forgot the password, ask the Company Owner or a Company Admin for a link to \
                 set a new one."
            }
            Self::WrongPassword => "Type the password with which you sign in.",
            Self::WrongCode => "Type the code that your authenticator app shows now, or a recovery code.",
            Self::Throttled { .. } => {
                "Wait until then; a link to set a new password, which the Company Owner or a Company Admin can make, works \
                 at once."
            }
            Self::LinkOver => {
                "Sign in; if that does not work, ask the Company Owner or a Company Admin for a new link."
            }
            Self::SignedOut => "Sign in again.",
            Self::Weak(weak) => weak.remedy(),
            Self::SecondFactorOn => "Remove it first, then set up the other.",
            Self::SecondFactorOff => "Set one up first.",
            Self::Refused(_) => "Load the page again and repeat it.",
            Self::Store(_) | Self::Secrets(_) => "Try again; if it goes on, tell whoever runs this software.",
            Self::Vault(_) => {
                "Ask the Company Owner or a Company Admin to remove your authenticator app, then set it up anew."
            }
        }
    }
}
