use async_trait::async_trait;
use std::sync::Mutex;
use uku_core::audit::AuditEvent;
use uku_core::client::{
    Client, ClientId, ClientPage, ClientProfile, ClientQuery, ClientRefusal, ClientWrite, Clients,
    ClientsError,
};
use uku_core::client_import::{ConfirmError, Confirmed, ImportState, RowResult};
use uku_core::firm::{Firm, FirmId};
use uku_testkit::build::{client, profile};

use super::house::{House, company, confirmed, untick};
use crate::support::block_on;

/// Clients to which something happens just before the first write.
struct Disturbed<'a, F>(&'a House, Mutex<Option<F>>);

impl<'a, F> Disturbed<'a, F> {
    fn new(house: &'a House, before: F) -> Self {
        Self(house, Mutex::new(Some(before)))
    }
}

#[async_trait]
impl<F: AsyncFnOnceBox + Send> Clients for Disturbed<'_, F> {
    async fn firm(&self, firm: &FirmId) -> Result<Option<Firm>, ClientsError> {
        self.0.clients.firm(firm).await
    }

    async fn client(&self, firm: &FirmId, client: &ClientId) -> Result<Option<Client>, ClientsError> {
        self.0.clients.client(firm, client).await
    }

    async fn clients(&self, firm: &FirmId) -> Result<Vec<Client>, ClientsError> {
        self.0.clients.clients(firm).await
    }

    async fn find_clients(&self, firm: &FirmId, query: &ClientQuery) -> Result<ClientPage, ClientsError> {
        self.0.clients.find_clients(firm, query).await
    }

    async fn write_clients(
        &self,
        firm: &FirmId,
        writes: &[ClientWrite],
    ) -> Result<Vec<Result<(), ClientRefusal>>, ClientsError> {
        let before = self.1.lock().unwrap().take();
        if let Some(before) = before {
            before.happen(self.0).await;
        }
        self.0.clients.write_clients(firm, writes).await
    }
}

#[async_trait]
trait AsyncFnOnceBox {
    async fn happen(self, house: &House);
}

/// What happens between the review and the writing.
enum Meanwhile {
    Put(Client),
    Delete(Client),
    Deactivate,
    Confirm,
}

#[async_trait]
impl AsyncFnOnceBox for Meanwhile {
    async fn happen(self, house: &House) {
        match self {
            Self::Put(client) => house.clients.put(client),
            Self::Delete(client) => house.clients.delete(&client),
            Self::Deactivate => house.deactivate().await,
            Self::Confirm => {
                house.confirm().await;
            }
        }
    }
}

async fn confirm_while(house: &House, meanwhile: Meanwhile) -> Result<Confirmed, ConfirmError> {
    let clients = Disturbed::new(house, meanwhile);
    house.confirm_with(&clients, &house.store).await.map(|import| confirmed(&import))
}

async fn results(house: &House) -> Vec<RowResult> {
    house.rows().await.into_iter().map(|row| row.done.unwrap().result).collect()
}

#[test]
fn only_ticked_rows_are_written_and_the_counts_add_up() {
    block_on(async {
        let house = House::new().await;
        house.clients.put(client("Maasikas"));
        house.import([profile("Kask"), profile("Tamm"), profile("Maasikas OÜ"), profile(" ")]).await;
        house.choose(&[(2, untick())]).await.unwrap();
        let found = house.confirm().await;
        assert_eq!(found, Confirmed { created: 1, declined: 1, left: 2, ..Confirmed::default() });
        assert_eq!(house.names().await, ["Kask", "Maasikas"]);
        assert_eq!(
            results(&house).await,
            [RowResult::Created, RowResult::Declined, RowResult::Left, RowResult::Left]
        );
        house.assert_every_intent_has_its_outcome().await;
    });
}

#[test]
fn nothing_is_confirmed_twice() {
    block_on(async {
        let house = House::new().await;
        let again = house.confirm_with(&house.clients, &house.store).await;
        assert_eq!(again, Err(ConfirmError::NothingToConfirm));
        house.take([profile("Kask")]).await;
        let again = house.confirm_with(&house.clients, &house.store).await;
        assert_eq!(again, Err(ConfirmError::NothingToConfirm));
    });
}

