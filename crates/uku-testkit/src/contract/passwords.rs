//! The clauses of [`Passwords`].

use secrecy::SecretString;
use uku_core::sign_in::{Password, PasswordHash, Passwords, Verdict};

/// Hashing of passwords.
pub trait PasswordsHarness: Send + Sync {
    /// The adapter.
    fn passwords(&self) -> &dyn Passwords;
}

impl<P: Passwords> PasswordsHarness for P {
    fn passwords(&self) -> &dyn Passwords {
        self
    }
}

suite! { $ passwords_contract, passwords {
    the_password_is_right_and_no_other,
    hashing_twice_gives_two_hashes,
    nothing_of_the_password_is_in_its_hash,
    where_there_is_no_hash_every_password_is_wrong,
    what_is_no_hash_fails,
} }

const PASSWORD: &str = "sinine õlu ja 3 kala";

fn password(text: &str) -> Password {
    Password::typed(&SecretString::from(text))
}

async fn hash(harness: &dyn PasswordsHarness, text: &str) -> PasswordHash {
    harness.passwords().hash(&password(text)).await.unwrap()
}

async fn verify(harness: &dyn PasswordsHarness, text: &str, hash: Option<&PasswordHash>) -> Verdict {
    harness.passwords().verify(&password(text), hash).await.unwrap()
}

/// Up to the last byte, of the longest passwords too.
pub async fn the_password_is_right_and_no_other(harness: &dyn PasswordsHarness) {
    let longest = "õ".repeat(Password::LONGEST / 2);
    for text in [PASSWORD, &longest] {
        let hash = hash(harness, text).await;
        assert_eq!(verify(harness, text, Some(&hash)).await, Verdict::Right);
        let mut shorter = text.to_owned();
        shorter.pop();
        for other in [shorter, format!("{text} "), text.to_uppercase(), String::new()] {
            assert_eq!(verify(harness, &other, Some(&hash)).await, Verdict::Wrong, "{other}");
        }
    }
}

/// Who sees two hashes can't tell whether the passwords are the same.
pub async fn hashing_twice_gives_two_hashes(harness: &dyn PasswordsHarness) {
    assert_ne!(hash(harness, PASSWORD).await, hash(harness, PASSWORD).await);
}

/// Neither the whole nor a run of it.
pub async fn nothing_of_the_password_is_in_its_hash(harness: &dyn PasswordsHarness) {
    let hash = hash(harness, PASSWORD).await;
    for run in PASSWORD.as_bytes().windows(6) {
        assert!(!hash.expose().as_bytes().windows(6).any(|bytes| bytes == run));
    }
}

/// An empty one too.
pub async fn where_there_is_no_hash_every_password_is_wrong(harness: &dyn PasswordsHarness) {
    for text in [PASSWORD, ""] {
        assert_eq!(verify(harness, text, None).await, Verdict::Wrong);
    }
}

/// It is a failure, and not a wrong password.
pub async fn what_is_no_hash_fails(harness: &dyn PasswordsHarness) {
    for text in ["", PASSWORD, "$", "$argon2id$"] {
        assert!(harness.passwords().verify(&password(text), Some(&PasswordHash::new(text))).await.is_err());
    }
}
