/// What is odd about a registry code. It is only ever a warning: the rule of the check digit is not published, and
/// sole traders and private persons have other codes or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RegistryCodeOddity {
    /// It is not 8 digits.
    #[error("an Estonian registry code has 8 digits")]
    NotEightDigits,
    /// It begins with a digit that no register gives.
    #[error("an Estonian registry code begins with 1, 7, 8 or 9")]
    FirstDigit,
    /// Its last digit doesn't fit the others: most likely a typing mistake.
    #[error("the last digit does not fit the others, so one is probably mistyped")]
    CheckDigit,
}

/// What is odd about a code of the Estonian business register; white space around it doesn't matter.
///
/// The first digit tells the register: 1 companies, 7 state and municipal bodies, 8 associations, 9 foundations. The
/// check digit is that of the personal code: a weighted sum modulo 11, with a second row of weights where that is 10.
///
/// ```
/// use uku_core::client::{RegistryCodeOddity, registry_code_oddity};
/// assert_eq!(registry_code_oddity("10421629"), None);
/// assert_eq!(registry_code_oddity("12345679"), Some(RegistryCodeOddity::CheckDigit));
/// ```
#[must_use]
pub fn registry_code_oddity(code: &str) -> Option<RegistryCodeOddity> {
    let digits: Option<Vec<u32>> = code.trim().chars().map(|c| c.to_digit(10)).collect();
    let Some(Ok(digits)) = digits.map(<[u32; 8]>::try_from) else {
        return Some(RegistryCodeOddity::NotEightDigits);
    };
    if !matches!(digits[0], 1 | 7 | 8 | 9) {
        return Some(RegistryCodeOddity::FirstDigit);
    }
    (check_digit(&digits[..7]) != digits[7]).then_some(RegistryCodeOddity::CheckDigit)
}

fn check_digit(digits: &[u32]) -> u32 {
    let remainder = |weights: [u32; 7]| {
        digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11
    };
    match remainder([1, 2, 3, 4, 5, 6, 7]) {
        10 => remainder([3, 4, 5, 6, 7, 8, 9]) % 10,
        digit => digit,
    }
}

/// What makes two registry codes the same: letters and digits only, without regard to case. None if there is no digit
/// but zeros: people write `-`, `puudub` or `0` where there is no code.
///
/// ```
/// use uku_core::client::registry_code_key;
/// assert_eq!(registry_code_key(" 1042 1629"), registry_code_key("10421629"));
/// assert_eq!(registry_code_key(" n/a "), None);
/// ```
#[must_use]
pub fn registry_code_key(code: &str) -> Option<String> {
    let key: String = code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    key.contains(|c: char| c.is_numeric() && c != '0').then_some(key)
}
