use chrono::{DateTime, Utc};
use chrono_tz::Europe::Tallinn;
use indicatif::ProgressBar;
use uku_core::counting::CountProgress;

use crate::progress::bar;

/// How counting goes, on the standard error where that is a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    pub(super) fn start(companies: usize) -> Self {
        let template = if companies == 1 {
            "{spinner} {elapsed_precise} {msg}"
        } else {
            "{spinner} {elapsed_precise} [{bar:30}] {pos} of {len} companies {msg}"
        };
        Self { bar: bar(companies, template) }
    }

    /// The progress of one company.
    pub(super) fn of<'a>(&'a self, company: &'a str) -> CompanyProgress<'a> {
        CompanyProgress { bar: &self.bar, company, pages: 0.into() }
    }

    pub(super) fn company_done(&self) {
        self.bar.inc(1);
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

pub(super) struct CompanyProgress<'a> {
    bar: &'a ProgressBar,
    company: &'a str,
    pages: std::sync::atomic::AtomicU64,
}

impl CountProgress for CompanyProgress<'_> {
    fn page_read(&self) {
        let pages = self.pages.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        self.bar.set_message(format!("{} {pages} pages", self.company));
    }

    fn waiting_until(&self, moment: DateTime<Utc>) {
        let local = moment.with_timezone(&Tallinn).format("%d.%m. %H:%M:%S");
        self.bar.set_message(format!("{} waits for SmartAccounts' limits until {local}", self.company));
    }
}
