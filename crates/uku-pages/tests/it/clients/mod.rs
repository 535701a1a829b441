//! The pages of the clients.

mod edit;
mod import_data;
mod integration;
mod list;
mod one;
mod several;

use uku_core::activation::activate;
use uku_core::client::Client;
use uku_core::connection::{Connecting, Connection, ConnectionOwner, Saving};
use uku_core::counting::DataField;
use uku_core::firm::{Actor, Role};
use uku_core::ledger::EntryKind;
use uku_core::run::Epoch;
use uku_core::sign_in::Accounts as _;
use uku_core::store::IntegrationStore as _;
use uku_core::summary::{CustomField, CustomFieldKind, SummaryWrite, Tasks as _, Topic, WriteStamp};
use uku_testkit::build::{
    account, actor, at, client, draft, entry, firm_a, id, key, key_pair, settings_draft,
};
use uku_testkit::fake::FakeLedger;
use uku_web_testkit::{Answer, Browser, TestSite, Who};

pub(crate) const KASK_SECRET: &str = "secret-of-kask-0123";

/// A site whose firm uses the integration.
pub(crate) struct House(pub(crate) TestSite);

impl House {
    pub(crate) async fn new() -> Self {
        let site = TestSite::new(|site| uku_pages::pages(site).0);
        for who in [Who::Owner, Who::Admin, Who::Member] {
            site.accounts.put(&account(&firm_a(), &who.profile().unwrap()), &[]).await.unwrap().unwrap();
        }
        activate(&actor(Role::Admin), site.store.as_ref(), &site.clock).await.unwrap();
        Self(site)
    }

    pub(crate) fn owner(&self) -> Browser {
        self.0.visitor(Who::Owner)
    }

    pub(crate) fn put(&self, name: &str) -> Client {
        let client = client(name);
        self.0.clients.put(&firm_a(), client.clone());
        client
    }

    /// Gives the books with an entry of November that the keys of this name open.
    pub(crate) fn books(&self, public: &str) {
        let entries = [entry(7, "2026-11-03", EntryKind::ClientInvoice)];
        self.0.ledgers.give(&key_pair(public), FakeLedger::new(&self.0.clock, 100, entries));
    }

    /// Adds a client whose saved keys open its books, untested.
    pub(crate) async fn connect(&self, name: &str) -> Client {
        let client = self.put(name);
        self.books(name);
        let owner = ConnectionOwner::Client(client.id.clone());
        self.connecting(&actor(Role::Admin)).save(&owner, key_pair(name), Saving::Untested).await.unwrap();
        client
    }

    fn connecting<'a>(&'a self, actor: &'a Actor) -> Connecting<'a> {
        let means = &self.0.site.means;
        Connecting {
            actor,
            clients: means.clients.as_ref(),
            store: means.store.as_ref(),
            vault: means.vault.as_ref(),
            ledgers: means.ledgers.as_ref(),
            clock: means.clock.as_ref(),
        }
    }

    pub(crate) async fn connection(&self, name: &str) -> Option<Connection> {
        let mut work = self.0.store.open(&firm_a()).await.unwrap();
        work.connections().get(&ConnectionOwner::Client(id(name))).await.unwrap()
    }

    /// Completes the settings of the summary task: sales entries are counted.
    pub(crate) async fn complete_settings(&self) {
        let tasks = &self.0.tasks;
        let topic = Topic { id: id("books"), name: "Books".to_owned(), archived: false };
        tasks.put_topic(&firm_a(), &topic).await.unwrap();
        let field = CustomField {
            id: id(DataField::SalesEntries.key()),
            name: "Sales".to_owned(),
            kind: CustomFieldKind::Number,
            archived: false,
        };
        tasks.put_custom_field(&firm_a(), &field).await.unwrap();
        let mut work = self.0.store.open(&firm_a()).await.unwrap();
        work.put_settings_draft(&settings_draft(&[DataField::SalesEntries])).await.unwrap();
        work.commit().await.unwrap();
    }

    /// Writes a summary task of October with a number that Uku never wrote.
    pub(crate) async fn by_hand(&self, client: &str) {
        let draft = draft(key(client, "2026-10"), &[(DataField::SalesEntries.key(), 61)]);
        let stamp = WriteStamp { epoch: Epoch(1), counted_at: at("2026-11-01T03:00:00Z") };
        let write = SummaryWrite { draft, expected: None, stamp };
        self.0.tasks.write_summary(&firm_a(), &write).await.unwrap();
    }
}

/// The value of a hidden field.
pub(crate) fn hidden(answer: &Answer, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    let rest = answer.text.split(&field).nth(1).unwrap_or_else(|| panic!("no {name} in {}", answer.text));
    rest.split('"').next().unwrap().to_owned()
}
