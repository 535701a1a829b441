use uku_core::calendar::{Month, MonthRange, current_month};
use uku_l10n::{Said, Say};
use uku_web::{Desk, Refusal};

use crate::fields::Fields;
use crate::page::Page;

/// The period that an import is asked for, as it stands in the form.
pub(super) struct Period {
    pub(super) from: String,
    pub(super) to: String,
    /// The months that can be chosen, the latest first: their words in addresses and their names.
    pub(super) months: Vec<(String, String)>,
}

impl Period {
    /// What was chosen; the last complete month where nothing was.
    pub(super) fn of(desk: &Desk, page: &Page, fields: &Fields) -> Self {
        let current = current_month(desk.firm.time_zone, desk.means().clock.now());
        let chosen = |name: &str| match fields.one(name) {
            "" => current.previous().to_string(),
            month => month.to_owned(),
        };
        let month = |month: Month| {
            let said = if month == current { "clients-month-so-far" } else { "clients-month" };
            (month.to_string(), page.say(&Said::of(said).with("month", month)))
        };
        let months = (0_u32..).take(MonthRange::LONGEST).map(|back| month(current.back(back)));
        Self { from: chosen("from"), to: chosen("to"), months: months.collect() }
    }

    /// The months, if they are a period.
    pub(super) fn range(&self) -> Result<MonthRange, Refusal> {
        let month =
            |text: &str| text.parse::<Month>().map_err(|error| Refusal::field("months", error.said()));
        let range = MonthRange::new(month(&self.from)?, month(&self.to)?);
        range.map_err(|error| Refusal::field("months", error.said()))
    }
}
