use std::collections::BTreeMap;

use uku_core::client::{Client, ClientId};
use uku_core::connection::Connection;
use uku_core::firm::MemberId;

use super::connection_view::ConnectionView;
use crate::address::segment;
use crate::page::Page;

/// A client in the list.
pub(super) struct Row {
    pub(super) id: String,
    /// The address of its page, and its identity in queries.
    pub(super) path: String,
    pub(super) query: String,
    pub(super) name: String,
    pub(super) code: String,
    /// Empty where the Company Owner gets the tasks.
    pub(super) member: String,
    pub(super) active: bool,
    pub(super) connection: ConnectionView,
    /// What its controls are called, so that each says whose it is.
    pub(super) tick_label: String,
    pub(super) key_label: String,
    pub(super) menu_label: String,
}

impl Row {
    pub(super) fn of(
        client: Client,
        connection: Option<&Connection>,
        members: &BTreeMap<MemberId, String>,
        page: &Page,
    ) -> Self {
        let member = client.default_member.as_ref().and_then(|member| members.get(&member.id));
        Self {
            path: path(&client.id),
            query: in_query(&client.id),
            tick_label: page.t1("clients-tick", "client", &client.name),
            key_label: page.t1("clients-integration-of", "client", &client.name),
            menu_label: page.t1("clients-more-for", "client", &client.name),
            id: client.id.to_string(),
            name: client.name,
            code: client.registry_code.unwrap_or_default(),
            member: member.cloned().unwrap_or_default(),
            active: client.active,
            connection: ConnectionView::of(connection, page),
        }
    }
}

/// A client's identity in the query of an address.
pub(super) fn in_query(client: &ClientId) -> String {
    form_urlencoded::byte_serialize(client.as_ref().as_bytes()).collect()
}

/// The address of a client's page.
pub(super) fn path(client: &ClientId) -> String {
    format!("/clients/{}", segment(client.as_ref()))
}
