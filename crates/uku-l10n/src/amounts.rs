//! Numbers as each language writes them.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::Language;

/// A sign that is as wide as a plus.
const MINUS: char = '\u{2212}';

/// A number with its thousands apart and all its decimals: `1,234.50` in English; in Estonian a space that does not break
/// and a comma.
pub(crate) fn number(language: Language, number: Decimal) -> String {
    let digits = number.abs().to_string();
    let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut text = String::with_capacity(digits.len() + 8);
    if number < Decimal::ZERO {
        text.push(MINUS);
    }
    let (apart, point) = match language {
        Language::En => (',', '.'),
        Language::Et => ('\u{a0}', ','),
    };
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(apart);
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text.push(point);
        text.push_str(decimals);
    }
    text
}

/// A difference: with a plus where something grew.
pub(crate) fn change(language: Language, difference: Decimal) -> String {
    let sign = match difference.cmp(&Decimal::ZERO) {
        Ordering::Greater => "+",
        Ordering::Less | Ordering::Equal => "",
    };
    format!("{sign}{}", number(language, difference))
}
