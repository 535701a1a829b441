//! What each error of signing in means to whoever asked.

use uku_core::sign_in::{AccountRefusal, ManageError, SecretsError, SignInError};
use uku_l10n::{Remedy, Say};

use super::{Refusal, Refused};

impl From<SecretsError> for Refusal {
    fn from(error: SecretsError) -> Self {
        Self::unavailable(&error)
    }
}

impl From<SignInError> for Refusal {
    fn from(error: SignInError) -> Self {
        let (refused, field) = match &error {
            SignInError::Store(error) => return error.clone().into(),
            SignInError::Secrets(error) => return error.clone().into(),
            SignInError::Vault(error) => return error.clone().into(),
            SignInError::SignedOut => return Self::signed_out(),
            SignInError::Throttled { .. } => (Refused::TooMany, None),
            SignInError::Wrong => (Refused::Invalid, None),
            SignInError::WrongPassword => (Refused::Invalid, Some("password")),
            SignInError::WrongCode => (Refused::Invalid, Some("code")),
            SignInError::Weak(_) => (Refused::Invalid, Some("newPassword")),
            SignInError::Refused(AccountRefusal::Changed) => (Refused::Changed, None),
            SignInError::LinkOver
            | SignInError::SecondFactorOn
            | SignInError::SecondFactorOff
            | SignInError::Refused(AccountRefusal::EmailTaken) => (Refused::Conflict, None),
        };
        let refusal = Self::new(refused, error.said()).remedied(error.remedy_said());
        field.map_or(refusal.clone(), |field| refusal.at(field))
    }
}

impl From<ManageError> for Refusal {
    fn from(error: ManageError) -> Self {
        let (refused, field) = match &error {
            ManageError::Denied(denied) => return (*denied).into(),
            ManageError::NoSuchMember => return Self::not_found(),
            ManageError::Store(error) => return error.clone().into(),
            ManageError::Secrets(error) => return error.clone().into(),
            ManageError::OwnersOnly | ManageError::Yourself => (Refused::Forbidden, None),
            ManageError::OwnerStays | ManageError::OwnAccount | ManageError::Inactive => {
                (Refused::Conflict, None)
            }
            ManageError::BadName => (Refused::Invalid, Some("name")),
            ManageError::BadEmail(_) | ManageError::Refused(AccountRefusal::EmailTaken) => {
                (Refused::Invalid, Some("email"))
            }
            ManageError::Refused(AccountRefusal::Changed) => (Refused::Changed, None),
        };
        let refusal = Self::new(refused, error.said()).remedied(error.remedy_said());
        field.map_or(refusal.clone(), |field| refusal.at(field))
    }
}