#[test]
fn two_confirmations_at_once_write_everything_once() {
    block_on(async {
        let house = House::new().await;
        house.import([company("Kask", "10421629"), profile("Tamm")]).await;
        let first = confirm_while(&house, Meanwhile::Confirm).await;
        assert_eq!(first, Err(ConfirmError::Withdrawn));
        assert_eq!(house.names().await, ["Kask", "Tamm"]);
        assert_eq!(confirmed(&house.latest().await).created, 2);
        house.assert_every_intent_has_its_outcome().await;
    });
}

#[test]
fn two_confirmations_from_two_threads_write_everything_once() {
    for _ in 0..20 {
        uku_testkit::run_clause(async {
            let house = std::sync::Arc::new(House::new().await);
            house.import((0..450).map(|number| profile(&format!("C{number}")))).await;
            let tasks: Vec<_> = (0..2)
                .map(|_| {
                    let house = house.clone();
                    tokio::spawn(
                        async move { house.confirm_with(&house.clients, &house.store).await.is_ok() },
                    )
                })
                .collect();
            for task in tasks {
                task.await.unwrap();
            }
            if house.latest().await.state == ImportState::Confirming {
                house.confirm().await;
            }
            assert_eq!(house.names().await.len(), 450);
            assert_eq!(confirmed(&house.latest().await).created, 450);
            house.assert_every_intent_has_its_outcome().await;
        });
    }
}

#[test]
fn deactivating_in_the_middle_stops_the_writing() {
    block_on(async {
        let house = House::new().await;
        house.import((0..450).map(|number| profile(&format!("C{number}")))).await;
        assert_eq!(confirm_while(&house, Meanwhile::Deactivate).await, Err(ConfirmError::Withdrawn));
        assert_eq!(house.names().await.len(), 200);
        assert_eq!(house.latest().await.state, ImportState::Cancelled);
        house.activate().await;
        // The same list again adds what is missing and nothing twice.
        house.import((0..450).map(|number| profile(&format!("C{number}")))).await;
        house.confirm().await;
        assert_eq!(house.names().await.len(), 450);
    });
}

#[test]
fn what_somebody_edits_at_the_same_moment_stays() {
    block_on(async {
        let house = House::new().await;
        house.take([company("Kask", "10421629")]).await;
        let edited = Client { vat_number: Some("EE100594102".to_owned()), ..house.only().await };
        house.import([company("Kask ja Pojad", "10421629")]).await;
        let found = confirm_while(&house, Meanwhile::Put(edited.clone())).await.unwrap();
        assert_eq!(found.updated, 1);
        assert_eq!(house.only().await, Client { name: "Kask ja Pojad".to_owned(), ..edited });
        house.assert_every_intent_has_its_outcome().await;
    });
}

#[test]
fn a_name_that_somebody_edits_at_the_same_moment_stays() {
    block_on(async {
        let house = House::new().await;
        house.take([company("Kask", "10421629")]).await;
        let edited = Client { name: "Minu Kask".to_owned(), ..house.only().await };
        house.import([company("Kask ja Pojad", "10421629")]).await;
        confirm_while(&house, Meanwhile::Put(edited.clone())).await.unwrap();
        assert_eq!(house.only().await, edited);
        house.assert_every_intent_has_its_outcome().await;
    });
}

#[test]
fn a_client_that_is_deleted_at_the_same_moment_does_not_come_back() {
    block_on(async {
        let house = House::new().await;
        house.take([company("Kask", "10421629")]).await;
        let there = house.only().await;
        house.import([company("Kask ja Pojad", "10421629")]).await;
        let found = confirm_while(&house, Meanwhile::Delete(there)).await.unwrap();
        assert_eq!(found.failed, 1, "{found:?}");
        assert_eq!(house.names().await, <[&str; 0]>::default());
        house.assert_every_intent_has_its_outcome().await;
    });
}

