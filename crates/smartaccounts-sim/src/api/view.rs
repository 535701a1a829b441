//! Values as the vendor writes them.

use rust_decimal::Decimal;
use serde::ser::{Error, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::books::id::Side;
use crate::books::ledger::Ledger;
use crate::books::money::cents;
use crate::dice::Dice;

/// An amount: a JSON number with two decimals.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Money(pub(crate) Decimal);

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Exact(format!("{:.2}", cents(self.0))).serialize(serializer)
    }
}

/// A number that is no amount, such as a quantity, as it was given.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number(pub(crate) Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Exact(self.0.normalize().to_string()).serialize(serializer)
    }
}

struct Exact(String);

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.clone()).map_err(S::Error::custom)?.serialize(serializer)
    }
}

/// Text which, when it is all digits, comes back as a bare JSON number every other time.
#[derive(Debug, Clone)]
pub(crate) struct Loose(pub(crate) String);

impl Serialize for Loose {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bare = self.0.parse::<u64>().ok().filter(|number| number.to_string() == self.0);
        match bare.filter(|_| Dice::seeded(0).on(&self.0).coin()) {
            Some(number) => serializer.serialize_u64(number),
            None => serializer.serialize_str(&self.0),
        }
    }
}

/// A client or vendor as invoices and payments mention it.
#[derive(Debug, Clone, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PartnerRef {
    id: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reg_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vat_number: Option<String>,
}

/// The partner of a document, under the member's name for its side.
#[derive(Debug, Clone, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PartnerFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client: Option<PartnerRef>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vendor_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vendor: Option<PartnerRef>,
}

impl PartnerFields {
    pub(crate) fn new(ledger: &Ledger, side: Side, number: u32) -> Self {
        let id = ledger.partner_id(side, number);
        let partner = ledger.partner(side, number).map(|partner| PartnerRef {
            id: id.clone(),
            name: partner.name,
            reg_code: partner.reg_code,
            vat_number: partner.vat_number,
        });
        match side {
            Side::Client => Self { client_id: Some(id), client: partner, vendor_id: None, vendor: None },
            Side::Vendor => Self { client_id: None, client: None, vendor_id: Some(id), vendor: partner },
        }
    }
}
