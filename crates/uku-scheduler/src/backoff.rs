use chrono::TimeDelta;
use uku_core::run::ItemId;

/// How long to wait before each further try, in seconds.
const WAITS: [i64; 8] = [30, 60, 2 * 60, 5 * 60, 15 * 60, 30 * 60, 3_600, 2 * 3_600];

/// How long to wait before an item that met trouble is tried again; `tries` is how many attempts in a row met trouble
/// before this one. None if it has been tried often enough.
pub(crate) fn before_next_try(item: ItemId, tries: u32) -> Option<TimeDelta> {
    let seconds = WAITS.get(usize::try_from(tries).ok()?)?;
    Some(spread(item, *seconds))
}

/// How long to wait where it is tried again whatever happens.
pub(crate) fn before_any_try(item: ItemId, tries: u32) -> TimeDelta {
    before_next_try(item, tries).unwrap_or_else(|| spread(item, WAITS[WAITS.len() - 1]))
}

/// How long an item waits that met a vendor who is known to be down. It is no failed try: the breaker sees to it that
/// few ask, and once the vendor is back nobody waits for long.
pub(crate) fn while_down(item: ItemId) -> TimeDelta {
    const WAIT: i64 = 60;
    spread(item, WAIT)
}

/// Up to a fourth longer, by the item: what failed together is not tried again together.
fn spread(item: ItemId, seconds: i64) -> TimeDelta {
    // The last byte of an identity is random in every kind of UUID that is in use.
    let part = i64::from(item.0.as_bytes()[15]);
    TimeDelta::milliseconds(seconds * 1_000 + seconds * 250 * part / 255)
}
