use std::time::Duration;

use futures_util::future::join_all;
use uku_core::sign_in::{Password, PasswordHash, Passwords as _, Verdict};
use uku_sign_in::{Argon2Passwords, Work};

use crate::LITTLE;

fn password() -> Password {
    Password::typed(&"kolm sinist kala".into())
}

#[tokio::test]
async fn a_hash_says_how_it_was_made() {
    let passwords = Argon2Passwords::by_owasp().unwrap();
    let hash = passwords.hash(&password()).await.unwrap();
    assert!(hash.expose().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash.expose());
    assert_eq!(passwords.verify(&password(), Some(&hash)).await, Ok(Verdict::Right));
}

#[tokio::test]
async fn a_hash_of_less_work_is_outdated_and_one_of_more_is_not() {
    let little = Argon2Passwords::new(LITTLE, 1).unwrap();
    let hash = little.hash(&password()).await.unwrap();
    for more in [Work { memory: 16, passes: 1 }, Work { memory: 8, passes: 2 }] {
        let more = Argon2Passwords::new(more, 1).unwrap();
        assert_eq!(more.verify(&password(), Some(&hash)).await, Ok(Verdict::Outdated));
        let renewed = more.hash(&password()).await.unwrap();
        assert_eq!(more.verify(&password(), Some(&renewed)).await, Ok(Verdict::Right));
        assert_eq!(little.verify(&password(), Some(&renewed)).await, Ok(Verdict::Right));
    }
    let other = Password::typed(&"neli sinist kala".into());
    let more = Argon2Passwords::new(Work { memory: 16, passes: 1 }, 1).unwrap();
    assert_eq!(more.verify(&other, Some(&hash)).await, Ok(Verdict::Wrong));
}

/// Made by the reference implementation: `echo -n "password" | argon2 somesalt -id -t 2 -m 16 -p 4 -l 24`, and with `-i`.
#[tokio::test]
async fn hashes_of_other_programs_open() {
    let passwords = Argon2Passwords::new(LITTLE, 1).unwrap();
    let password = Password::typed(&"password".into());
    let id = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    let i = "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA";
    for (text, verdict) in [(id, Verdict::Right), (i, Verdict::Outdated)] {
        assert_eq!(passwords.verify(&password, Some(&PasswordHash::new(text))).await, Ok(verdict));
    }
}

#[tokio::test]
async fn impossible_work_is_refused() {
    assert!(Argon2Passwords::new(Work { memory: 1, passes: 1 }, 1).is_err());
    assert!(Argon2Passwords::new(Work { memory: 8, passes: 0 }, 1).is_err());
}

#[tokio::test]
async fn many_at_once_take_turns_and_all_are_served() {
    let passwords = Argon2Passwords::new(LITTLE, 1).unwrap();
    let hash = passwords.hash(&password()).await.unwrap();
    let password = password();
    // Whoever gives up waiting takes no turn with them.
    let given_up = tokio::time::timeout(Duration::ZERO, passwords.verify(&password, Some(&hash))).await;
    drop(given_up);
    let verdicts = join_all((0..50).map(|_| passwords.verify(&password, Some(&hash)))).await;
    assert!(verdicts.iter().all(|verdict| *verdict == Ok(Verdict::Right)));
}
