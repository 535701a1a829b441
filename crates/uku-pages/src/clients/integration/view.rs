use askama::Template;
use uku_core::connection::TestResult;
use uku_core::ledger::ProbedEntry;
use uku_l10n::{Remedy, Say};

use super::super::connection_view::ConnectionView;
use super::super::dialog::About;
use super::super::may::May;
use crate::fields::Fields;
use crate::form::Faults;
use crate::page::Page;

#[derive(Template)]
#[template(path = "clients/integration.html")]
pub(super) struct IntegrationDialog<'a> {
    pub(super) page: &'a Page,
    pub(super) about: &'a About,
    pub(super) client_active: bool,
    /// Whether the firm uses the integration.
    pub(super) active: bool,
    pub(super) connection: ConnectionView,
    pub(super) typed: Typed,
    pub(super) faults: Faults,
    pub(super) tested: Option<Tested>,
    pub(super) may: May,
}

/// What a test found, inside of the dialog that stays as it is.
#[derive(Template)]
#[template(path = "clients/tested.html")]
pub(super) struct TestedPart<'a> {
    pub(super) page: &'a Page,
    pub(super) tested: Option<Tested>,
}

/// What was typed; never the secret key.
pub(super) struct Typed {
    pub(super) smartaccounts: bool,
    pub(super) public_key: String,
}

impl Typed {
    pub(super) fn of(fields: &Fields) -> Self {
        Self {
            smartaccounts: fields.one("integration") == "smartaccounts",
            public_key: fields.one("publicKey").to_owned(),
        }
    }
}

/// What a test found.
pub(super) struct Tested {
    /// The kind of alert.
    pub(super) kind: &'static str,
    pub(super) text: String,
    /// What to do; empty if nothing.
    pub(super) remedy: String,
    /// Whether the books were read.
    pub(super) successful: bool,
    /// The latest entries, so that a person sees whose books these are.
    pub(super) latest: Vec<LatestEntry>,
}

pub(super) struct LatestEntry {
    pub(super) date: String,
    pub(super) number: String,
    pub(super) text: String,
}

impl Tested {
    pub(super) fn of(result: &TestResult, page: &Page) -> Self {
        let latest = match result {
            TestResult::Successful { latest } => latest.as_slice(),
            _ => &[],
        };
        let entry = |entry: &ProbedEntry| LatestEntry {
            date: page.locale.date(entry.date),
            number: entry.number.clone(),
            text: entry.text.clone(),
        };
        let successful = result.is_successful();
        let remedy = result.remedy_said().filter(|_| !successful);
        Self {
            kind: match result {
                TestResult::Successful { .. } => "ok",
                TestResult::OverLimit { .. } | TestResult::NotReachable { .. } => "warn",
                _ => "bad",
            },
            text: page.say(&result.said()),
            remedy: remedy.map(|remedy| page.say(&remedy)).unwrap_or_default(),
            successful,
            latest: latest.iter().map(entry).collect(),
        }
    }

    /// Nothing could be tested.
    pub(super) fn not(faults: &Faults, fields: &[&str]) -> Self {
        let whole = std::iter::once(faults.whole.as_str());
        let texts: Vec<&str> = whole
            .chain(fields.iter().map(|field| faults.at(field)))
            .filter(|text| !text.is_empty())
            .collect();
        Self {
            kind: "bad",
            text: texts.join(" "),
            remedy: String::new(),
            successful: false,
            latest: Vec::new(),
        }
    }
}
