use uku_core::calendar::{Month, MonthRange};
use uku_core::counting::DataField;

use super::outcome::OutcomeOut;
use super::run_out::{ItemOut, RunOut, WholeRunOut};
use crate::output::{about, local};
use crate::table::table;

/// The latest runs, for people.
pub(super) fn runs_text(runs: &[RunOut]) -> String {
    if runs.is_empty() {
        return "There was no run yet. Import with: uku reload, or uku import-data\n".to_owned();
    }
    let header = ["Run", "Asked for", "What", "Months", "State", "Clients", "What came of it"];
    let mut table = table(header.map(str::to_owned).into(), 0..0);
    for run in runs {
        table.add_row([
            run.id.clone(),
            local(run.created_at),
            run.kind.to_string(),
            months_text(run.months),
            run.state.to_owned(),
            format!("{} of {}", run.over, run.clients),
            run.outcome.clone(),
        ]);
    }
    format!("{table}\n")
}

/// One run with what came of each client and month, for people.
pub(crate) fn run_text(whole: &WholeRunOut) -> String {
    let run = &whole.run;
    let fields: Vec<DataField> =
        DataField::ALL.into_iter().filter(|field| is_counted(whole, *field)).collect();
    let mut header = vec!["Client".to_owned(), "Month".to_owned()];
    header.extend(fields.iter().map(|field| field.label().to_owned()));
    header.push("Summary task".to_owned());
    let mut table = table(header, 2..2 + fields.len());
    for item in &whole.items {
        for (months, counts, text) in rows(item, run.months) {
            let mut row = vec![item.client.name.clone(), months];
            let number =
                |field: &DataField| counts.and_then(|outcome| outcome.counts.as_ref()?.get(field.key()));
            row.extend(fields.iter().map(|field| number(field).map(ToString::to_string).unwrap_or_default()));
            row.push(text);
            table.add_row(row);
        }
    }
    let (kind, months, at) = (run.kind, months_text(run.months), local(run.created_at));
    let asked = run.asked_by.as_ref().map_or_else(|| "by itself".to_owned(), |who| format!("by {who}"));
    let left = if run.over < run.clients {
        format!("; what is left takes {}", about(chrono::TimeDelta::seconds(run.left.seconds)))
    } else {
        String::new()
    };
    format!(
        "Run {}: {kind}, {months}, asked for {asked} at {at}\n{table}\n{}: {} of {} clients, {}; {} requests{left}.\n",
        run.id, run.state, run.over, run.clients, run.outcome, run.requests,
    )
}

fn is_counted(whole: &WholeRunOut, field: DataField) -> bool {
    let months = whole.items.iter().flat_map(|item| &item.months);
    months.filter_map(|month| month.counts.as_ref()).any(|counts| counts.contains_key(field.key()))
}

fn months_text(months: MonthRange) -> String {
    span(months.from(), months.to())
}

fn span(first: Month, last: Month) -> String {
    if first == last { first.to_string() } else { format!("{first} to {last}") }
}

/// The rows of one client: months one after another that ended for the same reason are one row.
fn rows(item: &ItemOut, months: MonthRange) -> Vec<(String, Option<&OutcomeOut>, String)> {
    if item.months.is_empty() {
        let until = item.until.map(|until| format!(" until {}", local(until))).unwrap_or_default();
        let text = match item.state {
            "finished" => "nothing to do".to_owned(),
            "stopped" => "cancelled".to_owned(),
            state => format!("{state}{until}"),
        };
        return vec![(months_text(months), None, text)];
    }
    let same = |a: &OutcomeOut, b: &OutcomeOut| a.counts.is_none() && b.counts.is_none() && a.text == b.text;
    let groups = item.months.chunk_by(same).filter_map(|group| Some((group.first()?, group.last()?)));
    groups.map(|(first, last)| (span(first.month, last.month), Some(first), first.text.clone())).collect()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uku_core::run::{ItemState, MonthOutcome, Outcome, SkipReason};

    use super::super::names::Names;
    use super::super::run_out::ClientOut;
    use super::*;

    fn item(state: ItemState, outcomes: &[MonthOutcome]) -> ItemOut {
        ItemOut {
            client: ClientOut { id: "c".to_owned(), name: "Kask OÜ".to_owned() },
            state: state.word(),
            until: None,
            months: outcomes.iter().map(|one| OutcomeOut::of(one, state, &Names::default())).collect(),
        }
    }

    fn year() -> MonthRange {
        MonthRange::new("2025-11".parse().unwrap(), "2026-10".parse().unwrap()).unwrap()
    }

    #[test]
    fn months_passed_over_for_one_reason_are_one_row() {
        let skipped = |month| MonthOutcome::uncounted(month, Outcome::Skipped(SkipReason::Paused));
        let outcomes: Vec<MonthOutcome> = year().months().map(skipped).collect();
        let item = item(ItemState::Finished, &outcomes);
        let rows = rows(&item, year());
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].0, "2025-11 to 2026-10");
    }

    #[test]
    fn months_with_numbers_stay_apart() {
        let counted = |month| MonthOutcome {
            month,
            counts: Some([(DataField::SalesEntries, 3)].into()),
            counted_at: Some(DateTime::UNIX_EPOCH),
            outcome: Outcome::Unchanged,
        };
        let outcomes: Vec<MonthOutcome> = year().months().map(counted).collect();
        assert_eq!(rows(&item(ItemState::Finished, &outcomes), year()).len(), 12);
    }

    #[test]
    fn a_client_of_whom_nothing_is_known_says_how_far_it_is() {
        assert_eq!(rows(&item(ItemState::Waiting, &[]), year())[0].2, "waiting");
        assert_eq!(rows(&item(ItemState::Stopped, &[]), year())[0].2, "cancelled");
    }
}
