//! `uku count`: from keys to a table of counts, without a store.

mod asking;
mod companies;
mod counts;
mod progress;
mod verify;

use chrono_tz::Europe::Tallinn;
use uku_core::calendar::{Month, MonthRange, current_month};
use uku_core::clock::Clock;
use uku_core::counting::FieldSet;

use self::asking::Asking;
use self::companies::Companies;
use crate::args::CountArgs;
use crate::failure::Failure;
use crate::means::SystemClock;
use crate::output::print;

pub(crate) async fn run(args: CountArgs) -> Result<(), Failure> {
    let current = current_month(Tallinn, SystemClock.now());
    let months = months(&args, current)?;
    let companies = match &args.keys {
        Some(file) => Companies::from_file(file)?,
        None => Companies::from_environment()?,
    };
    let asking = Asking::prepare(&args, companies.all.len()).await?;
    let (text, failure) = if args.verify.is_some() {
        verify::run(&asking, &companies, months.to(), Format::of(&args)).await?
    } else {
        let fields = FieldSet::new(args.fields.iter().copied()).unwrap_or_else(FieldSet::main);
        counts::run(&asking, &companies, &counts::Question { fields, months, current }, Format::of(&args))
            .await?
    };
    print(&text)?;
    failure.map_or(Ok(()), Err)
}

/// The months asked for, or the last complete one.
fn months(args: &CountArgs, current: Month) -> Result<MonthRange, Failure> {
    let last_complete = current.previous();
    let to = args.verify.or(args.to).unwrap_or_else(|| args.from.unwrap_or(last_complete).max(last_complete));
    let from = args.verify.or(args.from).unwrap_or(to);
    MonthRange::new(from, to).and_then(|range| range.not_after(current)).map_err(Failure::usage)
}

/// How the result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Table,
    Json,
    Csv,
}

impl Format {
    fn of(args: &CountArgs) -> Self {
        match (args.json, args.csv) {
            (true, _) => Self::Json,
            (_, true) => Self::Csv,
            _ => Self::Table,
        }
    }
}

fn csv(records: impl IntoIterator<Item = Vec<String>>) -> Result<String, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in records {
        writer.write_record(record).map_err(Failure::could_not)?;
    }
    let bytes = writer.into_inner().map_err(Failure::could_not)?;
    String::from_utf8(bytes).map_err(Failure::could_not)
}
