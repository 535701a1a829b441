//! Sums of invoices.

use rust_decimal::{Decimal, RoundingStrategy};

use super::account;
use super::doc::Row;
use crate::config::VatRounding;

/// Rounded to cents, halves away from zero.
pub(crate) fn cents(amount: Decimal) -> Decimal {
    let rounded = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    // Zero has no sign in the books.
    if rounded.is_zero() { Decimal::ZERO } else { rounded }
}

/// What an invoice's rows come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) net: Decimal,
    pub(crate) vat: Decimal,
}

impl Sums {
    pub(crate) fn of(rows: &[Row], rounding: VatRounding) -> Self {
        let net = rows.iter().map(Row::net).sum();
        let vat = match rounding {
            VatRounding::Row => rows.iter().map(Row::vat).sum(),
            VatRounding::Total => account::VAT_CODES
                .iter()
                .map(|code| {
                    let of_code: Decimal =
                        rows.iter().filter(|row| row.vat_pc == code.code).map(Row::net).sum();
                    cents(of_code * Decimal::new(i64::from(code.percent), 2))
                })
                .sum(),
        };
        Self { net, vat }
    }

    pub(crate) fn gross(self) -> Decimal {
        self.net + self.vat
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vat_is_rounded_where_it_is_asked() {
        let row = |cents| Row {
            code: "A".into(),
            description: "A".into(),
            price: Decimal::new(cents, 2),
            quantity: Decimal::ONE,
            unit: None,
            discount: None,
            vat_pc: "24".into(),
        };
        // 24 % of 0.10 is 0.024: three rows lose 0.012 when each is rounded.
        let rows = [row(10), row(10), row(10)];
        assert_eq!(Sums::of(&rows, VatRounding::Row).vat, Decimal::new(6, 2));
        assert_eq!(Sums::of(&rows, VatRounding::Total).vat, Decimal::new(7, 2));
    }
}
