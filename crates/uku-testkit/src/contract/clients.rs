//! The clauses of [`Clients`].

use async_trait::async_trait;
use uku_core::client::{
    Client, ClientId, ClientRefusal, ClientWrite, Clients, ClientsError, Contact, ContactKind,
};
use uku_core::firm::FirmId;

pub use super::client_search::{
    a_client_is_found_by_what_it_is_called_now, a_page_of_no_clients_tells_how_many_there_are,
    active_and_inactive_clients_are_told_apart, another_firms_clients_are_not_found,
    case_and_accents_do_not_count, codes_are_found_however_they_are_written, found_clients_come_in_order,
    found_clients_come_whole, identities_are_those_of_the_same_page, only_some_or_all_but_some_are_found,
    pages_of_clients_follow_without_gap_or_repeat, signs_are_not_looked_for, words_are_found_in_any_order,
};
pub use super::registry_codes::{
    a_client_that_has_its_code_already_may_be_edited, a_registry_code_in_one_call_is_given_once,
    a_registry_code_is_given_once, a_registry_code_that_was_given_up_is_free,
    an_old_duplicate_may_still_be_edited, another_firms_registry_code_is_free, changed_is_said_before_taken,
    clients_without_a_registry_code_are_not_each_others, of_two_calls_at_once_one_gives_the_registry_code,
};
use crate::build::{client, contact, firm_a, firm_b, id, member, two_firms};
use crate::fake::MemoryClients;

/// Who is a client's default member in the clauses and does not work any more, for products that know people before
/// clients have them: each firm has this member besides its owner.
pub const FORMER_MEMBER: &str = "mari";

/// The clients of the [`two_firms`]: none yet.
#[async_trait]
pub trait ClientsHarness: Send + Sync {
    /// The adapter.
    fn clients(&self) -> &dyn Clients;
    /// Gives a client a registry code behind the adapter's back, as old data may have it, though another client has the
    /// same; false if the product never could hold one twice.
    async fn give_registry_code(&self, firm: &FirmId, client: &ClientId, code: &str) -> bool;
}

#[async_trait]
impl ClientsHarness for MemoryClients {
    fn clients(&self) -> &dyn Clients {
        self
    }

    async fn give_registry_code(&self, firm: &FirmId, client: &ClientId, code: &str) -> bool {
        let Ok(Some(client)) = self.client(firm, client).await else { return false };
        self.put(firm, Client { registry_code: Some(code.to_owned()), ..client });
        true
    }
}

suite! { $ clients_contract, clients {
    a_firm_is_found_as_it_is,
    an_unknown_firm_is_not_found,
    a_client_comes_back_as_it_was_written,
    every_field_can_be_changed_and_emptied,
    the_same_write_again_does_no_harm,
    what_somebody_changed_is_not_overwritten,
    a_new_client_does_not_overwrite_another,
    a_client_that_is_gone_is_not_changed,
    a_registry_code_is_given_once,
    a_registry_code_in_one_call_is_given_once,
    of_two_calls_at_once_one_gives_the_registry_code,
    changed_is_said_before_taken,
    a_client_that_has_its_code_already_may_be_edited,
    an_old_duplicate_may_still_be_edited,
    a_registry_code_that_was_given_up_is_free,
    clients_without_a_registry_code_are_not_each_others,
    another_firms_registry_code_is_free,
    each_write_has_its_own_result_in_order,
    another_firms_client_is_not_seen,
    another_firms_client_is_not_changed,
    clients_come_by_name,
    clients_of_no_firm_are_refused,
    words_are_found_in_any_order,
    case_and_accents_do_not_count,
    codes_are_found_however_they_are_written,
    signs_are_not_looked_for,
    a_client_is_found_by_what_it_is_called_now,
    active_and_inactive_clients_are_told_apart,
    found_clients_come_whole,
    found_clients_come_in_order,
    pages_of_clients_follow_without_gap_or_repeat,
    a_page_of_no_clients_tells_how_many_there_are,
    only_some_or_all_but_some_are_found,
    identities_are_those_of_the_same_page,
    another_firms_clients_are_not_found,
} }

/// A client that was not there.
pub(super) fn new(client: Client) -> ClientWrite {
    ClientWrite { expected: None, client }
}

