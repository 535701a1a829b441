use serde::Deserialize;
use uku_core::ledger::{Probe, ProbeQuery, ProbedEntry, Right};

use crate::decode::{List, Unreadable, shortened};
use crate::format::{day, parse_day};
use crate::query::Call;
use crate::text::Text;

#[derive(Deserialize)]
struct EntryRow<'a> {
    #[serde(borrow)]
    date: Text<'a>,
    #[serde(borrow)]
    number: Option<Text<'a>>,
    #[serde(borrow)]
    comment: Option<Text<'a>>,
    #[serde(borrow)]
    document: Option<Text<'a>>,
}

/// The one request that tries out a right. Each asks for the first page of the list that the right is needed for.
pub(crate) fn call(query: &ProbeQuery) -> Call {
    let dated =
        || vec![("dateFrom", day(query.from)), ("dateTo", day(query.to)), ("dateType", "date".to_owned())];
    let set = |name, value: &str| (name, value.to_owned());
    let (service, mut parameters) = match query.right {
        Right::Entries => {
            let mut parameters = dated();
            parameters.push(set("fetchComments", "true"));
            ("general/entries:get", parameters)
        }
        Right::Customers => ("purchasesales/clients:get", Vec::new()),
        Right::Articles => ("purchasesales/articles:get", Vec::new()),
        Right::VatCodes => ("settings/vatpcs:get", Vec::new()),
        // Unlike a range of dates, open invoices are few.
        Right::SalesInvoices => ("purchasesales/clientinvoices:get", vec![set("paymentStatus", "unpaid")]),
        Right::Payments => ("purchasesales/payments:get", dated()),
    };
    // Settings come whole, without pages.
    if query.right != Right::VatCodes {
        parameters.push(set("pageNumber", "1"));
    }
    Call { service, parameters, right: query.right.to_string() }
}

/// The vendor's name of the list that a right is needed for.
pub(crate) fn list_name(right: Right) -> &'static str {
    match right {
        Right::Entries => "entries",
        Right::Customers => "clients",
        Right::Articles => "articles",
        Right::VatCodes => "vatPcs",
        Right::SalesInvoices => "clientInvoices",
        Right::Payments => "payments",
    }
}

/// What the answer shows: the latest entries of the page, and nothing of the other lists.
pub(crate) fn read(right: Right, list: &List<'_>) -> Result<Probe, Unreadable> {
    if right != Right::Entries {
        return Ok(Probe::default());
    }
    let rows = list.rows::<EntryRow<'_>>()?;
    Ok(Probe::of(rows.iter().map(entry).collect::<Result<_, _>>()?))
}

fn entry(row: &EntryRow<'_>) -> Result<ProbedEntry, Unreadable> {
    let date = parse_day(&row.date.0)
        .ok_or_else(|| format!("an entry has the date `{}`", shortened(&row.date.0)))?;
    let text = |text: &Option<Text<'_>>| {
        text.as_ref().map(|text| text.0.trim().to_owned()).filter(|text| !text.is_empty())
    };
    Ok(ProbedEntry {
        date,
        number: text(&row.number).unwrap_or_default(),
        text: text(&row.comment).or_else(|| text(&row.document)).unwrap_or_default(),
    })
}
