//! A firm with as many clients as the largest have, for measuring.

use uku_core::client::{Client, ClientWrite, Clients, ContactKind};
use uku_core::connection::{Connection, ConnectionState, ConnectionTrouble};
use uku_core::counting::DataField;
use uku_core::store::IntegrationStore;
use uku_core::summary::{CustomField, CustomFieldKind, Tasks, Topic};

use crate::build::{at, connection, contact, firm_a, id, sealed_keys};

/// How many clients the largest firms have.
pub const CLIENTS: usize = 10_000;

/// How many months of summary tasks they have.
pub const MONTHS: usize = 12;

const FIRST: [&str; 40] = [
    "Kask",
    "Tamm",
    "Saar",
    "Sepp",
    "Mägi",
    "Kukk",
    "Ilves",
    "Pärn",
    "Koppel",
    "Luik",
    "Raudsepp",
    "Õunapuu",
    "Põder",
    "Lepik",
    "Rebane",
    "Jõgi",
    "Järv",
    "Müür",
    "Vaher",
    "Känd",
    "Nõmm",
    "Rääk",
    "Sõber",
    "Tõnisson",
    "Võsu",
    "Ööbik",
    "Ülane",
    "Šokk",
    "Hõbe",
    "Kivi",
    "Laane",
    "Metsa",
    "Põhja",
    "Lõuna",
    "Viru",
    "Harju",
    "Tartu",
    "Pärnu",
    "Saare",
    "Hiiu",
];

const SECOND: [&str; 25] = [
    "Ehitus",
    "Kaubandus",
    "Transport",
    "Puit",
    "Metall",
    "Elekter",
    "Aiandus",
    "Kohvik",
    "Haldus",
    "Arendus",
    "Tarkvara",
    "Disain",
    "Mööbel",
    "Õmblus",
    "Köök",
    "Küte",
    "Veod",
    "Kinnisvara",
    "Konsult",
    "Meedia",
    "Spordiklubi",
    "Hambaravi",
    "Autohooldus",
    "Põllumajandus",
    "ja Pojad",
];

const KIND: [&str; 5] = ["OÜ", "OÜ", "AS", "MTÜ", "FIE"];

/// So many clients with names as Estonian firms have, many of them alike, in no order.
#[must_use]
pub fn clients(number: usize) -> Vec<Client> {
    (0..number).map(client).collect()
}

fn client(number: usize) -> Client {
    // A step that has no divisor in common with the number of names goes through all of them.
    let step = number * 7919;
    let pick = |words: &'static [&'static str], by: usize| words[step / by % words.len()];
    let (first, second) = (pick(&FIRST, 1), pick(&SECOND, FIRST.len()));
    let kind = pick(&KIND, FIRST.len() * SECOND.len());
    Client {
        registry_code: Some(format!("{}", 10_000_000 + step)),
        vat_number: (!number.is_multiple_of(3)).then(|| format!("EE{}", 100_000_000 + step)),
        contacts: vec![
            contact(ContactKind::Person, &format!("{first} {number}")),
            contact(ContactKind::Email, &format!("info{number}@example.ee")),
        ],
        active: !number.is_multiple_of(20),
        ..Client::named(id(&format!("client-{number:05}")), format!("{first} {second} {kind}"))
    }
}

/// Puts the clients, their connections, a topic and the main fields into the first firm. Their summary tasks are for whoever
/// has the tables: one by one it would take hours.
pub async fn fill(clients_port: &dyn Clients, tasks: &dyn Tasks, store: &dyn IntegrationStore) {
    let all = clients(CLIENTS);
    for some in all.chunks(1000) {
        let writes: Vec<ClientWrite> =
            some.iter().map(|client| ClientWrite { expected: None, client: client.clone() }).collect();
        let written = clients_port.write_clients(&firm_a(), &writes).await.unwrap();
        assert!(written.iter().all(Result::is_ok));
    }
    let mut work = store.open(&firm_a()).await.unwrap();
    for (number, client) in all.iter().enumerate().filter(|(number, _)| !number.is_multiple_of(9)) {
        let connection = connected(number, client);
        work.connections().put(&connection, &sealed_keys(1)).await.unwrap();
    }
    work.commit().await.unwrap();
    let books = Topic { id: id("books"), name: "Books".to_owned(), archived: false };
    tasks.put_topic(&firm_a(), &books).await.unwrap();
    for field in DataField::MAIN {
        let (id, name) = (id(field.key()), field.to_string());
        let field = CustomField { id, name, kind: CustomFieldKind::Number, archived: false };
        tasks.put_custom_field(&firm_a(), &field).await.unwrap();
    }
}

fn connected(number: usize, client: &Client) -> Connection {
    let since = at("2026-11-09T05:00:00Z");
    let state = match number % 20 {
        1 => ConnectionState::Untested,
        2 => ConnectionState::Failing { since, why: ConnectionTrouble::WrongKeys },
        _ => ConnectionState::Connected { at: since },
    };
    let paused = number % 50 == 3;
    Connection { state, paused, ..connection(client.id.as_ref(), client.id.as_ref()) }
}
