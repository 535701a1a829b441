use std::fmt;

use async_trait::async_trait;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::client::ProfileRow;

/// What a SmartAccounts user signs in with. It exists for one sign-in, and is never stored.
pub struct Login {
    /// The user's email address.
    pub email: String,
    /// The user's password.
    pub password: SecretString,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(..)")
    }
}

/// Why the companies of a SmartAccounts user could not be listed. It never tells the password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum DirectoryError {
    /// SmartAccounts knows no such user, or the password is another.
    #[error("SmartAccounts does not accept the email and password")]
    WrongLogin,
    /// The user may not sign in any more.
    #[error("the SmartAccounts user is inactive")]
    UserInactive,
    /// The user sees no company.
    #[error("the SmartAccounts user has no access to any company")]
    NoCompanies,
    /// How SmartAccounts lists a user's companies is not public, and nobody allowed to try it at this address.
    #[error("signing in with email and password is not switched on for {address}")]
    NotSwitchedOn {
        /// Where the password would have gone.
        address: String,
    },
    /// No answer came in time.
    #[error("SmartAccounts did not answer in time")]
    NoAnswer,
    /// SmartAccounts ended the sign-in before everything was listed.
    #[error("SmartAccounts ended the sign-in before all companies were listed")]
    SignedOut,
    /// No answer came, or the server failed.
    #[error("SmartAccounts cannot be reached: {detail}")]
    Unreachable {
        /// What happened to the request.
        detail: String,
    },
    /// An answer came that can't be read.
    #[error("the answer of SmartAccounts cannot be read: {detail}")]
    Garbled {
        /// What is wrong with the answer, and where.
        detail: String,
    },
}

impl DirectoryError {
    /// What a person can do about it, in one sentence (help page, "Bulk import login fails").
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::WrongLogin => {
                "Try signing in to SmartAccounts directly with the same email and password, then start the import again."
            }
            Self::UserInactive => {
                "Ask the company's SmartAccounts administrator to activate the user, or sign in as another."
            }
            Self::NoCompanies => {
                "Ask the administrators of the companies to give this SmartAccounts user access, or sign in as another."
            }
            Self::NotSwitchedOn { .. } => {
                "Import the customers of your own SmartAccounts company or a file instead; whoever runs this software can switch signing in on."
            }
            Self::NoAnswer | Self::Unreachable { .. } => {
                "See whether SmartAccounts works in a browser, then start the import again."
            }
            Self::SignedOut => "Sign in again.",
            Self::Garbled { .. } => {
                "Start the import again; if it stays so, import the customers of your own SmartAccounts company or a file instead."
            }
        }
    }
}

/// The list of the companies that a SmartAccounts user may see.
///
/// The vendor publishes nothing about it, so each adapter says what it assumes.
#[async_trait]
pub trait CompanyDirectory: Send + Sync {
    /// Signs in. The login MUST be dropped when this returns, and MUST NOT be in an error or a log. A user without
    /// companies is refused here or on the first page.
    async fn sign_in(&self, login: Login) -> Result<Box<dyn SignedIn>, DirectoryError>;
}

/// A user who is signed in.
#[async_trait]
pub trait SignedIn: Send {
    /// The next companies; none when all were told. After an error the same page is asked again.
    async fn next_page(&mut self) -> Result<Option<Vec<ProfileRow>>, DirectoryError>;
}
