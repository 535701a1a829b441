use std::collections::BTreeSet;

use uku_core::client::{Client, ClientField, ClientProfile, Contact, ContactKind};
use uku_core::client_import::{FieldChange, RowChoice, RowKind};
use uku_testkit::build::{client, contact};

use super::house::{House, company, tick};
use crate::support::block_on;

const CODE: &str = "10421629";

fn kask() -> ClientProfile {
    ClientProfile { vat_number: Some("EE100594102".to_owned()), ..company("Kask", CODE) }
}

fn with_contacts(emails: &[&str]) -> ClientProfile {
    let contacts = emails.iter().map(|email| contact(ContactKind::Email, email)).collect();
    ClientProfile { contacts, ..kask() }
}

fn emails(client: &Client) -> Vec<&str> {
    client.contacts.iter().map(|contact| contact.value.as_str()).collect()
}

/// What the only row would change.
async fn changes(house: &House, row: ClientProfile) -> Vec<FieldChange> {
    match house.import([row]).await.remove(0).kind {
        RowKind::Update { changes, .. } => changes,
        RowKind::Unchanged { .. } => Vec::new(),
        other => {
            assert_eq!(other.word(), "update");
            Vec::new()
        }
    }
}

fn overwrite(fields: &[ClientField]) -> RowChoice {
    RowChoice { overwrite: fields.iter().copied().collect::<BTreeSet<_>>(), ..tick() }
}

#[test]
fn what_nobody_edited_follows_the_source() {
    block_on(async {
        let house = House::new().await;
        house.take([kask()]).await;
        let row =
            ClientProfile { vat_number: Some("EE100931558".to_owned()), ..company("Kask ja Pojad", CODE) };
        let changes = changes(&house, row).await;
        assert!(changes.iter().all(|change| change.ticked && !change.by_hand), "{changes:?}");
        assert_eq!(house.confirm().await.updated, 1);
        let client = house.only().await;
        assert_eq!(
            (client.name.as_str(), client.vat_number.as_deref()),
            ("Kask ja Pojad", Some("EE100931558"))
        );
    });
}

#[test]
fn what_a_person_edited_is_shown_and_overwritten_only_when_ticked() {
    block_on(async {
        let house = House::new().await;
        house.take([kask()]).await;
        house
            .edit(|client| {
                client.name = "Kask (minu)".to_owned();
                client.vat_number = None;
                client.registry_code = Some("10060701".to_owned());
            })
            .await;
        let edited = house.only().await;
        let found = changes(&house, kask()).await;
        let fields: Vec<_> =
            found.iter().map(|change| (change.field, change.by_hand, change.ticked)).collect();
        let hand = |field| (field, true, false);
        assert_eq!(
            fields,
            [hand(ClientField::Name), hand(ClientField::RegistryCode), hand(ClientField::VatNumber)]
        );
        assert_eq!((found[0].before.as_str(), found[0].after.as_str()), ("Kask (minu)", "Kask"));
        house.confirm().await;
        assert_eq!(house.only().await, edited);

        house.import([kask()]).await;
        house.choose(&[(1, tick())]).await.unwrap();
        assert_eq!(house.confirm().await.unchanged, 1);
        assert_eq!(house.only().await, edited);

        house.import([kask()]).await;
        house.choose(&[(1, overwrite(&[ClientField::Name, ClientField::VatNumber]))]).await.unwrap();
        assert_eq!(house.confirm().await.updated, 1);
        let client = house.only().await;
        assert_eq!(client.name, "Kask");
        assert_eq!(client.vat_number.as_deref(), Some("EE100594102"));
        assert_eq!(client.registry_code.as_deref(), Some("10060701"));
    });
}

#[test]
fn what_a_person_entered_before_the_first_import_is_theirs() {
    block_on(async {
        let house = House::new().await;
        let by_hand = Client { registry_code: Some(CODE.to_owned()), ..client("Minu Kask") };
        house.clients.put(by_hand);
        let found = changes(&house, kask()).await;
        let fields: Vec<_> =
            found.iter().map(|change| (change.field, change.by_hand, change.ticked)).collect();
        assert_eq!(fields, [(ClientField::Name, true, false), (ClientField::VatNumber, false, true)]);
        house.confirm().await;
        let client = house.only().await;
        assert_eq!((client.name.as_str(), client.vat_number.as_deref()), ("Minu Kask", Some("EE100594102")));
    });
}

