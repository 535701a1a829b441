//! `purchasesales/clients:get` and `purchasesales/vendors:get`.

use serde::Serialize;

use super::Call;
use super::error::ApiError;
use super::page::{Envelope, Window, json};
use super::query::contains;
use super::span::Span;
use super::view::Loose;
use crate::books::id::Side;
use crate::books::partner::{Address, Contact, Partner};
use crate::estonian;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PartnerView {
    id: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reg_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vat_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bank_account: Option<String>,
    reference_number: Loose,
    invoice_due_date: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    vat_pc: Option<String>,
    date_created: String,
    date_updated: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contacts: Option<Vec<Contact>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    documents: Option<[(); 0]>,
    #[serde(rename = "acceptsEinvoices", skip_serializing_if = "Option::is_none")]
    accepts_e_invoices: Option<bool>,
}

pub(super) fn clients(call: &mut Call<'_>) -> Result<String, ApiError> {
    get(call, Side::Client, "clients")
}

pub(super) fn vendors(call: &mut Call<'_>) -> Result<String, ApiError> {
    get(call, Side::Vendor, "vendors")
}

fn get(call: &Call<'_>, side: Side, name: &'static str) -> Result<String, ApiError> {
    let query = &call.query;
    let changed = Span::read_modified(query)?;
    let filters = ["id", "nameOrRegCode"];
    if changed.is_none() && filters.iter().all(|filter| query.get(filter).is_none()) {
        // Only what the page shows is made: the firm's own books have as many clients as there are companies.
        let Window { places, more } = call.window(call.ledger.partner_count(side))?;
        let partners = places.filter_map(|place| call.ledger.partner_at(side, place));
        let rows = partners.map(|partner| view(call, partner)).collect();
        return json(&Envelope { name, rows, more: Some(more), deleted: None });
    }
    let mut partners = match query.get("id") {
        Some(id) => call.ledger.partner_by_id(side, id).into_iter().collect(),
        None => call.ledger.partners(side),
    };
    if let Some(part) = query.get("nameOrRegCode") {
        partners.retain(|partner| {
            contains(&partner.name, part) || partner.reg_code.as_ref().is_some_and(|code| code.contains(part))
        });
    }
    if let Some(changed) = &changed {
        partners.retain(|partner| changed.covers(partner.modified));
    }
    let (partners, more) = call.page_of(partners)?;
    let rows = partners.into_iter().map(|partner| view(call, partner)).collect();
    // Nothing here deletes a partner, so there is never one to tell of.
    let deleted = (changed.is_some() && query.page_number()? == 1).then(Vec::new);
    json(&Envelope { name, rows, more: Some(more), deleted })
}

fn view(call: &Call<'_>, partner: Partner) -> PartnerView {
    let query = &call.query;
    PartnerView {
        id: call.ledger.partner_id(partner.side, partner.number),
        name: partner.name,
        reg_code: partner.reg_code,
        vat_number: partner.vat_number,
        bank_account: partner.bank_account,
        reference_number: Loose(partner.reference_number),
        invoice_due_date: partner.due_days,
        vat_pc: partner.vat_pc,
        date_created: estonian::write_date(estonian::date(partner.created)),
        date_updated: estonian::write_date(estonian::date(partner.modified)),
        address: partner.address.filter(|_| query.is_on("fetchAddresses")),
        contacts: query.is_on("fetchContacts").then_some(partner.contacts),
        comment: partner.comment.filter(|_| query.is_on("fetchComments")),
        documents: query.is_on("fetchDocuments").then_some([]),
        accepts_e_invoices: (partner.side == Side::Client && query.is_on("fetchAcceptsEinvoices"))
            .then_some(partner.number.is_multiple_of(2)),
    }
}
