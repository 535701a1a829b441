//! Numbers beside those of the month before, as pages show them.

use rust_decimal::Decimal;
use uku_core::calendar::Month;
use uku_core::summary::ReportCell;
use uku_l10n::Said;

use crate::page::Page;

/// A number as it stands in a table; texts are empty where there is nothing to say.
#[derive(Debug, Clone, Default)]
pub(super) struct Number {
    pub(super) now: String,
    pub(super) before: String,
    pub(super) change: String,
    /// Why somebody should look at it.
    pub(super) why: String,
}

impl Number {
    /// A number of a month.
    pub(super) fn of(page: &Page, cell: &ReportCell, month: Month) -> Self {
        let said = |number: Option<Decimal>| number.map(|number| plain(page, number)).unwrap_or_default();
        let (now, before) = (said(cell.now), said(cell.before));
        let change = cell.change.map(|change| page.locale.change(change.normalize())).unwrap_or_default();
        let why = if cell.outlier {
            let why =
                Said::of("reports-outlier").with("before", before.as_str()).with("month", month.previous());
            page.say(&why)
        } else {
            String::new()
        };
        Self { now, before, change, why }
    }
}

/// A number without zeros that say nothing.
pub(super) fn plain(page: &Page, number: Decimal) -> String {
    page.locale.number(number.normalize())
}