#[test]
fn a_source_that_is_silent_changes_nothing() {
    block_on(async {
        let house = House::new().await;
        house.take([with_contacts(&["a@kask.ee"])]).await;
        let before = house.only().await;
        assert_eq!(changes(&house, company("Kask", CODE)).await, []);
        house.choose(&[(1, tick())]).await.unwrap();
        house.confirm().await;
        assert_eq!(house.only().await, before);
        // What it said before is not forgotten by its silence.
        house.edit(|client| client.vat_number = None).await;
        let found = changes(&house, kask()).await;
        assert!(found.iter().all(|change| change.by_hand && !change.ticked), "{found:?}");
    });
}

#[test]
fn contacts_follow_the_source_and_those_of_a_person_stay() {
    block_on(async {
        let house = House::new().await;
        house.take([with_contacts(&["a@kask.ee", "b@kask.ee", "c@kask.ee"])]).await;
        house
            .edit(|client| {
                client.contacts.retain(|contact| contact.value != "b@kask.ee");
                client.contacts.push(contact(ContactKind::Email, "mine@kask.ee"));
            })
            .await;
        // The source still has b, no longer has c, and has d anew.
        house.take([with_contacts(&["a@kask.ee", "b@kask.ee", "d@kask.ee"])]).await;
        assert_eq!(emails(&house.only().await), ["a@kask.ee", "mine@kask.ee", "d@kask.ee"]);
        house.take([with_contacts(&["a@kask.ee", "b@kask.ee", "d@kask.ee"])]).await;
        assert_eq!(emails(&house.only().await), ["a@kask.ee", "mine@kask.ee", "d@kask.ee"]);
    });
}

#[test]
fn case_and_white_space_make_no_other_contact_or_code() {
    block_on(async {
        let house = House::new().await;
        let contacts =
            [contact(ContactKind::Email, "mari@kask.ee"), contact(ContactKind::Phone, "+372 512 3456")];
        house.clients.put(Client {
            registry_code: Some("1042 1629".to_owned()),
            vat_number: Some("EE 100594102".to_owned()),
            contacts: contacts.to_vec(),
            ..client("Kask")
        });
        let said = |kind, value: &str| Contact { kind, value: value.to_owned(), note: None };
        let contacts = vec![
            said(ContactKind::Email, " MARI@kask.ee "),
            said(ContactKind::Phone, "+3725123456"),
            said(ContactKind::Phone, " "),
        ];
        let row = ClientProfile {
            contacts,
            vat_number: Some("ee100594102 ".to_owned()),
            ..company(" Kask ", " 10421629")
        };
        assert_eq!(changes(&house, row).await, []);
    });
}

#[test]
fn one_contact_told_twice_is_one() {
    block_on(async {
        let house = House::new().await;
        house.take([with_contacts(&["a@kask.ee", "A@kask.ee", "b@kask.ee"])]).await;
        assert_eq!(emails(&house.only().await), ["a@kask.ee", "b@kask.ee"]);
    });
}

#[test]
fn a_person_who_unticked_a_client_keeps_what_they_edited_when_they_tick_it_again() {
    block_on(async {
        let house = House::new().await;
        house.take([with_contacts(&["a@kask.ee"])]).await;
        house
            .edit(|client| {
                client.vat_number = None;
                client.contacts.clear();
            })
            .await;
        let edited = house.only().await;
        house.import([with_contacts(&["a@kask.ee"])]).await;
        house.choose(&[(1, super::house::untick())]).await.unwrap();
        assert_eq!(house.confirm().await.declined, 1);
        house.import([with_contacts(&["a@kask.ee"])]).await;
        house.choose(&[(1, tick())]).await.unwrap();
        house.confirm().await;
        assert_eq!(house.only().await, edited);
    });
}
