//! Months as bars; see `components/bars.html`.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Units from the ground to the top of the tallest bar.
const TALLEST: u32 = 104;
/// Where the ground is.
const GROUND: u32 = 132;
/// From one bar to the next; the first stands a little in.
const STEP: u32 = 40;
const INSET: u32 = 6;

/// A picture of months.
#[derive(Debug, Clone)]
pub(super) struct Bars {
    pub(super) title: String,
    pub(super) label: String,
    pub(super) months: Vec<Bar>,
}

/// A month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) height: u32,
    pub(super) value: String,
    pub(super) month: String,
    /// Empty, `odd` for an outlier, `incomplete` for a month that is not over.
    pub(super) kind: &'static str,
}

/// What stands for a month.
pub(super) struct Measured {
    pub(super) number: Option<Decimal>,
    pub(super) value: String,
    pub(super) month: String,
    pub(super) kind: &'static str,
}

/// The bars of months, the tallest as tall as there is room.
pub(super) fn bars(months: Vec<Measured>) -> Vec<Bar> {
    let tallest = months.iter().filter_map(|month| month.number).max().unwrap_or_default();
    let bar = |(place, month): (u32, Measured)| {
        let height = month.number.map_or(0, |number| height(number, tallest));
        let Measured { value, month, kind, .. } = month;
        Bar { x: INSET + place * STEP, y: GROUND - height, height, value, month, kind }
    };
    (0..).zip(months).map(bar).collect()
}

/// A number that is not zero can always be seen.
fn height(number: Decimal, tallest: Decimal) -> u32 {
    if number <= Decimal::ZERO {
        return 0;
    }
    let part = number.checked_div(tallest).unwrap_or_default() * Decimal::from(TALLEST);
    part.round().to_u32().unwrap_or_default().clamp(1, TALLEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heights(numbers: &[Option<i64>]) -> Vec<(u32, u32)> {
        let measured = |number: &Option<i64>| Measured {
            number: number.map(Decimal::from),
            value: String::new(),
            month: String::new(),
            kind: "",
        };
        bars(numbers.iter().map(measured).collect()).iter().map(|bar| (bar.y, bar.height)).collect()
    }

    #[test]
    fn bars_stand_on_the_ground_and_fit() {
        assert_eq!(heights(&[Some(100), Some(50), Some(0), None]), [(28, 104), (80, 52), (132, 0), (132, 0)]);
    }

    #[test]
    fn the_smallest_is_seen_and_what_is_below_zero_is_not_drawn() {
        assert_eq!(heights(&[Some(100_000), Some(1), Some(-5)]), [(28, 104), (131, 1), (132, 0)]);
    }
}
