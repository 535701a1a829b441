//! People who sign in with email and password. How they do it is invented; see `http::invented`.

use std::fmt;

use serde::Serialize;
use sha2::{Digest, Sha256};

/// Which of the simulated people it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UserKind {
    /// An accountant who sees all companies.
    Accountant,
    /// Somebody who may not sign in any more.
    Inactive,
    /// Somebody who sees no company.
    WithoutCompanies,
}

impl UserKind {
    /// Everybody there is.
    pub const ALL: [Self; 3] = [Self::Accountant, Self::Inactive, Self::WithoutCompanies];

    fn name(self) -> &'static str {
        match self {
            Self::Accountant => "accountant",
            Self::Inactive => "inactive",
            Self::WithoutCompanies => "newcomer",
        }
    }
}

/// Somebody who signs in.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct SimUser {
    /// The email address.
    pub email: String,
    /// The password.
    pub password: String,
    /// Who it is.
    pub kind: UserKind,
}

impl SimUser {
    /// The password has signs in it that are written differently in JSON, in an address and in base64, so that a test
    /// that looks for leaks has something to look for.
    pub(crate) fn made(seed: u64, kind: UserKind) -> Self {
        let name = kind.name();
        let digest = Sha256::digest(format!("smartaccounts-sim {seed} {name} password").as_bytes());
        let digits = hex::encode(digest);
        let (first, second) = (digits.get(..12).unwrap_or_default(), digits.get(12..24).unwrap_or_default());
        Self { email: format!("{name}@invented.example"), password: format!("{first}+\"õ/{second}"), kind }
    }
}

impl fmt::Debug for SimUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SimUser").field("kind", &self.kind).finish_non_exhaustive()
    }
}
