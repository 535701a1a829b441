//! `purchasesales/clients:add`.

use serde_json::json as value;

use super::Call;
use super::body::{self, Body};
use super::error::{ApiError, Broken};
use crate::books::account;
use crate::books::codes;
use crate::books::id::Side;
use crate::books::partner::{Address, CONTACT_TYPES, Contact, Partner};

/// The payment term of a client that states none.
const USUAL_TERM_DAYS: u32 = 14;

pub(super) fn add(call: &mut Call<'_>) -> Result<String, ApiError> {
    let parsed = body::parse(call.body)?;
    let body = Body::of(&parsed)?;
    let number = call.ledger.next_partner();
    let term = body.decimal("invoiceDueDate")?.map(u32::try_from);
    let partner = Partner {
        side: Side::Client,
        number,
        name: body.required("name")?,
        reg_code: body.text("regCode")?,
        vat_number: body.text("vatNumber")?,
        bank_account: body.text("bankAccount")?,
        reference_number: body
            .text("referenceNumber")?
            .unwrap_or_else(|| codes::reference(u64::from(number))),
        due_days: term
            .transpose()
            .map_err(|_| ApiError::invalid("invoiceDueDate must be a number of days"))?
            .unwrap_or(USUAL_TERM_DAYS),
        // Mandatory by the document, left out by clients that work.
        vat_pc: body.text("vatPc")?,
        address: body.object("address")?.map(address).transpose()?,
        contacts: body.objects("contacts")?.into_iter().map(contact).collect::<Result<_, _>>()?,
        comment: body.text("comment")?,
        created: call.now,
        modified: call.now,
    };
    check(&partner)?;
    let answer = value!({
        "clientId": call.ledger.partner_id(Side::Client, number),
        "referenceNumber": partner.reference_number,
    });
    call.ledger.add_partner(partner);
    Ok(answer.to_string())
}

fn check(partner: &Partner) -> Result<(), ApiError> {
    let mut broken = Vec::new();
    if partner.due_days > 3650 {
        broken.push(Broken::new("INVOICE-DUE-DATE", "invoiceDueDate is longer than ten years"));
    }
    if partner.vat_pc.as_deref().is_some_and(|code| account::vat_code(code).is_none_or(|vat| !vat.in_use)) {
        broken.push(Broken::new("VATPC-NOT-IN-USE", "vatPc is not in use"));
    }
    if partner.contacts.iter().any(|contact| !CONTACT_TYPES.contains(&contact.kind.as_str())) {
        let message = format!("contact type must be one of {}", CONTACT_TYPES.join(", "));
        broken.push(Broken::new("CONTACT-TYPE", message));
    }
    if let Some(address) = &partner.address
        && [&address.address1, &address.address2].into_iter().flatten().any(|line| line.chars().count() > 64)
    {
        broken.push(Broken::new("ADDRESS-TOO-LONG", "address1 and address2 hold at most 64 characters"));
    }
    ApiError::unless_whole(broken)
}

fn address(body: Body<'_>) -> Result<Address, ApiError> {
    Ok(Address {
        country: body.text("country")?,
        county: body.text("county")?,
        city: body.text("city")?,
        address1: body.text("address1")?,
        address2: body.text("address2")?,
        postal_code: body.text("postalCode")?,
    })
}

fn contact(body: Body<'_>) -> Result<Contact, ApiError> {
    Ok(Contact {
        kind: body.required("type")?,
        value: body.required("value")?,
        description: body.text("description")?,
    })
}
