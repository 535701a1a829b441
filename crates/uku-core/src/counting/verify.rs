use std::collections::BTreeSet;
use std::num::NonZeroU32;

use super::{Contradiction, CountError, Counting, Counts, DataField, FieldSet, ReadRange};
use crate::calendar::{Month, MonthRange};
use crate::ledger::{DocumentList, DocumentsQuery, EntryId};

/// A data field counted twice: by general ledger entries, and in the list of documents that they stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// The field.
    pub field: DataField,
    /// The list of documents.
    pub list: DocumentList,
    /// How many ledger entries there are.
    pub entries: u64,
    /// How many documents there are.
    pub documents: u64,
}

const COMPARED: [(DataField, DocumentList); 4] = [
    (DataField::SalesEntries, DocumentList::ClientInvoices),
    (DataField::PurchaseEntries, DocumentList::VendorInvoices),
    (DataField::BankEntries, DocumentList::BankPayments),
    (DataField::CashEntries, DocumentList::CashPayments),
];

/// Counts one month by ledger entries and by documents, side by side.
///
/// That one ledger entry stands for one document is how we read the vendor's document; it is not stated there.
/// This shows for a company whether it is so.
pub async fn verify_month(counting: &Counting<'_>, month: Month) -> Result<Vec<Comparison>, CountError> {
    let Some(fields) = FieldSet::new(COMPARED.map(|(field, _)| field)) else { return Ok(Vec::new()) };
    let mut entries = Counts::new();
    for counted in counting.count(&fields, MonthRange::single(month)).await {
        entries.extend(counted.counts?);
    }
    let mut comparisons = Vec::with_capacity(COMPARED.len());
    for (field, list) in COMPARED {
        let documents = count_documents(counting, list, month).await?;
        let entries = entries.get(&field).copied().unwrap_or_default();
        comparisons.push(Comparison { field, list, entries, documents });
    }
    Ok(comparisons)
}

async fn count_documents(
    counting: &Counting<'_>,
    list: DocumentList,
    month: Month,
) -> Result<u64, CountError> {
    let mut seen: BTreeSet<EntryId> = BTreeSet::new();
    let mut page = NonZeroU32::MIN;
    loop {
        let query = DocumentsQuery { list, month, page };
        let answer = counting.patiently(|| counting.ledger.documents(&query)).await?;
        counting.progress.page_read();
        let before = seen.len();
        for document in &answer.documents {
            if Month::of(document.date) != month {
                return Err(Contradiction::OutsideRange { date: document.date }.into());
            }
            seen.insert(document.id);
        }
        if !answer.more {
            return Ok(seen.len().try_into().unwrap_or(u64::MAX));
        }
        if answer.documents.is_empty() {
            return Err(Contradiction::EmptyPage { page: page.get() }.into());
        }
        if seen.len() == before {
            return Err(Contradiction::PageRepeats { page: page.get() }.into());
        }
        if page.get() >= ReadRange::MOST_PAGES {
            return Err(Contradiction::Endless { pages: page.get() }.into());
        }
        page = page.saturating_add(1);
    }
}
