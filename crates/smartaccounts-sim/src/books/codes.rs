//! Estonian registry codes, VAT numbers, bank accounts and reference numbers, with the check digits they need.

/// Digits of a number, most significant first, filled with zeros to `width`.
fn digits(number: u64, width: usize) -> Vec<u32> {
    format!("{number:0width$}").bytes().map(|byte| u32::from(byte - b'0')).collect()
}

fn weighed(digits: &[u32], weights: impl IntoIterator<Item = u32>) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// A company's registry code: 8 digits of which the last is a check. Serials lie below a million.
pub(crate) fn registry_code(serial: u32) -> String {
    let body = 1_000_000 + u64::from(serial % 1_000_000);
    let digits = digits(body, 7);
    let check = match weighed(&digits, 1..=7) % 11 {
        10 => match weighed(&digits, [3, 4, 5, 6, 7, 8, 9]) % 11 {
            10 => 0,
            second => second,
        },
        first => first,
    };
    format!("{body}{check}")
}

/// A VAT number: EE and 9 digits of which the last is a check.
pub(crate) fn vat_number(serial: u32) -> String {
    let body = 10_000_000 + u64::from(serial % 1_000_000);
    let sum = weighed(&digits(body, 8), [3, 7, 1, 3, 7, 1, 3, 7]);
    format!("EE{body}{}", (10 - sum % 10) % 10)
}

/// An Estonian IBAN.
pub(crate) fn iban(serial: u64) -> String {
    let body = format!("22{:014}", serial % 100_000_000_000_000);
    // ISO 7064: the country's letters stand for 14 and 14, the check digits for 00.
    let rest =
        format!("{body}141400").bytes().fold(0, |rest, byte| (rest * 10 + u32::from(byte - b'0')) % 97);
    format!("EE{:02}{body}", 98 - rest)
}

/// An Estonian reference number: the number and its 7-3-1 check digit.
pub(crate) fn reference(number: u64) -> String {
    let mut digits = digits(number, 1);
    digits.reverse();
    let sum = weighed(&digits, [7, 3, 1].into_iter().cycle());
    format!("{number}{}", (10 - sum % 10) % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_those_of_real_numbers() {
        assert_eq!(registry_code(234_567), "12345678");
        assert_eq!(vat_number(594_102), "EE105941022");
        assert_eq!(reference(1234), "12344");
        assert_eq!(iban(0).len(), 20);
    }
}
