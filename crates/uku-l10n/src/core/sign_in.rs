use uku_core::sign_in::{
    AccountRefusal, EmailAddressError, LinkPurpose, ManageError, Password, SecretsError, SignInError,
    WeakPassword,
};

use super::calendar::quoted;
use super::{Remedy, Say, detail};
use crate::Said;

impl Say for SignInError {
    fn said(&self) -> Said {
        match self {
            Self::Wrong => Said::of("core-sign-in-wrong"),
            Self::WrongPassword => Said::of("core-sign-in-wrong-password"),
            Self::WrongCode => Said::of("core-sign-in-wrong-code"),
            Self::Throttled { until } => Said::of("core-sign-in-throttled").with("until", *until),
            Self::LinkOver => Said::of("core-sign-in-link-over"),
            Self::SignedOut => Said::of("core-sign-in-signed-out"),
            Self::Weak(weak) => weak.said(),
            Self::SecondFactorOn => Said::of("core-sign-in-second-factor-on"),
            Self::SecondFactorOff => Said::of("core-sign-in-second-factor-off"),
            Self::Refused(refusal) => refusal.said(),
            Self::Store(error) => error.said(),
            Self::Secrets(error) => error.said(),
            Self::Vault(error) => error.said(),
        }
    }
}

impl Remedy for SignInError {
    fn remedy_said(&self) -> Option<Said> {
        Some(Said::of(match self {
            Self::Wrong => "core-sign-in-wrong-remedy",
            Self::WrongPassword => "core-sign-in-wrong-password-remedy",
            Self::WrongCode => "core-sign-in-wrong-code-remedy",
            Self::Throttled { .. } => "core-sign-in-throttled-remedy",
            Self::LinkOver => "core-sign-in-link-over-remedy",
            Self::SignedOut => "core-sign-in-signed-out-remedy",
            Self::Weak(weak) => return weak.remedy_said(),
            Self::SecondFactorOn => "core-sign-in-second-factor-on-remedy",
            Self::SecondFactorOff => "core-sign-in-second-factor-off-remedy",
            Self::Refused(_) => "core-sign-in-repeat-remedy",
            Self::Store(_) | Self::Secrets(_) => "core-sign-in-try-again-remedy",
            Self::Vault(_) => "core-sign-in-vault-remedy",
        }))
    }
}

impl Say for WeakPassword {
    fn said(&self) -> Said {
        match self {
            Self::TooShort => Said::of("core-password-short").with("shortest", Password::SHORTEST),
            Self::TooLong => Said::of("core-password-long").with("longest", Password::LONGEST),
            Self::AboutYou => Said::of("core-password-about-you"),
            Self::Common => Said::of("core-password-common"),
        }
    }
}

impl Remedy for WeakPassword {
    fn remedy_said(&self) -> Option<Said> {
        Some(Said::of(match self {
            Self::TooShort => "core-password-short-remedy",
            Self::TooLong => "core-password-long-remedy",
            Self::AboutYou | Self::Common => "core-password-guessed-remedy",
        }))
    }
}

impl Say for AccountRefusal {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Changed => "core-account-changed",
            Self::EmailTaken => "core-account-email-taken",
        })
    }
}

impl Say for EmailAddressError {
    fn said(&self) -> Said {
        Said::of("core-account-email-unreadable").with("text", quoted(&self.to_string()))
    }
}

impl Say for SecretsError {
    fn said(&self) -> Said {
        Said::of("core-secrets-failed").with("detail", detail(&self.0))
    }
}

impl Say for ManageError {
    fn said(&self) -> Said {
        match self {
            Self::Denied(denied) => denied.said(),
            Self::NoSuchMember => Said::of("core-manage-no-such-member"),
            Self::OwnersOnly => Said::of("core-manage-owners-only"),
            Self::OwnerStays => Said::of("core-manage-owner-stays"),
            Self::Yourself => Said::of("core-manage-yourself"),
            Self::OwnAccount => Said::of("core-manage-own-account"),
            Self::Inactive => Said::of("core-manage-inactive"),
            Self::BadName => Said::of("core-manage-bad-name"),
            Self::BadEmail(error) => error.said(),
            Self::Refused(refusal) => refusal.said(),
            Self::Store(error) => error.said(),
            Self::Secrets(error) => error.said(),
        }
    }
}

impl Remedy for ManageError {
    fn remedy_said(&self) -> Option<Said> {
        Some(Said::of(match self {
            Self::Denied(denied) => return denied.remedy_said(),
            Self::NoSuchMember => "core-manage-no-such-member-remedy",
            Self::OwnersOnly => "core-manage-owners-only-remedy",
            Self::OwnerStays => "core-manage-owner-stays-remedy",
            Self::Yourself => "core-manage-yourself-remedy",
            Self::OwnAccount => "core-manage-own-account-remedy",
            Self::Inactive => "core-manage-inactive-remedy",
            Self::BadName => "core-manage-bad-name-remedy",
            Self::BadEmail(_) => "core-manage-bad-email-remedy",
            Self::Refused(AccountRefusal::EmailTaken) => "core-manage-email-taken-remedy",
            Self::Refused(AccountRefusal::Changed) => "core-sign-in-repeat-remedy",
            Self::Store(_) | Self::Secrets(_) => "core-sign-in-try-again-remedy",
        }))
    }
}

/// What a one-time link is for, as a title.
impl Say for LinkPurpose {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Welcome => "core-link-welcome",
            Self::Invitation => "core-link-invitation",
            Self::PasswordReset => "core-link-password-reset",
            Self::SecondStep => "core-link-second-step",
            Self::Visit => "core-link-visit",
        })
    }
}
