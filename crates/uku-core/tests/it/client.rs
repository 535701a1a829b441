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