/// A client as it was read and as it should be.
pub(super) fn change(expected: &Client, client: &Client) -> ClientWrite {
    ClientWrite { expected: Some(expected.clone()), client: client.clone() }
}

/// A client with a registry code.
pub(super) fn coded(name: &str, code: &str) -> Client {
    Client { registry_code: Some(code.to_owned()), ..client(name) }
}

/// What is said when another client has the registry code.
pub(super) fn taken(by: &str) -> Result<(), ClientRefusal> {
    Err(ClientRefusal::RegistryCodeTaken(id(by)))
}

/// Writes clients; what came of each.
pub(super) async fn write(
    harness: &dyn ClientsHarness,
    firm: &FirmId,
    writes: &[ClientWrite],
) -> Vec<Result<(), ClientRefusal>> {
    harness.clients().write_clients(firm, writes).await.unwrap()
}

/// Writes clients that were not there, of the first firm.
pub(super) async fn add(harness: &dyn ClientsHarness, clients: &[Client]) {
    let writes: Vec<ClientWrite> = clients.iter().cloned().map(new).collect();
    assert_eq!(write(harness, &firm_a(), &writes).await, vec![Ok(()); clients.len()]);
}

/// All clients of a firm.
pub(super) async fn all(harness: &dyn ClientsHarness, firm: &FirmId) -> Vec<Client> {
    harness.clients().clients(firm).await.unwrap()
}

/// One that has everything.
fn full() -> Client {
    let accountant = Some("raamatupidaja".to_owned());
    Client {
        id: id("full"),
        name: "Õunapuu OÜ 'x' \"株\"".to_owned(),
        registry_code: Some(" 1042 1629".to_owned()),
        vat_number: Some("EE100594102".to_owned()),
        contacts: vec![
            Contact { note: accountant, ..contact(ContactKind::Phone, "+372 555") },
            contact(ContactKind::Person, "Mari Maasikas"),
            contact(ContactKind::Email, "mari@kask.ee"),
            contact(ContactKind::Address, "Pikk 1, 10123 Tallinn"),
        ],
        default_member: Some(member(FORMER_MEMBER, false)),
        active: false,
    }
}

/// With its owner, who gets the tasks that are nobody else's, its own registry code, and what it pays for.
pub async fn a_firm_is_found_as_it_is(harness: &dyn ClientsHarness) {
    for firm in two_firms() {
        assert_eq!(harness.clients().firm(&firm.id).await.unwrap(), Some(firm));
    }
}

/// A firm that doesn't exist is no error.
pub async fn an_unknown_firm_is_not_found(harness: &dyn ClientsHarness) {
    assert_eq!(harness.clients().firm(&id("nobody")).await.unwrap(), None);
}

/// Nothing of a client is lost, nor the order of its contacts.
pub async fn a_client_comes_back_as_it_was_written(harness: &dyn ClientsHarness) {
    for written in [full(), client("plain")] {
        add(harness, std::slice::from_ref(&written)).await;
        assert_eq!(harness.clients().client(&firm_a(), &written.id).await.unwrap(), Some(written.clone()));
        assert!(all(harness, &firm_a()).await.contains(&written));
    }
}

/// From everything to nothing and back.
pub async fn every_field_can_be_changed_and_emptied(harness: &dyn ClientsHarness) {
    let plain = Client { id: id("full"), ..client("Kask") };
    let mut turned = full();
    turned.contacts.reverse();
    turned.contacts.truncate(3);
    add(harness, &[full()]).await;
    for (before, after) in [(full(), plain.clone()), (plain, turned.clone()), (turned, full())] {
        assert_eq!(write(harness, &firm_a(), &[change(&before, &after)]).await, [Ok(())]);
        assert_eq!(all(harness, &firm_a()).await, [after]);
    }
}

/// Who lost the answer writes again, new or changed: it is one client.
pub async fn the_same_write_again_does_no_harm(harness: &dyn ClientsHarness) {
    let after = Client { name: "Kask".to_owned(), ..full() };
    for writes in [[new(full())], [change(&full(), &after)]] {
        for _ in 0..2 {
            assert_eq!(write(harness, &firm_a(), &writes).await, [Ok(())]);
        }
    }
    assert_eq!(all(harness, &firm_a()).await, [after]);
}

