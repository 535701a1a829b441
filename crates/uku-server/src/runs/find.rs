use uku_core::run::{RunId, RunsQuery};

use crate::app::App;
use crate::failure::Failure;

/// How many of the latest runs may be named by a part of their identity.
const LATEST: u32 = 100;

/// The run that a person means.
pub(super) async fn run_id(app: &App, text: &str) -> Result<RunId, Failure> {
    if let Ok(id) = text.parse() {
        return Ok(RunId(id));
    }
    let query = RunsQuery { before: None, most: LATEST };
    let mut work = app.stored.integration().open(&app.firm.id).await.map_err(Failure::could_not)?;
    let latest = work.runs().page(query).await.map_err(Failure::could_not)?;
    let latest: Vec<RunId> = latest.iter().map(|record| record.run.id).collect();
    among(&latest, text)
}

/// The one run whose identity begins or ends so.
fn among(latest: &[RunId], text: &str) -> Result<RunId, Failure> {
    let part = text.trim().to_lowercase();
    let is_meant = |id: &&RunId| {
        let id = id.to_string();
        !part.is_empty() && (id.starts_with(&part) || id.ends_with(&part))
    };
    let found: Vec<&RunId> = latest.iter().filter(is_meant).collect();
    match found.as_slice() {
        [one] => Ok(**one),
        [] => Err(Failure::could_not(format!("there is no run {text}; `uku runs` shows the latest"))),
        several => Err(Failure::usage(format!(
            "{text} is the beginning or end of {} runs; write more of it, as `uku runs` shows it",
            several.len()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_goes_by_the_beginning_or_end_of_its_identity() {
        let ids = ["0198c0de-0000-7000-8000-00000000000a", "0198c0de-0000-7000-8000-0000000000ab"];
        let runs = ids.map(|id| RunId(id.parse().unwrap()));
        assert_eq!(among(&runs, "0AB").unwrap(), runs[1]);
        assert_eq!(among(&runs[..1], "0198c").unwrap(), runs[0]);
        assert!(matches!(among(&runs, "0198c"), Err(Failure::Usage(_))));
        for unknown in ["ffff", ""] {
            assert!(matches!(among(&runs, unknown), Err(Failure::CouldNot(_))));
        }
    }
}
