//! The adapter keeps the contract against the simulator, and both mean the same by each refusal.

use std::num::NonZeroU32;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use smartaccounts_sim::{Change, Fault, FaultKind, Manners, Mutation, Order, SimConfig, Simulator};
use uku_core::client::{ClientProfile, Contact, ContactKind};
use uku_core::clock::Clock;
use uku_core::counting::{Counting, DataField, FieldSet, Quiet};
use uku_core::ledger::{
    EntryId, EntryKind, KeyPair, Ledger, LedgerError, Ledgers, Patience, Priority, Right,
};
use uku_smartaccounts::{AllBooks, Api, SmartAccounts, server_time, sign};
use uku_testkit::build::{at, months};
use uku_testkit::contract::ledger::LedgerHarness;
use uku_testkit::fake::ManualClock;

use crate::probes::probe_of;
use crate::support::{NOW, config, http, october};

uku_testkit::ledger_contract!(super::Simulated::empty().await);

struct Simulated {
    simulator: Simulator,
    clock: ManualClock,
    books: SmartAccounts,
    public_key: String,
    secret_key: String,
}

impl Simulated {
    async fn empty() -> Self {
        let empty =
            Self::with(SimConfig { entries_per_month: 0, page_size: 3, ..SimConfig::default() }).await;
        empty.change(Change::Clear);
        empty
    }

    async fn with(sim: SimConfig) -> Self {
        let sim = SimConfig { companies: 1, limits: false, clock_start: Some(at(NOW)), ..sim };
        let simulator = Simulator::start(sim, ([127, 0, 0, 1], 0).into()).await.unwrap();
        let clock = ManualClock::at(NOW);
        let company = simulator.keys()[0].clone();
        let keys = KeyPair::new(&company.public_key, company.secret_key.as_str().into()).unwrap();
        let books = Api::new(config(&simulator.base_url(), &clock)).unwrap().open(keys, Priority::Bulk);
        Self { simulator, clock, books, public_key: company.public_key, secret_key: company.secret_key }
    }

    fn change(&self, change: Change) -> Vec<String> {
        self.simulator.mutate(Mutation { public_key: self.public_key.clone(), change }).unwrap()
    }

    /// Adds a customer through the simulator's API, and gives its identity.
    async fn add(&self, body: &str) -> String {
        let time = self.clock.now().with_timezone(&chrono_tz::Europe::Tallinn).format("%d%m%Y%H%M%S");
        let query = format!("apikey={}&timestamp={time}", self.public_key);
        let signature = sign(&self.secret_key.as_str().into(), &query, body);
        let url =
            format!("{}/purchasesales/clients:add?{query}&signature={signature}", self.simulator.base_url());
        let answer = http().post(url).body(body.to_owned()).send().await.unwrap().text().await.unwrap();
        let added: serde_json::Value = serde_json::from_str(&answer).unwrap();
        added["clientId"].as_str().unwrap().to_owned()
    }

    async fn ask(&self) -> Result<(), LedgerError> {
        self.books.entries(&october()).await.map(|_| ())
    }
}

fn doc_type(kind: EntryKind) -> String {
    let name = match kind {
        EntryKind::ClientInvoice => "CLIENT_INVOICE",
        EntryKind::VendorInvoice => "VENDOR_INVOICE",
        EntryKind::BankPayment => "BANK_PAYMENT",
        EntryKind::CashPayment => "CASH_PAYMENT",
        EntryKind::Manual => "LEDGER_ENTRY",
        EntryKind::VatReturn => "VAT_RETURN",
        EntryKind::WarehouseMovement => "WAREHOUSE_MOVEMENT",
        EntryKind::Depreciation => "PERIOD_DEPRECIATION",
        EntryKind::Payroll => "PERIOD_SALARY",
        EntryKind::Unknown => "SOMETHING_NEW",
    };
    name.to_owned()
}

#[async_trait]
impl LedgerHarness for Simulated {
    fn ledger(&self) -> &dyn Ledger {
        &self.books
    }

