//! Changing a client.

use uku_core::audit::{AuditEvent, Succeeded};
use uku_core::client::{
    Client, ClientEdit, ClientField, ClientVersion, Clients as _, ContactKind, EditClientError,
};
use uku_core::firm::{Action, Denied, Role};
use uku_testkit::build::{actor, client, contact, firm_b, id, member};

use super::house::House;
use crate::support::block_on;

impl House {
    async fn change(&self, read: &Client, edit: ClientEdit) -> Result<Client, EditClientError> {
        self.edit().run(&read.id, &ClientVersion::of(read), edit).await
    }

    async fn stored(&self, of: &Client) -> Client {
        self.clients.client(&self.actor.firm, &of.id).await.unwrap().unwrap()
    }
}

fn renamed(client: &Client, name: &str) -> ClientEdit {
    ClientEdit { name: name.into(), ..ClientEdit::of(client) }
}

#[test]
fn everything_can_be_changed_and_is_recorded() {
    block_on(async {
        let house = House::new();
        let kask = house.put("Kask");
        let edit = ClientEdit {
            name: " Kask ja Pojad OÜ ".into(),
            registry_code: Some("10421629 ".into()),
            vat_number: Some(" ".into()),
            contacts: vec![contact(ContactKind::Email, "a@b.ee"), contact(ContactKind::Phone, "")],
            default_member: Some(id("mari")),
            active: false,
        };
        let changed = house.change(&kask, edit).await.unwrap();
        let expected = Client {
            name: "Kask ja Pojad OÜ".into(),
            registry_code: Some("10421629".into()),
            contacts: vec![contact(ContactKind::Email, "a@b.ee")],
            default_member: Some(member("mari", true)),
            active: false,
            ..client("kask")
        };
        assert_eq!(changed, expected);
        assert_eq!(house.stored(&kask).await, expected);
        let fields = vec![
            ClientField::Name,
            ClientField::RegistryCode,
            ClientField::Contacts,
            ClientField::DefaultMember,
            ClientField::Active,
        ];
        let records = house.records().await;
        let events: Vec<AuditEvent> = records.iter().map(|record| record.entry.event.clone()).collect();
        let intended = AuditEvent::ClientIntended { new: false, fields: fields.clone() };
        assert_eq!(
            events,
            [intended, AuditEvent::ClientWritten { new: false, fields, done: Succeeded::Yes }]
        );
        for record in records {
            assert_eq!(record.entry.client, Some(kask.id.clone()));
            let text = |what: &str| record.entry.personal.get(what).map(String::as_str);
            assert_eq!((text("name before"), text("name after")), (Some("Kask"), Some("Kask ja Pojad OÜ")));
            assert_eq!((text("active before"), text("active after")), (Some("true"), Some("false")));
        }
    });
}

#[test]
fn two_tabs_do_not_overwrite_each_other() {
    block_on(async {
        let house = House::new();
        let kask = house.put("Kask");
        house.change(&kask, renamed(&kask, "Kask OÜ")).await.unwrap();
        let second = house.change(&kask, renamed(&kask, "Kask AS")).await;
        assert_eq!(second, Err(EditClientError::Changed));
        assert_eq!(house.stored(&kask).await.name, "Kask OÜ");
        assert_eq!(house.events().await.len(), 2);
    });
}

#[test]
fn a_change_that_was_made_already_is_made_once() {
    block_on(async {
        let house = House::new();
        let kask = house.put("Kask");
        let first = house.change(&kask, renamed(&kask, "Kask OÜ")).await;
        assert_eq!(house.change(&kask, renamed(&kask, "Kask OÜ")).await, first);
        assert_eq!(house.events().await.len(), 2);
    });
}

#[test]
fn a_change_back_and_forth_is_recorded_each_time() {
    block_on(async {
        let house = House::new();
        let mut client = house.put("Kask");
        for name in ["Kask OÜ", "Kask", "Kask OÜ"] {
            house.clock.advance(chrono::TimeDelta::seconds(1));
            client = house.change(&client, renamed(&client, name)).await.unwrap();
        }
        assert_eq!(house.events().await.len(), 6);
    });
}

#[test]
fn somebody_who_left_may_stay_and_is_not_chosen_anew() {
    block_on(async {
        let house = House::new();
        let kask = Client { default_member: Some(member("peeter", false)), ..house.put("Kask") };
        house.clients.put(&house.actor.firm, kask.clone());
        house.change(&kask, renamed(&kask, "Kask OÜ")).await.unwrap();
        assert_eq!(house.stored(&kask).await.default_member, kask.default_member);
        let tamm = house.put("Tamm");
        for (who, refusal) in [
            ("peeter", EditClientError::MemberLeft("Peeter".into())),
            ("liis", EditClientError::NoSuchMember),
        ] {
            let edit = ClientEdit { default_member: Some(id(who)), ..ClientEdit::of(&tamm) };
            assert_eq!(house.change(&tamm, edit).await, Err(refusal));
        }
    });
}

#[test]
fn the_client_that_has_the_registry_code_is_named() {
    block_on(async {
        let house = House::new();
        let kask = house.put("Kask");
        let tamm = Client { registry_code: Some("10421629".into()), ..house.put("Tamm") };
        house.clients.put(&house.actor.firm, tamm);
        let edit = ClientEdit { registry_code: Some("1042 1629".into()), ..ClientEdit::of(&kask) };
        assert_eq!(house.change(&kask, edit).await, Err(EditClientError::Exists("Tamm".into())));
        assert_eq!(house.stored(&kask).await, kask);
        let written = house.events().await.pop();
        assert!(matches!(written, Some(AuditEvent::ClientWritten { done: Succeeded::No(_), .. })));
    });
}

#[test]
fn what_is_not_there_or_has_no_name_is_not_changed() {
    block_on(async {
        let house = House::new();
        let kask = house.put("Kask");
        assert_eq!(house.change(&kask, renamed(&kask, " ")).await, Err(EditClientError::NoName));
        let theirs = client("theirs");
        house.clients.put(&firm_b(), theirs.clone());
        let refused = house.change(&theirs, renamed(&theirs, "Ours")).await;
        assert_eq!(refused, Err(EditClientError::NoSuchClient));
        assert_eq!(house.events().await, []);
    });
}

#[test]
fn a_member_changes_no_client() {
    block_on(async {
        let mut house = House::new();
        let kask = house.put("Kask");
        house.actor = actor(Role::Member);
        let refused = house.change(&kask, renamed(&kask, "Kask OÜ")).await;
        assert_eq!(refused, Err(EditClientError::Denied(Denied::Role(Action::EditClients))));
    });
}
