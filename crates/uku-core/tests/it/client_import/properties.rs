use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::select;
use uku_core::client::{
    Client, ClientField, ClientId, ClientProfile, ContactKind, ProfileRow, registry_code_key,
};
use uku_core::client_import::{
    AsClient, ClientSource, ImportSource, ImportState, OwnBooksSource, ReviewRow, RowChoice, RowKey, RowKind,
    SignInSource,
};
use uku_core::ledger::{CompanyDirectory as _, Login};
use uku_testkit::build::{contact, profile};
use uku_testkit::fake::{FakeDirectory, FakeLedger};

use super::house::{House, Listed, company, untick};
use crate::fragile::{Fault, FragileClients, FragileStore, When};
use crate::support::{block_on, cases};

const SOURCES: [ImportSource; 3] = [ImportSource::Directory, ImportSource::OwnBooks, ImportSource::File];
const NAMES: [&str; 6] = ["Kask", "Tammepuu Talu", "Ромашка", "株式会社", "☕", "Maasikas ja Mustikas"];

/// What a person does with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    AsProposed,
    Tick,
    Untick,
    TickAndOverwrite,
}

#[derive(Debug, Clone)]
enum Step {
    /// Imports some companies: which, in which version, and what a person chooses; it may crash at a call.
    Import {
        source: usize,
        rows: Vec<(usize, u8, Choice)>,
        crash: Option<(usize, bool)>,
    },
    /// A person changes a field of one of the clients.
    Edit {
        client: usize,
        field: ClientField,
    },
    Delete {
        client: usize,
    },
}

fn a_step() -> impl Strategy<Value = Step> {
    let choice = select(vec![
        Choice::AsProposed,
        Choice::AsProposed,
        Choice::Tick,
        Choice::Untick,
        Choice::TickAndOverwrite,
    ]);
    let rows = prop::collection::vec((0..NAMES.len(), 0..3_u8, choice), 1..8);
    let crash = prop::option::of((1..12_usize, any::<bool>()));
    let import = (0..SOURCES.len(), rows, crash).prop_map(|(source, rows, crash)| Step::Import {
        source,
        rows,
        crash,
    });
    let field = select(vec![ClientField::Name, ClientField::VatNumber, ClientField::RegistryCode]);
    prop_oneof![
        4 => import,
        2 => (0..10_usize, field).prop_map(|(client, field)| Step::Edit { client, field }),
        1 => (0..10_usize).prop_map(|client| Step::Delete { client }),
    ]
}

/// What a source says of a company. The last two have no registry code; of them a file says the same name always.
fn said(source: ImportSource, number: usize, version: u8) -> ClientProfile {
    let known_by_name_only = number >= 4 && source == ImportSource::File;
    let version = if known_by_name_only { 0 } else { version };
    ClientProfile {
        source_id: (source != ImportSource::File).then(|| number.to_string()),
        name: format!("{}{}", NAMES[number], ["", " Grupp", " Uus Nimi"][usize::from(version)]),
        registry_code: (number < 4).then(|| format!("1000000{number}").replace("10000000", "10000009")),
        vat_number: (version > 0).then(|| format!("EE{number}{version}")),
        contacts: vec![contact(ContactKind::Email, &format!("{number}@{source:?}"))],
    }
}

/// The firm with what must stay true of it.
struct World {
    house: House,
    /// What people wrote by hand and nobody overwrote since.
    by_hand: BTreeMap<(ClientId, ClientField), Option<String>>,
    /// Rows that were unticked last.
    declined: BTreeSet<RowKey>,
    edits: u32,
}

fn of(client: &Client, field: ClientField) -> Option<String> {
    match field {
        ClientField::Name => Some(client.name.clone()),
        ClientField::VatNumber => client.vat_number.clone(),
        _ => client.registry_code.clone(),
    }
}

impl World {
    async fn step(&mut self, step: Step) {
        match step {
            Step::Import { source, rows, crash } => {
                self.import(SOURCES[source], &rows, crash).await;
                self.import_again(SOURCES[source], &rows).await;
            }
            Step::Edit { client, field } => self.edit(client, field).await,
            Step::Delete { client } => self.delete(client).await,
        }
        self.holds().await;
    }

