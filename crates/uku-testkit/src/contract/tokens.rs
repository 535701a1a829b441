//! The clauses of [`Tokens`].

use std::collections::BTreeSet;

use secrecy::ExposeSecret;
use uku_core::sign_in::{TokenDigest, Tokens};

/// A source of tokens.
pub trait TokensHarness: Send + Sync {
    /// The adapter.
    fn tokens(&self) -> &dyn Tokens;
}

impl<T: Tokens> TokensHarness for T {
    fn tokens(&self) -> &dyn Tokens {
        self
    }
}

suite! { $ tokens_contract, tokens {
    no_token_comes_twice,
    a_token_needs_no_quoting_and_is_long,
} }

/// Nor do two have the same digest.
pub async fn no_token_comes_twice(harness: &dyn TokensHarness) {
    let digests: BTreeSet<TokenDigest> =
        (0..1_000).map(|_| TokenDigest::of(&harness.tokens().token().unwrap())).collect();
    assert_eq!(digests.len(), 1_000);
}

/// 43 characters of 64 different ones hold 256 bits.
pub async fn a_token_needs_no_quoting_and_is_long(harness: &dyn TokensHarness) {
    for _ in 0..100 {
        let token = harness.tokens().token().unwrap();
        let token = token.expose_secret();
        assert!(token.len() >= 43, "{token}");
        assert!(token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{token}");
    }
}