/// Whatever differs from what was read.
pub async fn what_somebody_changed_is_not_overwritten(harness: &dyn ClientsHarness) {
    add(harness, &[full()]).await;
    let after = Client { name: "Kask".to_owned(), ..full() };
    let mut contacts = full().contacts;
    contacts.swap(0, 1);
    for read in [
        Client { name: "Tamm".to_owned(), ..full() },
        Client { registry_code: None, ..full() },
        Client { vat_number: None, ..full() },
        Client { contacts, ..full() },
        Client { default_member: None, ..full() },
        Client { active: true, ..full() },
    ] {
        assert_eq!(write(harness, &firm_a(), &[change(&read, &after)]).await, [Err(ClientRefusal::Changed)]);
        assert_eq!(all(harness, &firm_a()).await, [full()]);
    }
}

/// An identity that is there already is not new.
pub async fn a_new_client_does_not_overwrite_another(harness: &dyn ClientsHarness) {
    add(harness, &[client("Kask")]).await;
    let other = Client { name: "Tamm".to_owned(), ..client("Kask") };
    assert_eq!(write(harness, &firm_a(), &[new(other)]).await, [Err(ClientRefusal::Changed)]);
    assert_eq!(all(harness, &firm_a()).await, [client("Kask")]);
}

/// What was read and is not there any more does not come back.
pub async fn a_client_that_is_gone_is_not_changed(harness: &dyn ClientsHarness) {
    let after = Client { name: "Tamm".to_owned(), ..client("Kask") };
    assert_eq!(
        write(harness, &firm_a(), &[change(&client("Kask"), &after)]).await,
        [Err(ClientRefusal::Changed)]
    );
    assert_eq!(all(harness, &firm_a()).await, []);
}

/// What is refused stands between what is written, and stops none of it.
pub async fn each_write_has_its_own_result_in_order(harness: &dyn ClientsHarness) {
    add(harness, &[coded("Kask", "10421629")]).await;
    let writes = [
        new(client("Tamm")),
        new(coded("Lepp", "10421629")),
        new(coded("Kask", "10421629")),
        new(client("Kask")),
        new(client("Saar")),
    ];
    let expected = [Ok(()), taken("Kask"), Ok(()), Err(ClientRefusal::Changed), Ok(())];
    assert_eq!(write(harness, &firm_a(), &writes).await, expected);
    assert_eq!(write(harness, &firm_a(), &[]).await, []);
    let expected = [coded("Kask", "10421629"), client("Saar"), client("Tamm")];
    assert_eq!(all(harness, &firm_a()).await, expected);
}

/// One firm sees nothing of another.
pub async fn another_firms_client_is_not_seen(harness: &dyn ClientsHarness) {
    add(harness, &[client("Kask")]).await;
    assert_eq!(harness.clients().client(&firm_b(), &id("Kask")).await.unwrap(), None);
    assert_eq!(all(harness, &firm_b()).await, []);
}

/// Even where identities are the same.
pub async fn another_firms_client_is_not_changed(harness: &dyn ClientsHarness) {
    add(harness, &[full()]).await;
    let same_id = Client { id: id("full"), ..client("Tamm") };
    let edit = change(&full(), &same_id);
    assert_eq!(write(harness, &firm_b(), &[edit]).await, [Err(ClientRefusal::Changed)]);
    assert_eq!(write(harness, &firm_b(), &[new(same_id.clone())]).await, [Ok(())]);
    assert_eq!(all(harness, &firm_a()).await, [full()]);
    assert_eq!(all(harness, &firm_b()).await, [same_id]);
}

/// The list is in order of names, then of identities.
pub async fn clients_come_by_name(harness: &dyn ClientsHarness) {
    let twin = Client { name: "Kask".to_owned(), ..client("A-Kask") };
    add(harness, &[client("Tamm"), client("Kask"), client("Lepp"), twin]).await;
    let ids: Vec<String> = all(harness, &firm_a()).await.iter().map(|client| client.id.to_string()).collect();
    assert_eq!(ids, ["A-Kask", "Kask", "Lepp", "Tamm"]);
}

/// Clients belong to a firm that exists.
pub async fn clients_of_no_firm_are_refused(harness: &dyn ClientsHarness) {
    let refused = harness.clients().write_clients(&id("nobody"), &[new(client("Kask"))]).await;
    assert_eq!(refused, Err(ClientsError::NoSuchFirm(id("nobody"))));
}
