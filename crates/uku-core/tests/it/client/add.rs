//! Adding a client by hand.

use uku_core::audit::AuditEvent;
use uku_core::client::{AddClientError, ClientField, Contact, ContactKind, NewClient};
use uku_core::firm::{Action, Denied, Role};
use uku_testkit::build::{actor, id, member};

use super::house::House;
use crate::support::block_on;

fn tended(by: &str) -> NewClient {
    NewClient { name: " Kask OÜ ".into(), default_member: Some(id(by)), ..NewClient::default() }
}

#[test]
fn a_new_client_may_have_a_default_member() {
    block_on(async {
        let house = House::new();
        let client = house.add().run(tended("mari")).await.unwrap();
        assert_eq!((client.name.as_str(), client.default_member), ("Kask OÜ", Some(member("mari", true))));
        let events = house.events().await;
        assert!(
            matches!(&events[..], [_, AuditEvent::ClientWritten { fields, .. }] if fields.contains(&ClientField::DefaultMember))
        );
    });
}

#[test]
fn tasks_go_to_nobody_who_is_not_there() {
    block_on(async {
        let house = House::new();
        for (who, refusal) in [
            ("nobody", AddClientError::NoSuchMember),
            ("liis", AddClientError::NoSuchMember),
            ("peeter", AddClientError::MemberLeft("Peeter".into())),
        ] {
            assert_eq!(house.add().run(tended(who)).await, Err(refusal));
        }
        assert_eq!(house.events().await, []);
    });
}

#[test]
fn what_is_blank_is_not_there() {
    block_on(async {
        let house = House::new();
        let new = NewClient {
            name: "Kask".into(),
            registry_code: Some("  ".into()),
            vat_number: Some(" EE1 ".into()),
            contacts: ["", " a@b.ee", "a@b.ee"].map(|email| Contact::new(ContactKind::Email, email)).into(),
            default_member: None,
        };
        let client = house.add().run(new).await.unwrap();
        assert_eq!((client.registry_code, client.vat_number), (None, Some("EE1".into())));
        assert_eq!(client.contacts, [Contact::new(ContactKind::Email, "a@b.ee")]);
    });
}

#[test]
fn a_member_adds_no_client() {
    block_on(async {
        let mut house = House::new();
        house.actor = actor(Role::Member);
        let refused = house.add().run(tended("mari")).await;
        assert_eq!(refused, Err(AddClientError::Denied(Denied::Role(Action::EditClients))));
    });
}
