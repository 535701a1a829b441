//! Changes that a test makes to the books behind the API's back.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::account::BANK_ACCOUNTS;
use super::doc::{Detail, Doc, Payment, PaymentRow};
use super::feed::{Feed, Wanted};
use super::ledger::Ledger;
use super::money::cents;
use super::month::Month;
use crate::estonian;

/// The most entries that one change adds.
const MOST_ADDED: u32 = 100_000;

/// A change to the books of one company, or to what its key may do.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mutation {
    /// The key of the company.
    pub public_key: String,
    /// What changes.
    #[serde(flatten)]
    pub change: Change,
}

/// What changes. Dates are written `2026-03-05`.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "op", rename_all = "lowercase", rename_all_fields = "camelCase")]
pub enum Change {
    /// Books entries.
    Add {
        /// The kind; any text.
        doc_type: String,
        /// The entry's date. Any text, if `anchor` says where among the dates the entry lies.
        date: String,
        /// Where the entry lies, when that isn't `date`.
        anchor: Option<NaiveDate>,
        /// How many; 1 unless said.
        count: Option<u32>,
        /// The id of the one entry; made up unless said.
        id: Option<String>,
    },
    /// Gives an entry another date or another kind.
    Move {
        /// The entry.
        id: String,
        /// Its new date.
        date: Option<NaiveDate>,
        /// Its new kind.
        doc_type: Option<String>,
    },
    /// Deletes one entry by id, or the first of a kind in a month.
    Delete {
        /// The entry.
        id: Option<String>,
        /// The kind.
        doc_type: Option<String>,
        /// The month, written `2026-03`.
        month: Option<String>,
        /// How many; 1 unless said.
        count: Option<u32>,
    },
    /// Pays an invoice through the bank, today.
    Pay {
        /// The invoice.
        invoice_id: String,
        /// How much, without a sign; all that is outstanding unless said.
        #[serde(default, deserialize_with = "number_or_text")]
        amount: Option<Decimal>,
    },
    /// Withdraws the key.
    Revoke,
    /// Gives the key back.
    Restore,
    /// Closes the books up to a date; opens them when there is none.
    Lock {
        /// The last closed date.
        until: Option<NaiveDate>,
    },
    /// Empties the list of clients; documents still name them.
    Clear,
    /// Takes rights away: all those named, and no others.
    Rights {
        /// Services such as `purchasesales/clients`, or methods such as `purchasesales/clients:add`.
        deny: Vec<String>,
    },
}

/// Dates of four digits a year, so that arithmetic with them stays in range.
fn is_sane(date: NaiveDate) -> bool {
    (1..=9998).contains(&date.year())
}

/// Amounts may be written as JSON numbers or as text.
fn number_or_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let text = match serde_json::Value::deserialize(deserializer)? {
        serde_json::Value::Null => return Ok(None),
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    };
    text.parse().map(Some).map_err(D::Error::custom)
}

impl Ledger {
    /// Makes a change and tells the ids of the entries concerned.
    pub(crate) fn mutate(&mut self, change: Change, now: DateTime<Utc>) -> Result<Vec<String>, String> {
        let today = estonian::date(now);
        match change {
            Change::Add { doc_type, date, anchor, count, id } => {
                self.add_entries(&doc_type, &date, anchor, count.unwrap_or(1), id.as_deref(), now)
            }
            Change::Move { date: Some(date), .. } if !is_sane(date) => {
                Err(format!("{date} is not a date that an entry can be moved to"))
            }
            Change::Move { id, date, doc_type } => {
                let doc = self.by_entry_id(&id, today).ok_or_else(|| format!("no entry has the id {id}"))?;
                Ok(vec![self.move_entry(doc, date, doc_type, now)])
            }
            Change::Delete { id, doc_type, month, count } => {
                let docs = match (id, doc_type, month) {
                    (Some(id), None, None) => self.by_entry_id(&id, today).into_iter().collect(),
                    (None, Some(doc_type), Some(month)) => {
                        let month = Month::read(&month).ok_or("write the month as 2026-03")?;
                        self.first_of(&doc_type, month, count.unwrap_or(1), today)
                    }
                    _ => return Err("delete takes either an id, or docType and month".to_owned()),
                };
                if docs.is_empty() {
                    return Err("there is no such entry to delete".to_owned());
                }
                Ok(docs.iter().map(|doc| self.delete_entry(doc, now)).collect())
            }
            Change::Pay { invoice_id, amount } => self.pay(&invoice_id, amount, now).map(|id| vec![id]),
            Change::Revoke => Ok(self.set(|ledger| ledger.revoked = true)),
            Change::Restore => Ok(self.set(|ledger| ledger.revoked = false)),
            Change::Lock { until } => Ok(self.set(|ledger| ledger.locked_until = until)),
            Change::Clear => Ok(self.set(Self::clear_clients)),
            Change::Rights { deny } => Ok(self.set(|ledger| ledger.denied = deny)),
        }
    }

    /// A change that concerns no entry.
    fn set(&mut self, change: impl FnOnce(&mut Self)) -> Vec<String> {
        change(self);
        Vec::new()
    }

