use std::num::NonZeroU32;

use serde_json::Value;
use uku_core::ledger::CustomerPage;

use crate::decode::{List, Unreadable};
use crate::profile::profiles;
use crate::query::Call;

/// The request for a page of customers.
pub(crate) fn call(page: NonZeroU32) -> Call {
    let parameters = vec![
        ("fetchAddresses", "true".to_owned()),
        ("fetchContacts", "true".to_owned()),
        ("pageNumber", page.to_string()),
    ];
    Call { service: "purchasesales/clients:get", parameters, right: "read customers".to_owned() }
}

/// The customers of a page.
pub(crate) fn read(list: &List<'_>) -> Result<CustomerPage, Unreadable> {
    Ok(CustomerPage { customers: profiles(&list.rows::<Value>()?, "regCode"), more: list.more })
}