    async fn some_client(&self, number: usize) -> Option<Client> {
        let clients = self.house.all().await;
        (!clients.is_empty()).then(|| clients[number % clients.len()].clone())
    }

    async fn edit(&mut self, number: usize, field: ClientField) {
        let Some(mut client) = self.some_client(number).await else { return };
        self.edits += 1;
        match field {
            ClientField::Name => client.name = format!("Käsitsi {} nimetatud", self.edits * 7919),
            ClientField::VatNumber => client.vat_number = Some(format!("FI{}", self.edits)),
            _ => client.registry_code = Some(format!("9{:07}", self.edits)),
        }
        self.by_hand.insert((client.id.clone(), field), of(&client, field));
        self.house.clients.put(client);
    }

    async fn delete(&mut self, number: usize) {
        let Some(client) = self.some_client(number).await else { return };
        self.house.clients.delete(&client);
        self.by_hand.retain(|(id, _), _| *id != client.id);
    }

    async fn fetch(&self, source: ImportSource, rows: &[(usize, u8, Choice)]) -> Vec<ReviewRow> {
        let rows: Vec<ProfileRow> =
            rows.iter().map(|(number, version, _)| Ok(said(source, *number, *version))).collect();
        let mut listed: Box<dyn ClientSource> = match source {
            ImportSource::Directory => {
                let directory = FakeDirectory::new("a@b.ee", "pw", 3, rows);
                let login = Login { email: "a@b.ee".to_owned(), password: "pw".into() };
                Box::new(SignInSource(directory.sign_in(login).await.ok().unwrap()))
            }
            ImportSource::OwnBooks => {
                let books = FakeLedger::new(&self.house.clock, 3, []);
                books.books().lock().unwrap().customers = rows;
                Box::new(OwnBooksSource::new(Box::new(books)))
            }
            ImportSource::File => Box::new(Listed::rows(source, rows)),
        };
        let import = self.house.import_from(listed.as_mut()).await;
        assert_eq!(import.state, ImportState::Ready);
        self.house.review().await
    }

    async fn import(
        &mut self,
        source: ImportSource,
        rows: &[(usize, u8, Choice)],
        crash: Option<(usize, bool)>,
    ) {
        for row in self.fetch(source, rows).await {
            let key = RowKey::of(source, &row.profile).unwrap();
            let declined = self.declined.contains(&key);
            assert!(!declined || (!row.ticked && row.declined.is_some()), "not remembered: {row:?}");
            let wanted =
                rows.iter().find(|(number, ..)| said(source, *number, 0).contacts == row.profile.contacts);
            let choice = wanted.map_or(Choice::AsProposed, |(_, _, choice)| *choice);
            self.choose(&row, key, choice).await;
        }
        if let Some((at, after)) = crash {
            let fault = Fault::new(at, if after { When::After } else { When::Before });
            let clients = FragileClients(&self.house.clients, fault.clone());
            let store = FragileStore(&self.house.store, fault);
            let _ = self.house.confirm_with(&clients, &store).await;
        }
        if !matches!(self.house.latest().await.state, ImportState::Confirmed(_)) {
            self.house.confirm().await;
        }
        self.house.assert_every_intent_has_its_outcome().await;
    }

    async fn choose(&mut self, row: &ReviewRow, key: RowKey, choice: Choice) {
        let decided = match (choice, &row.kind) {
            (Choice::AsProposed, _) => return,
            (Choice::Untick, _) => {
                self.declined.insert(key);
                untick()
            }
            (_, RowKind::PossibleDuplicate { candidates }) => {
                self.declined.remove(&key);
                RowChoice {
                    ticked: Some(true),
                    as_client: Some(AsClient::Existing(candidates[0].client.clone())),
                    ..RowChoice::default()
                }
            }
            (Choice::TickAndOverwrite, RowKind::Update { client, changes }) => {
                self.declined.remove(&key);
                let overwrite: BTreeSet<ClientField> = changes.iter().map(|change| change.field).collect();
                self.by_hand.retain(|(id, field), _| id != client || !overwrite.contains(field));
                RowChoice { ticked: Some(true), overwrite, ..RowChoice::default() }
            }
            _ => {
                self.declined.remove(&key);
                RowChoice { ticked: Some(true), ..RowChoice::default() }
            }
        };
        self.house.choose(&[(row.number, decided)]).await.unwrap();
    }

