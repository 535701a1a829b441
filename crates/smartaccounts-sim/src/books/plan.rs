//! How many entries of each kind lie on each day: arithmetic only, so that any day can be asked alone.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};

use super::kind::Kind;
use super::month::Month;
use crate::dice::Dice;

/// A day of the week weighs this much against a day of the weekend.
const WORK_DAY_WEIGHT: u64 = 6;

/// The rule that fills one company's months.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) dice: Dice,
    pub(crate) average: u32,
    pub(crate) steady: bool,
}

/// The four main fields; the fourth is every kind but the first three.
#[derive(Debug, Clone, Copy)]
enum Field {
    Sales,
    Purchases,
    Bank,
    Documents,
}

impl Plan {
    /// The counts of one month.
    pub(crate) fn sheet(&self, month: Month) -> Sheet {
        let mut weight = 0;
        let mut weights = [0; 32];
        let first = month.first_day();
        let days = month.last_day().day();
        for (day, date) in (1..=days as usize).zip(first.iter_days()) {
            weight += if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) { 1 } else { WORK_DAY_WEIGHT };
            weights[day] = weight;
        }
        Sheet { plan: *self, month, days, weights }
    }

    fn field_total(&self, month: Month, field: Field) -> u64 {
        let average = u64::from(self.average);
        if self.steady {
            return average;
        }
        let permille = 700 + self.month_dice(month).on("field").at(field as u64).below(601);
        (average * permille + 500) / 1000
    }

    fn month_dice(&self, month: Month) -> Dice {
        self.dice.on("month").at(u64::from(month.since_opening().unwrap_or_default()))
    }
}

/// The counts of one month.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    plan: Plan,
    month: Month,
    days: u32,
    /// The weight of the days up to and including each; from day 0, which weighs nothing.
    weights: [u64; 32],
}

impl Sheet {
    /// Entries of a kind in the whole month.
    pub(crate) fn count(&self, kind: Kind) -> u64 {
        let total = |field| self.plan.field_total(self.month, field);
        let documents = total(Field::Documents);
        // Books of any size at all close their month once: a VAT return, depreciation, salaries.
        let periodic = u64::from(documents >= 6);
        let rest = documents - 3 * periodic;
        let (cash, warehouse) = (rest * 25 / 100, rest * 15 / 100);
        match kind {
            Kind::ClientInvoice => total(Field::Sales),
            Kind::VendorInvoice => total(Field::Purchases),
            Kind::BankPayment => total(Field::Bank),
            Kind::CashPayment => cash,
            Kind::WarehouseMovement => warehouse,
            Kind::LedgerEntry => rest - cash - warehouse,
            Kind::VatReturn | Kind::PeriodDepreciation | Kind::PeriodSalary => periodic,
        }
    }

    /// Entries of a kind dated on or before a day of the month. The phase moves the few entries of small books
    /// off the last day.
    pub(crate) fn through(&self, kind: Kind, day: u32) -> u32 {
        let whole = self.weights.get(self.days as usize).copied().unwrap_or(1).max(1);
        let weight = self.weights.get(day.min(self.days) as usize).copied().unwrap_or(0);
        let phase = self.plan.month_dice(self.month).on("phase").at(u64::from(kind.number())).below(whole);
        u32::try_from((self.count(kind) * weight + phase) / whole).unwrap_or(u32::MAX)
    }

    /// The numbers, within the month, of the entries of a kind on these days of the month.
    pub(crate) fn on_days(&self, kind: Kind, days: &RangeInclusive<u32>) -> std::ops::Range<u32> {
        self.through(kind, days.start().saturating_sub(1))..self.through(kind, *days.end())
    }

    /// The date of the entry with this number within the month.
    pub(crate) fn date_of(&self, kind: Kind, index: u32) -> Option<NaiveDate> {
        let day = (1..=self.days).find(|&day| self.through(kind, day) > index)?;
        self.month.first_day().with_day(day)
    }
}
