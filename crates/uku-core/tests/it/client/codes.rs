use proptest::prelude::*;
use uku_core::client::RegistryCodeOddity::{CheckDigit, FirstDigit, NotEightDigits};
use uku_core::client::registry_code_oddity;

#[test]
fn codes_of_every_register_are_fine() {
    // The last two need the second row of weights.
    for code in
        ["12345678", "10421629", "10060701", "10004252", "70000310", "10000062", "10000127", " 10421629 "]
    {
        assert_eq!(registry_code_oddity(code), None, "{code}");
    }
}

#[test]
fn what_is_odd_is_told_apart() {
    for (code, oddity) in [
        ("12345679", CheckDigit),
        ("11111111", CheckDigit),
        ("20421629", FirstDigit),
        ("01234567", FirstDigit),
        ("", NotEightDigits),
        ("1042162", NotEightDigits),
        ("104216290", NotEightDigits),
        ("38001085718", NotEightDigits),
        ("1042162O", NotEightDigits),
        ("1042 1629", NotEightDigits),
        ("１０４２１６２９", NotEightDigits),
    ] {
        assert_eq!(registry_code_oddity(code), Some(oddity), "{code}");
    }
}

proptest! {
    /// Of the ten codes that differ in the last digit only, one is right.
    #[test]
    fn seven_digits_have_one_check_digit(first in prop::sample::select(vec![1_u32, 7, 8, 9]), rest in 0_u32..1_000_000) {
        let fits = |last: &u32| registry_code_oddity(&format!("{first}{rest:06}{last}")).is_none();
        prop_assert_eq!((0..10).filter(fits).count(), 1);
    }
}

#[test]
fn what_is_odd_about_a_vat_number_is_told() {
    use uku_core::client::VatNumberOddity::{CheckDigit, NoCountry, NotNineDigits};
    use uku_core::client::vat_number_oddity;
    for (number, oddity) in [
        ("EE100594102", None),
        ("EE100931558", None),
        (" ee 100 594 102 ", None),
        ("EE100594103", Some(CheckDigit)),
        ("EE123456789", Some(CheckDigit)),
        ("EE10059410", Some(NotNineDigits)),
        ("EE1005941020", Some(NotNineDigits)),
        ("EE10059410O", Some(NotNineDigits)),
        ("EE１００５９４１０２", Some(NotNineDigits)),
        ("EE", Some(NotNineDigits)),
        ("FI12345678", None),
        ("100594102", Some(NoCountry)),
        ("E", Some(NoCountry)),
        ("", Some(NoCountry)),
        ("õü100594102", Some(NoCountry)),
        ("株100594102", Some(NoCountry)),
    ] {
        assert_eq!(vat_number_oddity(number), oddity, "{number}");
    }
}

#[test]
fn a_registry_code_is_the_same_however_it_is_written() {
    use uku_core::client::registry_code_key;
    for same in [" 10421629", "1042 1629", "1042-1629", "10421629\t", "1042\u{a0}1629"] {
        assert_eq!(registry_code_key(same).as_deref(), Some("10421629"), "{same}");
    }
    assert_eq!(registry_code_key("hrb 12b"), registry_code_key("HRB-12B"));
    assert_ne!(registry_code_key("010421629"), registry_code_key("10421629"));
}

#[test]
fn what_stands_for_no_registry_code_is_none() {
    use uku_core::client::registry_code_key;
    for none in ["", " ", "-", "--", "n/a", "puudub", "0", "000", "нет"] {
        assert_eq!(registry_code_key(none), None, "{none}");
    }
}