    fn add_entries(
        &mut self,
        doc_type: &str,
        date: &str,
        anchor: Option<NaiveDate>,
        count: u32,
        id: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Vec<String>, String> {
        let said = date.parse().ok().filter(|date| is_sane(*date));
        let lies = anchor
            .filter(|date| is_sane(*date))
            .or(said)
            .ok_or("a date that isn't one needs an anchor, such as \"anchor\":\"2026-03-05\"")?;
        if count > MOST_ADDED {
            return Err(format!("at most {MOST_ADDED} entries are added at once"));
        }
        if let Some(id) = id
            && (count != 1 || self.has_id(id))
        {
            return Err("an id is for one entry that is not there yet".to_owned());
        }
        let date_text = match said {
            Some(said) if said == lies => None,
            Some(said) => Some(estonian::write_date(said)),
            None => Some(date.to_owned()),
        };
        let today = estonian::date(now);
        let ids = (0..count).map(|_| {
            let key = self.next_key();
            let drawn = self.made.draw(key, doc_type, lies, today);
            let doc = Doc {
                chosen_id: id.map(str::to_owned),
                date_text: date_text.clone(),
                created: now,
                modified: now,
                ..drawn
            };
            let id = self.entry_id(&doc);
            self.keep(doc);
            id
        });
        Ok(ids.collect())
    }

    fn move_entry(
        &mut self,
        mut doc: Doc,
        date: Option<NaiveDate>,
        doc_type: Option<String>,
        now: DateTime<Utc>,
    ) -> String {
        if let Some(date) = date {
            doc.entry_date = date;
            doc.date = date;
            doc.date_text = None;
        }
        if let Some(doc_type) = doc_type.filter(|new| *new != doc.kind) {
            let drawn = self.made.draw(doc.key, &doc_type, doc.date, estonian::date(now));
            doc.detail = drawn.detail;
            doc.kind = doc_type;
        }
        doc.modified = now;
        let id = self.entry_id(&doc);
        self.keep(doc);
        id
    }

    fn delete_entry(&mut self, doc: &Doc, now: DateTime<Utc>) -> String {
        self.delete(doc, now);
        self.entry_id(doc)
    }

    fn first_of(&self, doc_type: &str, month: Month, count: u32, today: NaiveDate) -> Vec<Doc> {
        let days = month.first_day()..=month.last_day();
        let place = |doc: &Doc| days.contains(&doc.entry_date).then_some(doc.entry_date);
        let wanted = Wanted { doc_types: &[doc_type], days: days.clone(), place: &place };
        let feed = Feed::new(self, today, &wanted);
        let slots = feed.slots(0..count as usize);
        slots.into_iter().map(|slot| feed.doc(slot).into_owned()).collect()
    }

    fn pay(&mut self, id: &str, amount: Option<Decimal>, now: DateTime<Utc>) -> Result<String, String> {
        let today = estonian::date(now);
        let doc = self.by_source_id(id, today).or_else(|| self.by_entry_id(id, today));
        let doc = doc.ok_or_else(|| format!("no invoice has the id {id}"))?;
        let invoice = doc.invoice().ok_or_else(|| format!("{id} is not an invoice"))?;
        let amount = cents(amount.unwrap_or_else(|| invoice.outstanding().abs()));
        if amount <= Decimal::ZERO || amount > invoice.outstanding().abs() {
            return Err(format!("the invoice owes {}, so {amount} cannot be paid", invoice.outstanding()));
        }
        let payment = Payment {
            side: invoice.side,
            partner: invoice.partner,
            bank: true,
            account_name: BANK_ACCOUNTS[0].name.to_owned(),
            currency: "EUR".to_owned(),
            amount,
            rows: vec![PaymentRow {
                kind: doc.kind.clone(),
                id: Some(self.source_id(doc.key)),
                description: format!("Arve {}", invoice.number),
                amount,
            }],
        };
        let booked = self.book_payment(payment, today, None, now);
        Ok(self.entry_id(&booked))
    }

    /// Books a payment that was checked: the invoices it names owe less.
    pub(crate) fn book_payment(
        &mut self,
        payment: Payment,
        date: NaiveDate,
        comment: Option<String>,
        now: DateTime<Utc>,
    ) -> Doc {
        let today = estonian::date(now);
        for row in &payment.rows {
            let paid = row.id.as_deref().and_then(|id| self.by_source_id(id, today));
            if let Some(mut doc) = paid.filter(|doc| doc.kind == row.kind)
                && let Some(invoice) = doc.invoice_mut()
            {
                // Whether a payment touches the invoice's time of change is unknown: here it doesn't.
                invoice.settle(row.amount);
                self.keep(doc);
            }
        }
        let key = self.next_key();
        let doc_type = if payment.bank { "BANK_PAYMENT" } else { "CASH_PAYMENT" };
        let drawn = self.made.draw(key, doc_type, date, today);
        let doc = Doc { comment, created: now, modified: now, detail: Detail::Payment(payment), ..drawn };
        self.keep(doc.clone());
        doc
    }
}
