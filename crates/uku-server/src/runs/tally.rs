use serde::Serialize;
use uku_core::notice::OutcomeTally;

/// How many months ended how, for other programs.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TallyOut {
    created: u32,
    updated: u32,
    unchanged: u32,
    left_alone: u32,
    failed: u32,
    deferred: u32,
    skipped: u32,
    zero: u32,
}

impl From<OutcomeTally> for TallyOut {
    fn from(tally: OutcomeTally) -> Self {
        let OutcomeTally { created, updated, unchanged, left_alone, failed, deferred, skipped, zero } = tally;
        Self { created, updated, unchanged, left_alone, failed, deferred, skipped, zero }
    }
}

/// How many months ended how, in words; what there is none of is left out.
pub(crate) fn tally_text(tally: &OutcomeTally) -> String {
    let parts = [
        (tally.created, "created"),
        (tally.updated, "updated"),
        (tally.unchanged, "unchanged"),
        (tally.left_alone, "left alone"),
        (tally.failed, "failed"),
        (tally.deferred, "waiting for requests"),
        (tally.skipped, "passed over"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let zero = if tally.zero > 0 { format!(" ({} of them zero)", tally.zero) } else { String::new() };
    if parts.is_empty() { "nothing yet".to_owned() } else { parts.join(", ") + &zero }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_there_is_is_told() {
        assert_eq!(tally_text(&OutcomeTally::default()), "nothing yet");
        let tally = OutcomeTally { created: 2, failed: 1, zero: 1, ..OutcomeTally::default() };
        assert_eq!(tally_text(&tally), "2 created, 1 failed (1 of them zero)");
    }
}
