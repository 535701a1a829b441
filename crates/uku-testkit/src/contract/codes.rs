//! The clauses of [`OneTimeCodes`].

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::{ExposeSecret, SecretString};
use uku_core::sign_in::OneTimeCodes;

use crate::build::at;

/// Codes of authenticator apps.
pub trait CodesHarness: Send + Sync {
    /// The adapter.
    fn codes(&self) -> &dyn OneTimeCodes;

    /// The code that an app with this secret shows at a moment.
    fn shown(&self, secret: &SecretString, at: DateTime<Utc>) -> String;
}

suite! { $ codes_contract, codes {
    no_secret_comes_twice,
    the_address_holds_secret_and_account,
    the_code_that_is_shown_is_accepted,
    a_clock_may_be_half_a_minute_off,
    older_and_later_codes_are_not_accepted,
    the_code_of_another_secret_is_not_accepted,
    what_is_no_code_is_not_accepted,
} }

fn now() -> DateTime<Utc> {
    at("2026-11-10T09:00:10Z")
}

fn step(harness: &dyn CodesHarness, secret: &SecretString, code: &str, at: DateTime<Utc>) -> Option<u64> {
    harness.codes().step(secret, code, at).unwrap()
}

/// The step of a moment.
fn step_at(at: DateTime<Utc>) -> u64 {
    u64::try_from(at.timestamp()).unwrap() / 30
}

/// Each person has another.
pub async fn no_secret_comes_twice(harness: &dyn CodesHarness) {
    let secret = || harness.codes().secret().unwrap().expose_secret().to_owned();
    let first = secret();
    assert!(first.len() >= 26, "128 bits at least");
    assert!(first.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{first}");
    assert!((0..100).all(|_| secret() != first));
}

/// So an app that sees it knows both, and who asks for the codes.
pub async fn the_address_holds_secret_and_account(harness: &dyn CodesHarness) {
    let secret = harness.codes().secret().unwrap();
    let address = harness.codes().address(&secret, "õie@firma.example").unwrap();
    let address = address.expose_secret();
    assert!(address.starts_with("otpauth://totp/Uku:"), "{address}");
    assert!(address.contains("%40firma.example?"), "{address}");
    assert!(address.contains(&format!("secret={}", secret.expose_secret())), "{address}");
    assert!(address.contains("issuer=Uku"), "{address}");
}

/// With its step.
pub async fn the_code_that_is_shown_is_accepted(harness: &dyn CodesHarness) {
    let secret = harness.codes().secret().unwrap();
    for seconds in [0, 19, 20, 3_600, 31_536_000] {
        let at = now() + TimeDelta::seconds(seconds);
        let code = harness.shown(&secret, at);
        assert_eq!(code.len(), 6);
        // Of two steps that have one code by chance the later counts.
        assert!(step(harness, &secret, &code, at) >= Some(step_at(at)));
    }
}

/// Either way: the step is that of the code.
pub async fn a_clock_may_be_half_a_minute_off(harness: &dyn CodesHarness) {
    let secret = harness.codes().secret().unwrap();
    for off in [-30, 30] {
        let shown_at = now() + TimeDelta::seconds(off);
        let code = harness.shown(&secret, shown_at);
        assert!(step(harness, &secret, &code, now()) >= Some(step_at(shown_at)));
    }
}

/// Not by two steps.
pub async fn older_and_later_codes_are_not_accepted(harness: &dyn CodesHarness) {
    for off in [-90, -60, 60, 90] {
        let refused = |_| {
            let secret = harness.codes().secret().unwrap();
            let code = harness.shown(&secret, now() + TimeDelta::seconds(off));
            step(harness, &secret, &code, now()).is_none()
        };
        // By chance one of a few hundred thousand is the code of a step that is accepted, but not of two secrets.
        assert!((0..2).any(refused), "{off}");
    }
}

/// Each app makes its own.
pub async fn the_code_of_another_secret_is_not_accepted(harness: &dyn CodesHarness) {
    let refused = |_| {
        let (secret, other) = (harness.codes().secret().unwrap(), harness.codes().secret().unwrap());
        step(harness, &secret, &harness.shown(&other, now()), now()).is_none()
    };
    assert!((0..2).any(refused));
}

/// It is refused, and nothing worse.
pub async fn what_is_no_code_is_not_accepted(harness: &dyn CodesHarness) {
    let secret = harness.codes().secret().unwrap();
    let code = harness.shown(&secret, now());
    for text in ["", "12345", "abcdef", "õõõ", &format!("{code}0"), &code[..5], &"1".repeat(1_000)] {
        assert_eq!(step(harness, &secret, text, now()), None, "{text}");
    }
}
