use chrono::{DateTime, TimeZone as _, Utc};
use secrecy::{ExposeSecret as _, SecretString};
use totp_rs::{Algorithm, Builder, Secret};
use uku_core::sign_in::OneTimeCodes as _;
use uku_sign_in::TotpCodes;

/// What an app shows whose maker read RFC 6238 only.
pub(crate) fn shown(secret: &SecretString, at: DateTime<Utc>) -> String {
    let secret = Secret::try_from_base32(secret.expose_secret()).unwrap();
    let app = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_step_duration(30);
    let code = app.with_secret(secret).build().unwrap().generate(u64::try_from(at.timestamp()).unwrap());
    code.to_string()
}

/// The test vectors of RFC 6238, appendix B, whose last six digits are the codes of six digits.
#[test]
fn the_codes_are_those_of_the_standard() {
    let secret: SecretString = Secret::from(*b"12345678901234567890").to_base32().into();
    for (seconds, code) in [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ] {
        let at = Utc.timestamp_opt(seconds, 0).unwrap();
        assert_eq!(shown(&secret, at), code);
        let step = TotpCodes.step(&secret, code, at).unwrap();
        assert_eq!(step, Some(u64::try_from(seconds / 30).unwrap()));
    }
}

#[test]
fn the_address_is_that_of_the_key_uri_format() {
    let secret = SecretString::from("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    let address = TotpCodes.address(&secret, "mari+uku@firma.example").unwrap();
    let expected =
        "otpauth://totp/Uku:mari%2Buku%40firma.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Uku";
    assert_eq!(address.expose_secret(), expected);
}

#[test]
fn what_is_no_secret_fails() {
    for text in ["", "1", "õ", "MFRA"] {
        assert!(TotpCodes.step(&text.into(), "123456", Utc.timestamp_opt(59, 0).unwrap()).is_err(), "{text}");
    }
}

#[test]
fn before_1970_and_in_the_far_future_there_is_no_panic() {
    let secret = TotpCodes.secret().unwrap();
    for moment in [DateTime::<Utc>::MIN_UTC, Utc.timestamp_opt(0, 0).unwrap(), DateTime::<Utc>::MAX_UTC] {
        TotpCodes.step(&secret, "123456", moment).unwrap();
    }
}
