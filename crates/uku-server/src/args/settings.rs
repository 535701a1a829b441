use chrono::NaiveTime;
use clap::Subcommand;
use uku_core::calendar::{DayOfMonth, ImportDay, Month};
use uku_core::counting::DataField;
use uku_core::summary::{LookBack, TaskStatus, TaskTitle};

use super::CommonArgs;

/// The settings of the monthly summary task: shows them, what is missing and when the next import comes up.
#[derive(Debug, clap::Args)]
pub(crate) struct SettingsArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    #[command(flatten)]
    pub(crate) preview: PreviewArgs,
    #[command(subcommand)]
    pub(crate) command: Option<SettingsCommand>,
}

/// For whom the title is shown as it would be.
#[derive(Debug, clap::Args)]
pub(crate) struct PreviewArgs {
    /// Show the title for this client: its identity, registry code or name [default: the first client].
    #[arg(long, value_name = "CLIENT")]
    pub(crate) client: Option<String>,
    /// Show the title for this month [default: the month that is imported next].
    #[arg(long, value_name = "MONTH")]
    pub(crate) month: Option<Month>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SettingsCommand {
    Set(Box<SetArgs>),
    /// Creates custom task fields of type Number for the four main data fields and maps them. A field of that name that
    /// is there already is taken.
    CreateFields,
}

/// Changes settings; what is not named stays as it is. Tasks that are there stay as they are.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = true)]
#[command(after_help = "For example:\n\n  uku settings set --title \"SmartAccounts {month}, {client}\" \
                        --topic Bookkeeping --import-day day-10\n  \
                        uku settings set --map sales_entries=\"Sales invoices\" --unmap documents")]
pub(crate) struct SetArgs {
    /// The title of new tasks; {month} and {client} stand for the month and the client's name.
    #[arg(long, value_name = "TEXT", value_parser = title)]
    pub(crate) title: Option<TaskTitle>,
    /// The topic of new tasks: its identity or name.
    #[arg(long)]
    pub(crate) topic: Option<String>,
    /// When a month is imported: last-work-day, last-calendar-day, or day-1 to day-28 of the following month.
    #[arg(long, value_name = "RULE")]
    pub(crate) import_day: Option<ImportDay>,
    /// The time of that day, by the firm's clock; usual is 21:00 inside the month and 05:00 in the following one.
    #[arg(long, value_name = "HH:MM|usual", value_parser = import_time)]
    pub(crate) import_time: Option<ImportTime>,
    /// How far new tasks are.
    #[arg(long, value_name = "open|done", value_parser = status)]
    pub(crate) status: Option<TaskStatus>,
    /// Write a data field into a custom task field: its identity or name.
    #[arg(long, value_name = "FIELD=CUSTOM_FIELD", value_parser = mapped)]
    pub(crate) map: Vec<(DataField, String)>,
    /// Don't import these data fields any more; numbers that are there stay.
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    pub(crate) unmap: Vec<DataField>,
    /// How many months before are looked at again for documents that came late: 0 to 12.
    #[arg(long, value_name = "N", value_parser = look_back)]
    pub(crate) look_back: Option<LookBack>,
    /// The day of each month on which they are looked at: 1 to 28.
    #[arg(long, value_name = "DAY", value_parser = day_of_month)]
    pub(crate) look_day: Option<DayOfMonth>,
}

/// A time of day, or the usual one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ImportTime {
    Usual,
    At(NaiveTime),
}

fn title(text: &str) -> Result<TaskTitle, String> {
    TaskTitle::try_from(text.to_owned())
        .map_err(|_| "the title is empty or longer than 200 characters".to_owned())
}

fn import_time(text: &str) -> Result<ImportTime, String> {
    if text == "usual" {
        return Ok(ImportTime::Usual);
    }
    let time = NaiveTime::parse_from_str(text, "%H:%M");
    time.map(ImportTime::At).map_err(|_| format!("`{text}` is not a time; write it like 05:00, or usual"))
}

fn status(text: &str) -> Result<TaskStatus, String> {
    match text {
        "open" => Ok(TaskStatus::Open),
        "done" => Ok(TaskStatus::Done),
        other => Err(format!("`{other}` is not a status; new tasks are open or done")),
    }
}

fn mapped(text: &str) -> Result<(DataField, String), String> {
    let (field, custom) = text.split_once('=').ok_or("write it as FIELD=CUSTOM_FIELD")?;
    let field: DataField =
        field.trim().parse().map_err(|error: uku_core::counting::DataFieldError| error.to_string())?;
    Ok((field, custom.trim().to_owned()))
}

fn look_back(text: &str) -> Result<LookBack, String> {
    let months: u8 = text.parse().map_err(|_| format!("`{text}` is not a number of months from 0 to 12"))?;
    LookBack::try_from(months).map_err(|error| error.to_string())
}

fn day_of_month(text: &str) -> Result<DayOfMonth, String> {
    let day: u8 = text.parse().map_err(|_| format!("`{text}` is not a day from 1 to 28"))?;
    DayOfMonth::try_from(day).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_something_and_is_not_endless() {
        assert!(title("SmartAccounts {month}").is_ok());
        assert!(title("  ").is_err() && title(&"x".repeat(201)).is_err());
    }

    #[test]
    fn a_time_is_hours_and_minutes_or_usual() {
        assert_eq!(import_time("usual"), Ok(ImportTime::Usual));
        assert_eq!(import_time("05:30").ok(), NaiveTime::from_hms_opt(5, 30, 0).map(ImportTime::At));
        for wrong in ["", "5", "24:00", "05:60", "noon"] {
            assert!(import_time(wrong).is_err_and(|error| error.contains("05:00")), "{wrong}");
        }
    }

    #[test]
    fn a_mapping_names_a_data_field_and_whatever_the_custom_field_is_called() {
        assert_eq!(
            mapped("sales_entries=Sales = all"),
            Ok((DataField::SalesEntries, "Sales = all".to_owned()))
        );
        assert!(mapped("sales_entries").is_err());
        assert!(mapped("sales=x").is_err_and(|error| error.contains("sales_entries")));
    }

    #[test]
    fn numbers_outside_of_their_range_are_refused() {
        assert!(look_back("12").is_ok() && day_of_month("28").is_ok());
        for wrong in ["13", "-1", "x"] {
            assert!(look_back(wrong).is_err(), "{wrong}");
        }
        for wrong in ["0", "29", "x"] {
            assert!(day_of_month(wrong).is_err(), "{wrong}");
        }
    }
}
