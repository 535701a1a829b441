use rust_decimal::Decimal;

/// The smallest change that is worth a look: in small numbers, half as much more is nothing.
const LEAST: Decimal = Decimal::TEN;

/// Whether a number is so far from that of the month before that somebody should look: by at least ten, and by at least half
/// of what it was. The rule is our own; the help page tells of none.
///
/// ```
/// use uku_core::summary::is_outlier;
/// let outlier = |now: i64, before: i64| is_outlier(now.into(), before.into());
/// assert!(outlier(150, 100) && outlier(50, 100) && outlier(10, 0));
/// assert!(!outlier(149, 100) && !outlier(9, 0) && !outlier(29, 20));
/// ```
#[must_use]
pub fn is_outlier(now: Decimal, before: Decimal) -> bool {
    // Half of the one against the other, so that no number is too big to be doubled.
    let change = if now > before { now.saturating_sub(before) } else { before.saturating_sub(now) };
    change >= LEAST && change >= before.abs() / Decimal::TWO
}