#[test]
fn a_registry_code_that_is_taken_at_the_same_moment_is_never_there_twice() {
    block_on(async {
        let house = House::new().await;
        house.import([company("Kask", "10421629"), profile("Tamm")]).await;
        let taker = Client { registry_code: Some("1042 1629".to_owned()), ..client("Kase") };
        let found = confirm_while(&house, Meanwhile::Put(taker)).await.unwrap();
        assert_eq!((found.created, found.failed), (1, 1));
        assert_eq!(house.names().await, ["Kase", "Tamm"]);
        let RowResult::Failed(why) = results(&house).await.remove(0) else { panic!() };
        assert_eq!(why, "the client Kase has the same registry code");
        house.assert_every_intent_has_its_outcome().await;
        // The next import knows whose it is.
        assert_eq!(house.import([company("Kask", "10421629")]).await[0].kind.word(), "update");
    });
}

#[test]
fn the_record_of_a_row_that_became_a_question_names_nobody() {
    block_on(async {
        let house = House::new().await;
        let mari = Client { registry_code: Some("10421629".to_owned()), ..client("Tamm") };
        house.clients.put(mari.clone());
        let vat_number = Some("EE100931558".to_owned());
        let second = ClientProfile { vat_number, ..company("Mari Maasikas OÜ", "10421629") };
        house.import([profile("Mari Maasikas"), second]).await;
        // The second row was that client when it was reviewed, and is when its writing begins.
        let without_code = Client { registry_code: None, ..mari };
        let found = confirm_while(&house, Meanwhile::Put(without_code)).await.unwrap();
        assert_eq!((found.created, found.failed), (1, 1));
        house.assert_every_intent_has_its_outcome().await;
        let activity = house.activity().await;
        let records: Vec<&AuditEvent> = activity.iter().map(|record| &record.entry.event).collect();
        let records = format!("{records:?}");
        assert!(records.contains("ClientWritten") && !records.contains("Mari"), "{records}");
    });
}

#[test]
fn two_rows_of_one_list_that_look_alike_make_one_client_and_a_question() {
    block_on(async {
        let house = House::new().await;
        let found = house.take([profile("Kask OÜ"), profile("Kask AS")]).await;
        assert_eq!((found.created, found.failed), (1, 1));
        assert_eq!(
            results(&house).await[1],
            RowResult::Failed(
                "it may be Kask OÜ, which another row of the same list made; import again and say which it is".into()
            )
        );
        let rows = house.import([profile("Kask OÜ"), profile("Kask AS")]).await;
        assert_eq!([rows[0].kind.word(), rows[1].kind.word()], ["unchanged", "possible_duplicate"]);
    });
}

#[test]
fn every_change_is_recorded_with_what_is_personal_apart() {
    block_on(async {
        let house = House::new().await;
        house.take([company("Kask", "10421629")]).await;
        house.take([company("Kuusk", "10421629")]).await;
        let only = house.only().await.id;
        let about: Vec<_> = house
            .activity()
            .await
            .into_iter()
            .filter(|record| record.entry.client.as_ref() == Some(&only))
            .map(|record| record.entry)
            .collect();
        assert_eq!(about.len(), 4);
        assert!(matches!(about[0].event, AuditEvent::ClientIntended { new: true, .. }));
        assert!(matches!(about[1].event, AuditEvent::ClientWritten { new: true, .. }));
        assert!(matches!(about[3].event, AuditEvent::ClientWritten { new: false, .. }));
        assert_eq!(about[3].personal["name before"], "Kask");
        assert_eq!(about[3].personal["name after"], "Kuusk");
        assert!(about.iter().all(|entry| !format!("{:?}", entry.event).contains("Kuusk")));
    });
}

#[test]
fn a_product_that_cannot_write_now_is_asked_again_later() {
    block_on(async {
        use crate::fragile::{Fault, FragileClients, When};
        let house = House::new().await;
        house.import([profile("Kask")]).await;
        let clients = FragileClients(&house.clients, Fault::new(1, When::After));
        let refused = house.confirm_with(&clients, &house.store).await;
        assert!(matches!(refused, Err(ConfirmError::Clients(_))));
        assert_eq!(house.confirm().await.created, 1);
        assert_eq!(house.names().await, ["Kask"]);
    });
}
