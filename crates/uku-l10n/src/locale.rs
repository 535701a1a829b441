use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use rust_decimal::Decimal;
use uku_core::calendar::Month;

use crate::{Language, Said, Words, amounts};

/// In which language somebody reads, and by which clock the firm lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Locale {
    /// The language.
    pub language: Language,
    /// The firm's time zone.
    pub zone: Tz,
}

impl Locale {
    /// What is said, in the reader's language.
    #[must_use]
    pub fn say(&self, said: &Said) -> String {
        Words::embedded().say_in(*self, said)
    }

    /// The text of a key that has no placeholders.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        Words::embedded().text(self.language, key)
    }

    /// A number with all its decimals: `1,234.5`, in Estonian `1 234,5` with a space that does not break.
    #[must_use]
    pub fn number(&self, number: impl Into<Decimal>) -> String {
        amounts::number(self.language, number.into())
    }

    /// A difference, with its sign: `+5`, `−5`, `0`.
    #[must_use]
    pub fn change(&self, difference: impl Into<Decimal>) -> String {
        amounts::change(self.language, difference.into())
    }

    /// So many hundredths: 12.5 is `12.5%`.
    #[must_use]
    pub fn percent(&self, hundredths: impl Into<Decimal>) -> String {
        format!("{}%", self.number(hundredths))
    }

    /// A date that nobody can read as another: `25 Nov 2026`, in Estonian `25.11.2026`.
    #[must_use]
    pub fn date(&self, date: NaiveDate) -> String {
        match self.language {
            Language::En => {
                format!("{} {}", date.day(), self.month_short(Month::of(date)))
            }
            Language::Et => format!("{:02}.{:02}.{}", date.day(), date.month(), date.year()),
        }
    }

    /// A time of the day by 24 hours: `14:05`.
    #[must_use]
    pub fn time(&self, time: NaiveTime) -> String {
        time.format("%H:%M").to_string()
    }

    /// A month in full: `October 2026`, `oktoober 2026`.
    #[must_use]
    pub fn month(&self, month: Month) -> String {
        format!("{} {}", self.text(&format!("month-{}", month.number())), month.year())
    }

    /// A month in a narrow place: `Oct 2026`, `okt 2026`.
    #[must_use]
    pub fn month_short(&self, month: Month) -> String {
        format!("{} {}", self.text(&format!("month-short-{}", month.number())), month.year())
    }

    /// Date and time by the firm's clock: `25 Nov 2026, 14:05`, `25.11.2026 kell 14:05`.
    #[must_use]
    pub fn moment(&self, moment: DateTime<Utc>) -> String {
        let local = moment.with_timezone(&self.zone).naive_local();
        self.say(&Said::of("moment").with("date", local.date()).with("time", local.time()))
    }

    /// About how long something takes, or how long ago it was: `about 3 minutes`, `umbes 3 minutit`.
    #[must_use]
    pub fn duration(&self, duration: TimeDelta) -> String {
        let minutes = (duration.num_seconds().max(0) + 30) / 60;
        let (key, count) = match minutes {
            0 => return self.text("duration-moment"),
            1..90 => ("duration-minutes", minutes),
            90..2160 => ("duration-hours", (minutes + 30) / 60),
            _ => ("duration-days", (minutes + 720) / 1440),
        };
        self.say(&Said::of(key).with("count", count))
    }
}
