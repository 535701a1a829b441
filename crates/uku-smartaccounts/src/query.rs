use chrono::{DateTime, Utc};
use form_urlencoded::Serializer;
use uku_core::ledger::KeyPair;

use crate::format::timestamp;
use crate::sign::sign;

/// One read: the service, its parameters, and the right that it needs, in the words of a person.
#[derive(Debug)]
pub(crate) struct Call {
    /// Such as `general/entries:get`.
    pub(crate) service: &'static str,
    /// The parameters, in the order in which they are sent.
    pub(crate) parameters: Vec<(&'static str, String)>,
    /// What the key must be allowed to do.
    pub(crate) right: String,
}

/// The query string of a call, encoded and signed, ready to be sent as it is.
pub(crate) fn signed_query(call: &Call, keys: &KeyPair, at: DateTime<Utc>) -> String {
    let mut query = Serializer::new(String::new());
    query.extend_pairs(&call.parameters);
    query.append_pair("timestamp", &timestamp(at)).append_pair("apikey", keys.public().as_str());
    let query = query.finish();
    let signature = sign(keys.secret(), &query, "");
    format!("{query}&signature={signature}")
}
