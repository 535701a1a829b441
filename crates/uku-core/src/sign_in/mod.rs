//! Who is there, where no larger product knows it: accounts with passwords and authenticator apps, sessions, one-time links.

mod account;
mod attempts;
mod authenticator;
mod change;
mod email;
mod error;
mod link;
mod links;
mod managing;
mod operator;
mod own;
mod password;
mod port;
mod rotation;
mod second_factor;
mod session;
mod signing_in;
mod throttle;
mod token;

pub use account::Account;
pub use attempts::{ATTEMPTS_KEPT, AttemptKey, Attempts};
pub use authenticator::NewSecondFactor;
pub use email::{EmailAddress, EmailAddressError};
pub use error::SignInError;
pub use link::{LINK_PATH, LinkPurpose, OneTimeLink};
pub use links::LinkShown;
pub use managing::{Invitation, ManageError, ManagedMember, Managing, NewLink};
pub use operator::Operator;
pub use password::{Password, PasswordHash, WeakPassword, check_new_password};
pub use port::{AccountRefusal, Accounts, OneTimeCodes, Passwords, SecretsError, Tokens, Verdict};
pub use rotation::{ResealedFactors, reseal_second_factors};
pub use second_factor::{RECOVERY_CODES, SecondFactor};
pub use session::{MOST_SESSIONS, SEEN_EVERY, SESSION_IDLE, SESSION_LONGEST, Session};
pub use signing_in::{Present, SignIn, SigningIn};
pub use token::{TokenDigest, TokenDigestError};
