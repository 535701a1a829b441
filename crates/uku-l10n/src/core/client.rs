//! Clients, their fields, and why they could not be written.

use uku_core::client::{
    AddClientError, ClientField, ClientRefusal, ClientsError, ContactKind, EditClientError, FindClientsError,
    RegistryCodeOddity, VatNumberOddity,
};

use super::{Remedy, Say, detail};
use crate::Said;

impl Say for ClientField {
    fn said(&self) -> Said {
        Said::of(format!("core-client-field-{}", word(*self)))
    }
}

/// A field's name inside a sentence.
#[must_use]
pub fn inline(field: ClientField) -> Said {
    Said::of(format!("core-client-field-{}-inline", word(field)))
}

fn word(field: ClientField) -> &'static str {
    match field {
        ClientField::Name => "name",
        ClientField::RegistryCode => "registry-code",
        ClientField::VatNumber => "vat-number",
        ClientField::Contacts => "contacts",
        ClientField::DefaultMember => "default-member",
        ClientField::Active => "active",
    }
}

impl Say for ContactKind {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Person => "core-client-contact-person",
            Self::Email => "core-client-contact-email",
            Self::Phone => "core-client-contact-phone",
            Self::Address => "core-client-contact-address",
        })
    }
}

impl Say for ClientsError {
    fn said(&self) -> Said {
        match self {
            Self::NoSuchFirm(firm) => Said::of("core-client-firm-unknown").with("firm", firm.to_string()),
            Self::Unavailable(why) => Said::of("core-client-unavailable").with("detail", detail(why)),
        }
    }
}

impl Say for ClientRefusal {
    fn said(&self) -> Said {
        match self {
            Self::Changed => Said::of("core-client-changed-meanwhile"),
            Self::RegistryCodeTaken(client) => {
                Said::of("core-client-code-taken").with("client", client.to_string())
            }
        }
    }
}

impl Say for AddClientError {
    fn said(&self) -> Said {
        match self {
            Self::Denied(denied) => denied.said(),
            Self::NoName => Said::of("core-client-no-name"),
            Self::NoSuchMember => Said::of("core-client-no-such-member"),
            Self::MemberLeft(member) => Said::of("core-client-member-left").with("member", member),
            Self::Exists(client) => Said::of("core-client-exists").with("client", client),
            Self::Refused(refusal) => refusal.said(),
            Self::Clients(error) => error.said(),
            Self::Members(error) => error.said(),
            Self::Store(error) => error.said(),
        }
    }
}

impl Remedy for AddClientError {
    fn remedy_said(&self) -> Option<Said> {
        match self {
            Self::Denied(denied) => denied.remedy_said(),
            Self::NoName
            | Self::NoSuchMember
            | Self::MemberLeft(_)
            | Self::Exists(_)
            | Self::Refused(_)
            | Self::Clients(_)
            | Self::Members(_)
            | Self::Store(_) => None,
        }
    }
}

impl Say for EditClientError {
    fn said(&self) -> Said {
        match self {
            Self::Denied(denied) => denied.said(),
            Self::NoName => Said::of("core-client-no-name"),
            Self::NoSuchClient => Said::of("core-client-unknown"),
            Self::NoSuchMember => Said::of("core-client-no-such-member"),
            Self::MemberLeft(member) => Said::of("core-client-member-left").with("member", member),
            Self::Changed => Said::of("core-client-changed"),
            Self::Exists(client) => Said::of("core-client-exists").with("client", client),
            Self::Clients(error) => error.said(),
            Self::Members(error) => error.said(),
            Self::Store(error) => error.said(),
        }
    }
}

impl Remedy for EditClientError {
    fn remedy_said(&self) -> Option<Said> {
        match self {
            Self::Denied(denied) => denied.remedy_said(),
            Self::NoName
            | Self::NoSuchClient
            | Self::NoSuchMember
            | Self::MemberLeft(_)
            | Self::Changed
            | Self::Exists(_)
            | Self::Clients(_)
            | Self::Members(_)
            | Self::Store(_) => None,
        }
    }
}

impl Say for FindClientsError {
    fn said(&self) -> Said {
        match self {
            Self::Denied(denied) => denied.said(),
            Self::Clients(error) => error.said(),
            Self::Store(error) => error.said(),
        }
    }
}

impl Say for RegistryCodeOddity {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::NotEightDigits => "core-client-code-not-eight-digits",
            Self::FirstDigit => "core-client-code-first-digit",
            Self::CheckDigit => "core-client-code-check-digit",
        })
    }
}

impl Say for VatNumberOddity {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::NoCountry => "core-client-vat-no-country",
            Self::NotNineDigits => "core-client-vat-not-nine-digits",
            Self::CheckDigit => "core-client-vat-check-digit",
        })
    }
}
