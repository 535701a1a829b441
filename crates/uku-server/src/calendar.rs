use serde::Serialize;
use uku_core::calendar::{ImportDay, Month, RangeError};

use crate::args::CalendarArgs;
use crate::failure::Failure;
use crate::output::{json, print};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Import {
    month: Month,
    imported_at: String,
}

fn import(rule: ImportDay, month: Month) -> Import {
    let local = rule.date_for(month).and_time(rule.usual_time());
    Import { month, imported_at: local.format("%Y-%m-%dT%H:%M").to_string() }
}

pub(crate) fn run(args: &CalendarArgs) -> Result<(), Failure> {
    if args.from > args.to {
        return Err(Failure::usage(RangeError::TurnedAround { from: args.from, to: args.to }));
    }
    let imports: Vec<Import> = args.from.through(args.to).map(|month| import(args.rule, month)).collect();
    if args.json {
        return print(&json(&imports)?);
    }
    let lines: Vec<String> =
        imports.iter().map(|import| format!("{} {}\n", import.month, import.imported_at)).collect();
    print(&lines.concat())
}
