//! Each adapter by the contract of its port, and what is its own.
#![expect(clippy::unwrap_used, reason = "helpers of tests, which clippy only knows inside of tests")]

mod codes;
mod passwords;

use chrono::{DateTime, Utc};
use secrecy::SecretString;
use uku_core::sign_in::OneTimeCodes;
use uku_sign_in::{Argon2Passwords, RandomTokens, TotpCodes, Work};
use uku_testkit::contract::codes::CodesHarness;

/// The least that Argon2 can do.
const LITTLE: Work = Work { memory: 8, passes: 1 };

uku_testkit::passwords_contract!(super::Argon2Passwords::new(super::LITTLE, 2).unwrap());
uku_testkit::tokens_contract!(super::RandomTokens);
uku_testkit::codes_contract!(super::App(super::TotpCodes));

/// An authenticator app.
struct App(TotpCodes);

impl CodesHarness for App {
    fn codes(&self) -> &dyn OneTimeCodes {
        &self.0
    }

    fn shown(&self, secret: &SecretString, at: DateTime<Utc>) -> String {
        codes::shown(secret, at)
    }
}
