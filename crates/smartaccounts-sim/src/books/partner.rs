//! Clients and vendors.

use chrono::{DateTime, Utc};

use super::id::Side;
use super::names;
use crate::dice::Dice;

/// A client or a vendor of a company.
#[derive(Debug, Clone)]
pub(crate) struct Partner {
    pub(crate) side: Side,
    pub(crate) number: u32,
    pub(crate) name: String,
    pub(crate) reg_code: Option<String>,
    pub(crate) vat_number: Option<String>,
    pub(crate) bank_account: Option<String>,
    pub(crate) reference_number: String,
    pub(crate) due_days: u32,
    pub(crate) vat_pc: Option<String>,
    pub(crate) address: Option<Address>,
    pub(crate) contacts: Vec<Contact>,
    pub(crate) comment: Option<String>,
    pub(crate) created: DateTime<Utc>,
    pub(crate) modified: DateTime<Utc>,
}

/// Where a partner is found.
#[derive(Debug, Clone, Default, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Address {
    pub(crate) country: Option<String>,
    pub(crate) county: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) address1: Option<String>,
    pub(crate) address2: Option<String>,
    pub(crate) postal_code: Option<String>,
}

/// The kinds of contact that the vendor knows, spelt exactly so.
pub(crate) const CONTACT_TYPES: [&str; 8] =
    ["EMAIL", "PHONE", "FAX", "WWW", "SKYPE", "OTHER", "PERSON", "POST_ADDRESS"];

/// A way to reach a partner.
#[derive(Debug, Clone, serde::Serialize)]
pub(crate) struct Contact {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
}

impl Address {
    /// Somewhere in Estonia.
    pub(crate) fn made(dice: Dice) -> Self {
        let (street, town, county) = names::address(dice);
        Self {
            country: Some("EE".to_owned()),
            county: Some(county.to_owned()),
            city: Some(town.to_owned()),
            address1: Some(street),
            address2: None,
            postal_code: Some(format!("{}", 10_000 + dice.on("post").below(89_999))),
        }
    }
}

impl Contact {
    /// An email address, a telephone and a person of a partner with this name.
    pub(crate) fn made(dice: Dice, name: &str) -> Vec<Self> {
        let host = names::host(name);
        let contact = |kind: &str, value| Self { kind: kind.to_owned(), value, description: None };
        vec![
            contact("EMAIL", format!("arved@{host}.example")),
            contact("PHONE", format!("+372 5{:07}", dice.on("phone").below(10_000_000))),
            contact("PERSON", names::person(dice)),
        ]
    }
}