    /// The same list again has nothing new for whatever was imported.
    async fn import_again(&mut self, source: ImportSource, rows: &[(usize, u8, Choice)]) {
        use uku_core::client_import::RowResult::{Created, Unchanged, Updated};
        let done = self.house.rows().await;
        let again = self.fetch(source, rows).await;
        assert_eq!(done.len(), again.len());
        for (done, again) in done.into_iter().zip(again) {
            let nothing_new = match &again.kind {
                RowKind::Unchanged { .. } => true,
                RowKind::Update { changes, .. } => {
                    changes.iter().all(|change| change.by_hand && !change.ticked)
                }
                _ => false,
            };
            if matches!(done.done.unwrap().result, Created | Updated | Unchanged) {
                assert!(nothing_new && !again.ticked, "{again:?}");
            }
        }
    }

    async fn holds(&self) {
        let clients = self.house.all().await;
        let (mut codes, mut rows) = (BTreeSet::new(), BTreeSet::new());
        for client in &clients {
            let code = client.registry_code.as_deref().and_then(registry_code_key);
            assert!(code.is_none_or(|code| codes.insert(code)), "one registry code twice: {clients:#?}");
            for contact in &client.contacts {
                assert!(rows.insert(contact.value.clone()), "one row twice: {clients:#?}");
            }
        }
        for ((id, field), value) in &self.by_hand {
            let client = clients.iter().find(|client| client.id == *id).unwrap();
            assert_eq!(of(client, *field), *value, "{field} of {client:?}");
        }
    }
}

proptest! {
    #![proptest_config(cases(200))]

    /// Whatever happens, in whichever order: never two clients with one registry code, nor two for one row of a source;
    /// what a person wrote stays until they say otherwise; what was declined stays so; the same list again is nothing
    /// new; and of everything that was intended the outcome is recorded.
    #[test]
    fn imports_edits_ticks_deletions_and_crashes_in_any_order(steps in prop::collection::vec(a_step(), 1..12)) {
        block_on(async {
            let house = House::new().await;
            let (by_hand, declined) = (BTreeMap::new(), BTreeSet::new());
            let mut world = World { house, by_hand, declined, edits: 0 };
            for step in steps {
                world.step(step).await;
            }
        });
    }
}

#[test]
fn five_thousand_companies_are_imported_three_times_with_edits_between() {
    const ALL: u32 = 5_000;
    block_on(async {
        let house = House::new().await;
        // Every tenth has no registry code.
        let list = |name: &str| -> Vec<ClientProfile> {
            let row = |number: u32| match number % 10 {
                0 => profile(&format!("Nimeta {number}")),
                _ => company(&format!("{name} {number}"), &format!("{}", 10_000_000 + number)),
            };
            (0..ALL).map(row).collect()
        };
        house.import(list("Firma")).await;
        let unticked: Vec<_> =
            (0..ALL).filter(|number| number % 100 == 7).map(|at| (at + 1, untick())).collect();
        house.choose(&unticked).await.unwrap();
        let first = house.confirm().await;
        assert_eq!((first.created, first.declined), (4_950, 50));

        // A person renames every hundredth, one of each kind, and the source renames all with a registry code.
        let mut edited = BTreeMap::new();
        for client in house.all().await {
            let number: u32 = client.name.rsplit(' ').next().unwrap().parse().unwrap();
            if number % 100 == 10 || number % 100 == 11 {
                let client = Client { name: format!("Minu {number}"), ..client };
                edited.insert(client.id.clone(), client.name.clone());
                house.clients.put(client);
            }
        }
        assert_eq!(edited.len(), 100);
        let second = house.take(list("Ettevõte")).await;
        assert_eq!((second.created, second.updated), (0, 4_400));

        house.import(list("Ettevõte")).await;
        let proposed = house.review().await.into_iter().filter(|row| row.ticked).count();
        assert_eq!(proposed, 0);
        let third = house.confirm().await;
        assert_eq!((third.created, third.updated, third.left), (0, 0, ALL));

        let clients = house.all().await;
        assert_eq!(clients.len(), 4_950);
        for (id, name) in edited {
            assert!(clients.iter().any(|client| client.id == id && client.name == name), "{name}");
        }
        house.assert_every_intent_has_its_outcome().await;
    });
}
