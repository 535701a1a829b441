use std::collections::BTreeSet;

use proptest::prelude::*;
use secrecy::ExposeSecret as _;
use uku_core::ledger::{Key, KeyFingerprint, KeyPair, KeyPairError, WhereSpace};

use crate::support::cases;

const SPACES: [char; 12] = [
    ' ', '\t', '\n', '\r', '\u{a0}', '\u{2003}', '\u{202f}', '\u{3000}', '\u{200b}', '\u{feff}', '\u{0}',
    '\u{7f}',
];

const PUBLIC: &str = "0a1b2c3d4e5f";
const SECRET: &str = "f5e4d3c2b1a0";

fn pair(public: &str, secret: &str) -> Result<KeyPair, KeyPairError> {
    KeyPair::new(public, secret.into())
}

/// The error of a text as public key, then as secret key.
fn refused(text: &str) -> [KeyPairError; 2] {
    [pair(text, SECRET).unwrap_err(), pair(PUBLIC, text).unwrap_err()]
}

fn fingerprint(server: &str, public: &str) -> KeyFingerprint {
    KeyFingerprint::of(server, pair(public, SECRET).unwrap().public())
}

#[test]
fn a_pair_is_kept_as_it_was_pasted() {
    let pair = pair(PUBLIC, SECRET).unwrap();
    assert_eq!(pair.public().as_str(), PUBLIC);
    assert_eq!(pair.secret().expose_secret(), SECRET);
}

#[test]
fn white_space_at_an_end_or_inside_of_a_key_is_refused_and_the_right_key_is_named() {
    for space in SPACES {
        for (text, place) in [
            (format!("{space}0a1b"), WhereSpace::Leading),
            (format!("0a1b{space}"), WhereSpace::Trailing),
            (format!("0a{space}1b"), WhereSpace::Inside),
            (format!("{space}0a1b{space}"), WhereSpace::Leading),
            (format!("0a{space}1b{space}"), WhereSpace::Trailing),
        ] {
            let expected = [Key::Public, Key::Secret].map(|key| KeyPairError::Space(key, place));
            assert_eq!(refused(&text), expected, "{text:?}");
        }
    }
}

#[test]
fn a_key_of_nothing_or_of_spaces_only_is_empty() {
    let blanks = SPACES.iter().flat_map(|space| [space.to_string(), format!("{space}{space}")]);
    for text in blanks.chain([String::new(), SPACES.iter().collect()]) {
        assert_eq!(refused(&text), [Key::Public, Key::Secret].map(KeyPairError::Empty), "{text:?}");
    }
}

#[test]
fn the_public_key_is_looked_at_first() {
    assert_eq!(pair("", " ").unwrap_err(), KeyPairError::Empty(Key::Public));
}

#[test]
fn the_error_says_which_key_what_is_wrong_and_what_to_do() {
    let texts = [
        (KeyPairError::Empty(Key::Public), "the public key is empty; copy it from SmartAccounts"),
        (KeyPairError::Empty(Key::Secret), "the secret key is empty; copy it from SmartAccounts"),
        (
            KeyPairError::Space(Key::Public, WhereSpace::Leading),
            "the public key begins with white space; copy it again from SmartAccounts",
        ),
        (
            KeyPairError::Space(Key::Secret, WhereSpace::Trailing),
            "the secret key ends with white space; copy it again from SmartAccounts",
        ),
        (
            KeyPairError::Space(Key::Secret, WhereSpace::Inside),
            "the secret key has white space or a control character inside; copy it again from SmartAccounts",
        ),
    ];
    for (error, beginning) in texts {
        assert!(error.to_string().starts_with(beginning), "{error}");
    }
}

#[test]
fn no_key_can_be_read_in_what_is_printed() {
    let pair = pair(PUBLIC, SECRET).unwrap();
    let fingerprint = KeyFingerprint::of("sa.smartaccounts.eu", pair.public());
    let refused = KeyPair::new(PUBLIC, format!("{SECRET} ").into()).unwrap_err();
    for printed in [
        format!("{pair:?} {pair:#?}"),
        format!("{:?} {:#?}", pair.public(), pair.secret()),
        format!("{fingerprint:?} {}", fingerprint.as_str()),
        format!("{refused:?} {refused}"),
    ] {
        assert!(!printed.contains(PUBLIC) && !printed.contains(SECRET), "{printed}");
    }
    assert_eq!(format!("{:?}", pair.public()), "PublicKey(..)");
}

#[test]
fn a_fingerprint_is_32_hexadecimal_digits_that_never_change() {
    let fingerprint = fingerprint("sa.smartaccounts.eu", "0a1b2c");
    assert_eq!(fingerprint.as_str(), "0eff0070fe2ca6f3dc3c175e2ca8cec2");
    assert_eq!(format!("{fingerprint:?}"), "KeyFingerprint(0eff0070fe2ca6f3dc3c175e2ca8cec2)");
}

#[test]
fn a_fingerprint_keeps_its_leading_zeros() {
    let digits: BTreeSet<usize> =
        (0..64).map(|n| fingerprint("sa.smartaccounts.eu", &format!("key{n}")).as_str().len()).collect();
    assert_eq!(digits, [32].into());
}

#[test]
fn the_same_key_at_another_server_has_another_fingerprint() {
    assert_ne!(fingerprint("127.0.0.1:8080", PUBLIC), fingerprint("127.0.0.1:8081", PUBLIC));
    assert_ne!(fingerprint("server", "1key"), fingerprint("server1", "key"));
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn fingerprints_differ_where_keys_do_and_tell_nothing_of_them(one in "[!-~]{4,40}", other in "[!-~]{4,40}") {
        let [first, second] = [&one, &other].map(|key| fingerprint("sa.smartaccounts.eu", key));
        prop_assert_eq!(one == other, first == second);
        prop_assert!(!first.as_str().contains(&one));
        prop_assert!(first.as_str().len() == 32 && first.as_str().bytes().all(|b| b.is_ascii_hexdigit()));
    }

    #[test]
    fn keys_without_spaces_are_taken(public in "[!-~]{1,80}", secret in "[!-~]{1,80}") {
        prop_assert!(pair(&public, &secret).is_ok());
    }
}