    async fn enter(&self, on: NaiveDate, kind: EntryKind) -> EntryId {
        let date = on.format("%Y-%m-%d").to_string();
        let add = Change::Add { doc_type: doc_type(kind), date, anchor: None, count: None, id: None };
        EntryId::from_text(&self.change(add)[0])
    }

    async fn delete(&self, id: EntryId) {
        self.change(Change::Delete { id: Some(id.to_string()), doc_type: None, month: None, count: None });
    }

    async fn add_customer(&self, name: &str) -> ClientProfile {
        let body = serde_json::json!({
            "name": name,
            "regCode": "10421629",
            "vatNumber": "EE100594102",
            "contacts": [
                { "type": "PERSON", "value": "Mari Maasikas", "description": "juhataja" },
                { "type": "WWW", "value": "https://kask.example" },
                { "type": "EMAIL", "value": "mari@kask.example" },
                { "type": "PHONE", "value": "+372 5123456" },
            ],
            "address": { "address1": "Pikk 1", "city": "Tallinn", "postalCode": "10133", "country": "EE" },
        });
        let id = self.add(&body.to_string()).await;
        let person = Contact::new(ContactKind::Person, "Mari Maasikas");
        ClientProfile {
            source_id: Some(id),
            name: name.to_owned(),
            registry_code: Some("10421629".to_owned()),
            vat_number: Some("EE100594102".to_owned()),
            contacts: vec![
                Contact { note: Some("juhataja".to_owned()), ..person },
                Contact::new(ContactKind::Email, "mari@kask.example"),
                Contact::new(ContactKind::Phone, "+372 5123456"),
                Contact::new(ContactKind::Address, "Pikk 1, Tallinn, 10133, EE"),
            ],
        }
    }

    async fn later(&self) -> DateTime<Utc> {
        self.simulator.advance(TimeDelta::minutes(1));
        self.clock.advance(TimeDelta::minutes(1));
        // The answers tell the time in whole seconds.
        DateTime::from_timestamp(self.simulator.now().timestamp(), 0).unwrap()
    }
}

#[tokio::test]
async fn a_year_is_counted_in_as_many_requests_as_it_has_pages() {
    for (page_size, order) in [(7, Order::DateAsc), (100, Order::DateDesc)] {
        let sim = SimConfig {
            entries_per_month: 23,
            page_size,
            manners: Manners { order, ..Manners::default() },
            ..SimConfig::default()
        };
        let simulated = Simulated::with(sim).await;
        let counting = Counting {
            ledger: &simulated.books,
            clock: &simulated.clock,
            patience: Patience::Endless,
            progress: &Quiet,
        };
        let fields =
            FieldSet::new([DataField::AllEntries, DataField::SalesEntries, DataField::Documents]).unwrap();
        let counted = counting.count(&fields, months("2025-11", "2026-10")).await;
        let truth = simulated.simulator.truth(&simulated.public_key, "2025-11", "2026-10").unwrap();
        let mut entries = 0;
        for month in &counted {
            let counts = month.counts.as_ref().unwrap();
            let kinds = &truth[&month.month.to_string()];
            let all: u64 = kinds.values().sum();
            entries += all;
            assert_eq!(counts[&DataField::AllEntries], all, "{}", month.month);
            assert_eq!(counts[&DataField::SalesEntries], kinds["CLIENT_INVOICE"], "{}", month.month);
        }
        assert_eq!(counted.len(), 12);
        assert_eq!(simulated.books.requests_sent(), entries.div_ceil(u64::from(page_size)));
    }
}

