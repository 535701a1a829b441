use serde::Serialize;
use serde_json::Number;
use uku_core::calendar::{Month, MonthRange};
use uku_core::run::ImportForecast;

use crate::output::{self, about, counted};
use crate::runs::Names;

/// What an import would do, for people and other programs.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ForecastOut {
    clients: usize,
    not_connected: Vec<String>,
    months: MonthRange,
    tasks: usize,
    billed: usize,
    come_back: Vec<TaskOut>,
    changed_by_hand: Vec<NumberOut>,
    /// Whether numbers changed by hand are overwritten.
    overwrite: bool,
    incomplete: Option<Month>,
    requests: u64,
    seconds: i64,
}

/// A summary task that was deleted and comes back.
#[derive(Debug, Serialize)]
struct TaskOut {
    client: String,
    month: Month,
}

/// A number that was changed by hand.
#[derive(Debug, Serialize)]
struct NumberOut {
    client: String,
    month: Month,
    field: &'static str,
    label: &'static str,
    written: Option<Number>,
    now: Option<Number>,
}

impl ForecastOut {
    pub(super) fn of(forecast: &ImportForecast, overwrite: bool, names: &Names) -> Self {
        let back = forecast.come_back.iter();
        let numbers = forecast.changed_by_hand.iter();
        Self {
            clients: forecast.clients,
            not_connected: forecast.not_connected.iter().map(|client| names.client(client)).collect(),
            months: forecast.months,
            tasks: forecast.tasks,
            billed: forecast.billed,
            come_back: back
                .map(|(client, month)| TaskOut { client: names.client(client), month: *month })
                .collect(),
            changed_by_hand: numbers
                .map(|number| NumberOut {
                    client: names.client(&number.client),
                    month: number.month,
                    field: number.field.key(),
                    label: number.field.label(),
                    written: number.written.and_then(output::number),
                    now: number.now.and_then(output::number),
                })
                .collect(),
            overwrite,
            incomplete: forecast.incomplete,
            requests: forecast.estimate.requests,
            seconds: forecast.estimate.takes.num_seconds(),
        }
    }

    /// What people did that the import would undo.
    pub(super) fn undone(&self) -> Vec<String> {
        let mut undone = Vec::new();
        if self.overwrite && !self.changed_by_hand.is_empty() {
            let numbers = counted(&self.changed_by_hand.len(), "number");
            undone.push(format!("{numbers} changed by hand would be overwritten"));
        }
        if !self.come_back.is_empty() {
            let tasks = counted(&self.come_back.len(), "deleted summary task");
            undone.push(format!("{tasks} would come back"));
        }
        undone
    }

    pub(super) fn text(&self) -> String {
        let (from, to) = (self.months.from(), self.months.to());
        let months = if from == to { from.to_string() } else { format!("{from} to {to}") };
        let mut lines = vec![format!(
            "Imports {months} for {}; {} there already and may change.",
            counted(&self.clients, "client"),
            if self.tasks == 1 {
                "1 summary task is".to_owned()
            } else {
                format!("{} summary tasks are", self.tasks)
            }
        )];
        if self.billed > 0 {
            lines.push(match self.billed {
                1 => "1 of them is billed and stays as it is; differences are told.".to_owned(),
                billed => format!("{billed} of them are billed and stay as they are; differences are told."),
            });
        }
        if !self.not_connected.is_empty() {
            lines.push(format!("Not connected, so passed over: {}.", self.not_connected.join(", ")));
        }
        if !self.changed_by_hand.is_empty() {
            let what = if self.overwrite {
                "These numbers were changed by hand and are overwritten (written by Uku -> now):"
            } else {
                "These numbers were changed by hand and stay; --overwrite overwrites them (written by Uku -> now):"
            };
            lines.push(what.to_owned());
            lines.extend(self.changed_by_hand.iter().map(NumberOut::line));
        }
        if !self.come_back.is_empty() {
            lines.push("These summary tasks were deleted and come back:".to_owned());
            lines.extend(self.come_back.iter().map(|task| format!("  {}, {}", task.client, task.month)));
        }
        if let Some(month) = self.incomplete {
            lines.push(format!("{month} is not over: it is counted as far as it has come."));
        }
        let takes = about(chrono::TimeDelta::seconds(self.seconds));
        lines.push(format!("It takes about {} and {takes}.", counted(&self.requests, "request")));
        lines.join("\n") + "\n"
    }
}

impl NumberOut {
    fn line(&self) -> String {
        let number =
            |number: &Option<Number>| number.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string);
        let Self { client, month, label, written, now, .. } = self;
        format!("  {client}, {month}, {label}: {} -> {}", number(written), number(now))
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;
    use uku_core::counting::DataField;
    use uku_core::run::{Estimate, OverwrittenNumber};

    use super::*;

    fn forecast() -> ImportForecast {
        let month = || "2026-10".parse().unwrap();
        ImportForecast {
            clients: 2,
            not_connected: Vec::new(),
            months: MonthRange::single(month()),
            tasks: 1,
            billed: 0,
            come_back: Vec::new(),
            changed_by_hand: vec![OverwrittenNumber {
                client: "c".parse().unwrap(),
                month: month(),
                field: DataField::SalesEntries,
                written: Some(Decimal::from(3)),
                now: None,
            }],
            incomplete: None,
            estimate: Estimate { requests: 4, takes: chrono::TimeDelta::seconds(2) },
        }
    }

    #[test]
    fn numbers_changed_by_hand_are_listed_and_stay_unless_they_are_to_be_overwritten() {
        let kept = ForecastOut::of(&forecast(), false, &Names::default());
        assert!(kept.undone().is_empty());
        let text = kept.text();
        assert!(text.starts_with("Imports 2026-10 for 2 clients; 1 summary task is there"), "{text}");
        assert!(text.contains("and stay; --overwrite"), "{text}");
        assert!(text.contains("\n  c, 2026-10, Sales entries: 3 -> none\n"), "{text}");
        assert!(text.ends_with("It takes about 4 requests and less than a minute.\n"), "{text}");
        let overwritten = ForecastOut::of(&forecast(), true, &Names::default());
        assert_eq!(overwritten.undone(), ["1 number changed by hand would be overwritten"]);
    }

    #[test]
    fn a_deleted_task_that_comes_back_is_something_undone() {
        let come_back = vec![("c".parse().unwrap(), "2026-10".parse().unwrap())];
        let forecast = ImportForecast { come_back, changed_by_hand: Vec::new(), ..forecast() };
        let out = ForecastOut::of(&forecast, false, &Names::default());
        assert_eq!(out.undone(), ["1 deleted summary task would come back"]);
        assert!(out.text().contains("were deleted and come back:\n  c, 2026-10\n"));
    }
}
