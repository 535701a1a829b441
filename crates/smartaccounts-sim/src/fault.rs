//! Faults that a test asks for.

use serde::Deserialize;

/// A fault, for some requests or all.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// Which requests.
    #[serde(rename = "match", default)]
    pub matching: Matching,
    /// What goes wrong.
    pub kind: FaultKind,
    /// Only every so many of the requests that match; all unless said.
    pub every: Option<u64>,
    /// Only so many times; always unless said.
    pub times: Option<u64>,
    /// The status of `error` and `body`; 500 and 200 unless said.
    pub status: Option<u16>,
    /// How long `delay` waits, how far `skew` shifts the clock (back, when negative).
    pub ms: Option<i64>,
    /// What `body` answers.
    pub body: Option<String>,
    /// How much `huge` sends; 64 MiB unless said.
    pub bytes: Option<u64>,
}

/// Which requests; what is left out matches all.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Matching {
    /// The key that they came with.
    pub public_key: Option<String>,
    /// A part of their path, such as `general/entries` or `:add`.
    pub path: Option<String>,
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// Answers an error.
    #[default]
    Error,
    /// Waits before the work.
    Delay,
    /// Does the work and closes the connection in the middle of the answer.
    Cut,
    /// Does the work and answers 200 with broken JSON.
    Garble,
    /// Does the work and closes the connection without an answer.
    LostAnswer,
    /// Answers that the limit is exceeded.
    OverLimit,
    /// Answers that the bill is unpaid.
    Unpaid,
    /// Shows these requests another time: their timestamps are held against it, and the Date header tells it.
    Skew,
    /// Always says that there are more entries, and repeats the last page.
    Endless,
    /// Answers a given text.
    Body,
    /// Answers with as many bytes as asked.
    Huge,
}

/// The faults in force, and how often each was met.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    fault: Fault,
    met: u64,
    fired: u64,
}

impl Faults {
    pub(crate) fn add(&mut self, fault: Fault) {
        self.rules.push(Rule { fault, met: 0, fired: 0 });
    }

    pub(crate) fn clear(&mut self) {
        self.rules.clear();
    }

    /// Lifts the faults that were asked for one key.
    pub(crate) fn lift(&mut self, public_key: &str) {
        self.rules.retain(|rule| rule.fault.matching.public_key.as_deref() != Some(public_key));
    }

    /// How far the clock is off for a request, in milliseconds. Asked before anything else is known of it.
    pub(crate) fn skew(&mut self, public_key: &str, path: &str) -> i64 {
        let rules = self.rules.iter_mut().filter(|rule| rule.fault.kind == FaultKind::Skew);
        let fired = rules.filter_map(|rule| rule.fires(public_key, path));
        fired.filter_map(|fault| fault.ms).fold(0, i64::saturating_add)
    }

    /// The faults, other than of the clock, that a request meets.
    pub(crate) fn meet(&mut self, public_key: &str, path: &str) -> Vec<Fault> {
        let rules = self.rules.iter_mut().filter(|rule| rule.fault.kind != FaultKind::Skew);
        rules.filter_map(|rule| rule.fires(public_key, path)).collect()
    }
}

impl Rule {
    fn fires(&mut self, public_key: &str, path: &str) -> Option<Fault> {
        let Matching { public_key: key, path: part } = &self.fault.matching;
        let matches = key.as_ref().is_none_or(|key| key == public_key)
            && part.as_ref().is_none_or(|part| path.contains(part.as_str()));
        if !matches {
            return None;
        }
        self.met += 1;
        let due = self.met.is_multiple_of(self.fault.every.unwrap_or(1).max(1))
            && self.fault.times.is_none_or(|times| self.fired < times);
        due.then(|| {
            self.fired += 1;
            self.fault.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_fires_every_so_often_and_so_many_times() {
        let mut faults = Faults::default();
        faults.add(Fault {
            matching: Matching { public_key: Some("K".into()), path: Some(":get".into()) },
            every: Some(3),
            times: Some(2),
            ..Fault::default()
        });
        let mut goes_wrong = |key, path| !faults.meet(key, path).is_empty();
        assert!(!goes_wrong("other", "general/entries:get"));
        assert!(!goes_wrong("K", "purchasesales/clients:add"));
        let fired: Vec<bool> = (0..12).map(|_| goes_wrong("K", "general/entries:get")).collect();
        let due: Vec<bool> = (1..=12).map(|n| n == 3 || n == 6).collect();
        assert_eq!(fired, due);
    }
}
