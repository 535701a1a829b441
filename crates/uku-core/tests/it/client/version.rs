//! The version of a client.

use uku_core::client::{Client, ClientVersion, ContactKind};
use uku_testkit::build::{client, contact, member};

fn full() -> Client {
    Client {
        registry_code: Some("10421629".into()),
        vat_number: Some("EE1".into()),
        contacts: vec![contact(ContactKind::Email, "a@b.ee"), contact(ContactKind::Phone, "5")],
        default_member: Some(member("mari", true)),
        ..client("kask")
    }
}

#[test]
fn whatever_can_be_edited_makes_another_version() {
    let mut noted = full();
    noted.contacts[0].note = Some("juhataja".into());
    let turned = Client { contacts: full().contacts.into_iter().rev().collect(), ..full() };
    let versions: Vec<ClientVersion> = [
        full(),
        Client { name: "Kask".into(), ..full() },
        Client { registry_code: None, ..full() },
        Client { registry_code: Some(String::new()), ..full() },
        Client { registry_code: None, vat_number: Some("10421629".into()), ..full() },
        Client { registry_code: Some("10421629EE1".into()), vat_number: None, ..full() },
        Client { contacts: Vec::new(), ..full() },
        Client { default_member: None, ..full() },
        Client { default_member: Some(member("jaan", true)), ..full() },
        Client { active: false, ..full() },
        noted,
        turned,
    ]
    .iter()
    .map(ClientVersion::of)
    .collect();
    for (number, version) in versions.iter().enumerate() {
        assert_eq!(versions.iter().position(|other| other == version), Some(number));
    }
}

#[test]
fn a_version_stays_while_nobody_edits_the_client() {
    let left = Client { default_member: Some(member("mari", false)), ..full() };
    assert_eq!(ClientVersion::of(&left), ClientVersion::of(&full()));
    let told = ClientVersion::of(&full()).to_string();
    assert_eq!(ClientVersion::from_told(&told), ClientVersion::of(&full()));
}