#[tokio::test]
async fn refusals_mean_the_same_on_both_sides() {
    let fault = |kind| Fault { kind, times: Some(1), ..Fault::default() };
    let simulated = Simulated::empty().await;
    simulated.simulator.inject(fault(FaultKind::OverLimit));
    assert!(matches!(simulated.ask().await, Err(LedgerError::OverLimit { .. })));
    simulated.simulator.inject(fault(FaultKind::Unpaid));
    assert_eq!(simulated.ask().await, Err(LedgerError::Unpaid));
    for kind in [FaultKind::Error, FaultKind::Cut, FaultKind::Garble, FaultKind::LostAnswer] {
        simulated.simulator.inject(fault(kind));
        simulated.ask().await.unwrap();
    }
    simulated.simulator.inject(Fault { kind: FaultKind::Huge, ..Fault::default() });
    assert!(matches!(simulated.ask().await, Err(LedgerError::Garbled { .. })));
    simulated.simulator.clear_faults();
    simulated.change(Change::Rights { deny: vec!["general/entries".to_owned()] });
    assert!(matches!(simulated.ask().await, Err(LedgerError::RightMissing { .. })));
    simulated.change(Change::Rights { deny: Vec::new() });
    simulated.change(Change::Revoke);
    assert_eq!(simulated.ask().await, Err(LedgerError::WrongKeys));
}

#[tokio::test]
async fn a_clock_that_is_wrong_by_hours_counts_all_the_same() {
    for hours in [-30, 5] {
        let simulated = Simulated::empty().await;
        simulated.clock.advance(TimeDelta::hours(hours));
        simulated.ask().await.unwrap();
        simulated.ask().await.unwrap();
        assert_eq!(simulated.books.requests_sent(), 3);
        assert_eq!(simulated.clock.now(), at(NOW) + TimeDelta::hours(hours));
    }
}

#[tokio::test]
async fn a_probe_finds_the_right_that_is_missing_and_the_clock_that_is_off() {
    let simulated = Simulated::with(SimConfig::default()).await;
    for right in Right::OWN_BOOKS {
        let probe = simulated.books.probe(&probe_of(right)).await.unwrap();
        assert_eq!(probe.latest.len(), if right == Right::Entries { 3 } else { 0 }, "{right}");
    }
    simulated.change(Change::Rights { deny: vec!["settings/vatpcs".to_owned()] });
    let what = "read VAT codes".to_owned();
    let denied = simulated.books.probe(&probe_of(Right::VatCodes)).await;
    assert_eq!(denied, Err(LedgerError::RightMissing { what }));
    simulated.clock.advance(TimeDelta::hours(2));
    match simulated.books.probe(&probe_of(Right::Entries)).await {
        Err(LedgerError::ClockOff { seconds }) => assert!((7_100..=7_200).contains(&seconds), "{seconds}"),
        other => panic!("expected a clock that is off, not {other:?}"),
    }
    assert_eq!(simulated.books.requests_sent(), 8);
}

#[tokio::test]
async fn the_firms_own_books_list_every_company() {
    let sim = SimConfig { companies: 501, limits: false, clock_start: Some(at(NOW)), ..SimConfig::default() };
    let simulator = Simulator::start(sim, ([127, 0, 0, 1], 0).into()).await.unwrap();
    let api = Api::new(config(&simulator.base_url(), &ManualClock::at(NOW))).unwrap();
    let now = server_time(&api).await.unwrap();
    assert!((now - at(NOW)).num_seconds() < 60, "{now}");
    assert!(simulator.stats().is_empty(), "no key's budget is spent for the time");

    let books: Arc<dyn Ledgers> = Arc::new(AllBooks(api));
    let own = &simulator.keys()[0];
    let keys = KeyPair::new(&own.public_key, own.secret_key.as_str().into()).unwrap();
    assert_eq!(books.fingerprint(keys.public()), books.fingerprint(keys.public()));
    let ledger = books.open(keys, Priority::Bulk);
    let mut names = Vec::new();
    for number in 1.. {
        let page = ledger.customers(NonZeroU32::new(number).unwrap()).await.unwrap();
        names.extend(page.customers.into_iter().map(|row| row.unwrap().name));
        if !page.more {
            break;
        }
    }
    let companies: Vec<&String> = simulator.keys()[1..].iter().map(|company| &company.name).collect();
    assert_eq!(names.iter().collect::<Vec<_>>(), companies);
    assert_eq!(ledger.requests_sent(), 5);
}
