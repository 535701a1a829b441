/// What is odd about a VAT number. It is only ever a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VatNumberOddity {
    /// It begins with no country.
    #[error("a VAT number begins with the two letters of a country, such as EE")]
    NoCountry,
    /// It is Estonian, but not nine digits.
    #[error("an Estonian VAT number is EE and 9 digits")]
    NotNineDigits,
    /// Its last digit doesn't fit the others: most likely a typing mistake.
    #[error("the last digit does not fit the others, so one is probably mistyped")]
    CheckDigit,
}

/// What is odd about a VAT number; white space and case don't matter. Only Estonian numbers are checked further than
/// their country: EE and nine digits, whose sum weighted 3 7 1 3 7 1 3 7 1 ends in 0.
///
/// ```
/// use uku_core::client::{VatNumberOddity, vat_number_oddity};
/// assert_eq!(vat_number_oddity("EE100594102"), None);
/// assert_eq!(vat_number_oddity("EE100594103"), Some(VatNumberOddity::CheckDigit));
/// ```
#[must_use]
pub fn vat_number_oddity(number: &str) -> Option<VatNumberOddity> {
    let plain: String = number.split_whitespace().collect::<String>().to_ascii_uppercase();
    let Some(country) = plain.get(..2).filter(|country| country.chars().all(|c| c.is_ascii_uppercase()))
    else {
        return Some(VatNumberOddity::NoCountry);
    };
    if country != "EE" {
        return None;
    }
    let digits: Option<Vec<u32>> = plain.chars().skip(2).map(|c| c.to_digit(10)).collect();
    let Some(Ok(digits)) = digits.map(<[u32; 9]>::try_from) else {
        return Some(VatNumberOddity::NotNineDigits);
    };
    let weights = [3, 7, 1, 3, 7, 1, 3, 7, 1];
    let sum: u32 = digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum();
    (!sum.is_multiple_of(10)).then_some(VatNumberOddity::CheckDigit)
}
