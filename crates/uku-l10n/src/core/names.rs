use uku_core::client::ClientId;
use uku_core::firm::MemberId;
use uku_core::summary::CustomFieldId;

use crate::Said;

/// Who and what is called how. What has no name is shown by its identity.
pub trait Names {
    /// A client's name.
    fn client(&self, _client: &ClientId) -> Option<String> {
        None
    }

    /// A person's name.
    fn member(&self, _member: &MemberId) -> Option<String> {
        None
    }

    /// The name of a custom task field.
    fn custom_field(&self, _field: &CustomFieldId) -> Option<String> {
        None
    }
}

/// A client by name.
pub(super) fn client(names: &dyn Names, client: &ClientId) -> Said {
    Said::verbatim(names.client(client).unwrap_or_else(|| client.to_string()))
}

/// A person by name.
pub(super) fn member(names: &dyn Names, member: &MemberId) -> Said {
    match names.member(member) {
        Some(name) => Said::verbatim(name),
        None => Said::of("core-audit-unknown-member").with("id", member.to_string()),
    }
}
