//! Email addresses, passwords, digests, and what people are told.

use secrecy::{ExposeSecret, SecretString};
use uku_core::sign_in::{
    AccountRefusal, EmailAddress, LinkPurpose, ManageError, Password, PasswordHash, SecretsError,
    SignInError, TokenDigest, WeakPassword, check_new_password,
};
use uku_core::store::StoreError;
use uku_core::vault::VaultError;
use uku_testkit::build::at;

use crate::support::{is_one_sentence, round_trip};

fn check(password: &str) -> Result<(), WeakPassword> {
    check_new_password(
        &Password::typed(&password.into()),
        "Mari-Liis Maasikas",
        "mari.maasikas@firma.example",
    )
}

#[test]
fn email_addresses() {
    for text in
        ["mari@firma.ee", "a@b", "Õie.Ööbik+uku@äri.ee", "o_nurm-1@sub.firma.co.uk", " mari@firma.ee\n"]
    {
        let address: EmailAddress = text.parse().unwrap();
        assert_eq!(address.as_str(), text.trim());
        assert_eq!(address.to_string().parse(), Ok(address));
    }
    let long = format!("{}@firma.ee", "a".repeat(246));
    for text in [
        "",
        " ",
        "mari",
        "@firma.ee",
        "mari@",
        "mari@@firma.ee",
        "mari@firma@ee",
        "mari@firma..ee",
        "mari@.ee",
        "mari@firma.ee.",
        "ma ri@firma.ee",
        "mari@firma.ee\r\nBcc: x@y.ee",
        "Mari <mari@firma.ee>",
        "mari@firma.ee,jaan@firma.ee",
        "\"mari\"@firma.ee",
        "mari\u{0}@firma.ee",
        &long,
    ] {
        assert!(text.parse::<EmailAddress>().is_err(), "{text}");
    }
}

#[test]
fn two_addresses_that_differ_by_case_or_by_how_a_letter_is_made_are_one() {
    let address = |text: &str| text.parse::<EmailAddress>().unwrap();
    assert_eq!(address("ÕIE@Firma.EE"), address("o\u{303}ie@firma.ee"));
    assert_ne!(address("oie@firma.ee"), address("õie@firma.ee"));
}

#[test]
fn good_passwords_are_taken() {
    let longest = "kala ".repeat(51);
    for text in [
        "kolm sinist kala",
        "õõõ äää üüü 1",
        "Tr0ub4dor&3xx",
        "q7#mZ!p2vR9x",
        "!!##%%&&//==ab",
        &longest,
        "mari armastab maasikaid",
        "passwords are hard to choose",
    ] {
        assert_eq!(check(text), Ok(()), "{text}");
    }
}

#[test]
fn bad_passwords_are_refused_with_the_reason() {
    let long = "õ".repeat(129);
    for (text, why) in [
        ("", WeakPassword::TooShort),
        ("kala kala 1", WeakPassword::TooShort),
        ("õõõõõõõõõõõ", WeakPassword::TooShort),
        (&long, WeakPassword::TooLong),
        ("mari.maasikas@firma.example", WeakPassword::AboutYou),
        ("MARI MAASIKAS", WeakPassword::AboutYou),
        ("mariliismaasikas1", WeakPassword::AboutYou),
        ("password1234", WeakPassword::Common),
        ("Password 2026!", WeakPassword::Common),
        ("salasõna123456", WeakPassword::Common),
        ("123456789012", WeakPassword::Common),
        ("qwertyuiop12", WeakPassword::Common),
        ("abcdefghijkl", WeakPassword::Common),
        ("aaaaaaaaaaaa", WeakPassword::Common),
        ("abababababab", WeakPassword::Common),
    ] {
        assert_eq!(check(text), Err(why), "{text}");
    }
}

#[test]
fn a_password_that_is_composed_fits_where_its_parts_would_not() {
    let parts = "o\u{303}".repeat(100);
    assert!(!Password::typed(&parts.into()).is_too_long());
}

#[test]
fn secrets_do_not_print() {
    let printed = format!("{:?} {:?}", Password::typed(&"kolm kala".into()), PasswordHash::new("argon"));
    assert!(!printed.contains("kala") && !printed.contains("argon"), "{printed}");
}

#[test]
fn a_digest_is_what_sha_256_says() {
    let digest = TokenDigest::of(&SecretString::from("abc"));
    assert_eq!(digest.as_str(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(digest.as_str().parse(), Ok(digest.clone()));
    assert_eq!(round_trip(&digest), digest);
    for text in ["", "ab", &"g".repeat(64), &"A".repeat(64), &"0".repeat(65)] {
        assert!(text.parse::<TokenDigest>().is_err(), "{text}");
        assert!(serde_json::from_str::<TokenDigest>(&format!("\"{text}\"")).is_err());
    }
}

#[test]
fn purposes_are_kept_by_name() {
    for purpose in LinkPurpose::ALL {
        assert_eq!(round_trip(&purpose), purpose);
        let lets_in = matches!(purpose, LinkPurpose::SecondStep | LinkPurpose::Visit);
        assert_eq!(purpose.sets_password(), !lets_in);
    }
    assert_eq!(serde_json::to_string(&LinkPurpose::PasswordReset).unwrap(), "\"password_reset\"");
}

#[test]
fn every_error_says_what_to_do_in_one_sentence() {
    let weak = [WeakPassword::TooShort, WeakPassword::TooLong, WeakPassword::AboutYou, WeakPassword::Common];
    let store = || StoreError::Failed("disk".to_owned());
    let mut remedies: Vec<&str> = [
        SignInError::Wrong,
        SignInError::WrongPassword,
        SignInError::WrongCode,
        SignInError::Throttled { until: at("2026-11-10T09:00:00Z") },
        SignInError::LinkOver,
        SignInError::SignedOut,
        SignInError::SecondFactorOn,
        SignInError::SecondFactorOff,
        AccountRefusal::Changed.into(),
        store().into(),
        SecretsError("x".to_owned()).into(),
        VaultError::DoesNotOpen.into(),
    ]
    .iter()
    .map(SignInError::remedy)
    .chain(weak.iter().map(WeakPassword::remedy))
    .collect();
    let managing = [
        ManageError::NoSuchMember,
        ManageError::OwnersOnly,
        ManageError::OwnerStays,
        ManageError::Yourself,
        ManageError::OwnAccount,
        ManageError::Inactive,
        ManageError::BadName,
        "x".parse::<EmailAddress>().unwrap_err().into(),
        AccountRefusal::EmailTaken.into(),
        AccountRefusal::Changed.into(),
        store().into(),
        SecretsError("x".to_owned()).into(),
    ];
    remedies.extend(managing.iter().map(ManageError::remedy));
    for remedy in remedies {
        assert!(is_one_sentence(remedy), "{remedy}");
    }
    assert_eq!(SignInError::from(WeakPassword::TooShort).to_string(), WeakPassword::TooShort.to_string());
    assert!(WeakPassword::TooShort.to_string().contains("at least 12 characters"));
    assert!(!format!("{}", SignInError::Wrong).is_empty());
    assert_eq!(SecretString::from("x").expose_secret(), "x");
}
