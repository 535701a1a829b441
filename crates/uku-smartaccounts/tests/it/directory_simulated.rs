//! The invented sign-in keeps the contract against the simulator.

use std::collections::HashSet;
use std::sync::Mutex;
use std::time::Duration;

use async_trait::async_trait;
use secrecy::SecretString;
use serde_json::{Value, json};
use smartaccounts_sim::{
    DirectoryChange, Fault, FaultKind, Matching, SimConfig, SimUser, Simulator, UserKind,
};
use uku_core::client::{ClientProfile, Contact, ContactKind, ProfileRow};
use uku_core::ledger::{CompanyDirectory, DirectoryError, Login};
use uku_smartaccounts::Directory;
use uku_testkit::contract::directory::DirectoryHarness;

use crate::directory::directory;
use crate::support::http;

uku_testkit::directory_contract!(super::Simulated::with(8, 3).await);

struct Simulated {
    simulator: Simulator,
    directory: Directory,
    /// Who signs in.
    user: Mutex<UserKind>,
}

fn login_of(user: SimUser) -> Login {
    Login { email: user.email, password: SecretString::from(user.password) }
}

impl Simulated {
    async fn with(companies: u16, page_size: u32) -> Self {
        let config = SimConfig { companies, page_size, ..SimConfig::default() };
        let simulator = Simulator::start(config, ([127, 0, 0, 1], 0).into()).await.unwrap();
        let directory = directory(&simulator.directory_url());
        Self { simulator, directory, user: Mutex::new(UserKind::Accountant) }
    }

    /// The rows as they come over the wire.
    async fn rows(&self) -> Vec<Value> {
        let url = self.simulator.directory_url();
        let user = self.simulator.accountant();
        let body = json!({ "email": user.email, "password": user.password }).to_string();
        let answer = http().post(format!("{url}/sign-in")).body(body).send().await.unwrap();
        let token: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        let mut rows = Vec::new();
        for page in 1.. {
            let bearer = format!("Bearer {}", token["token"].as_str().unwrap());
            let request = http().get(format!("{url}/companies?page={page}")).header("authorization", bearer);
            let answer: Value =
                serde_json::from_str(&request.send().await.unwrap().text().await.unwrap()).unwrap();
            rows.extend(answer["companies"].as_array().unwrap().iter().cloned());
            if answer["hasMoreEntries"] == false {
                break;
            }
        }
        rows
    }

    async fn all(&self) -> Result<Vec<ProfileRow>, DirectoryError> {
        let mut signed_in = self.directory.sign_in(self.login()).await?;
        let mut rows = Vec::new();
        while let Some(page) = signed_in.next_page().await? {
            rows.extend(page);
        }
        Ok(rows)
    }

    fn fault(&self, path: &str, kind: FaultKind, times: Option<u64>) {
        let matching = Matching { path: Some(path.to_owned()), ..Matching::default() };
        self.simulator.inject(Fault { matching, kind, times, ms: Some(60_000), ..Fault::default() });
    }
}

fn profile(row: &Value) -> ClientProfile {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let kind = |contact: &Value| match contact["type"].as_str().unwrap() {
        "PERSON" => ContactKind::Person,
        "EMAIL" => ContactKind::Email,
        "PHONE" => ContactKind::Phone,
        other => panic!("{other} is no contact that the simulator makes"),
    };
    let contacts = row["contacts"].as_array().unwrap().iter();
    let mut contacts: Vec<Contact> =
        contacts.map(|contact| Contact::new(kind(contact), &text(&contact["value"]))).collect();
    let parts =
        ["address1", "city", "county", "postalCode", "country"].map(|part| text(&row["address"][part]));
    contacts.push(Contact::new(ContactKind::Address, &parts.join(", ")));
    ClientProfile {
        source_id: Some(text(&row["id"])),
        name: text(&row["name"]),
        registry_code: Some(text(&row["registryCode"])),
        vat_number: Some(text(&row["vatNumber"])),
        contacts,
    }
}

#[async_trait]
impl DirectoryHarness for Simulated {
    fn directory(&self) -> &dyn CompanyDirectory {
        &self.directory
    }

    fn login(&self) -> Login {
        login_of(self.simulator.user(*self.user.lock().unwrap()))
    }

    async fn companies(&self) -> Vec<ClientProfile> {
        self.rows().await.iter().map(profile).collect()
    }

    async fn deactivate_user(&self) {
        *self.user.lock().unwrap() = UserKind::Inactive;
    }

    async fn take_all_companies(&self) {
        *self.user.lock().unwrap() = UserKind::WithoutCompanies;
    }

    async fn spoil_one(&self) -> usize {
        let mut last = self.rows().await.pop().unwrap();
        let remove = vec![last["id"].as_str().unwrap().to_owned()];
        last["name"] = json!(["no", "text"]);
        let change = DirectoryChange { remove, add: vec![last], ..DirectoryChange::default() };
        self.simulator.change_directory(change).unwrap();
        self.rows().await.len() - 1
    }
}

#[tokio::test]
async fn twenty_thousand_companies_come_once_each() {
    let simulated = Simulated::with(20_000, 500).await;
    let rows: Vec<ClientProfile> = simulated.all().await.unwrap().into_iter().map(Result::unwrap).collect();
    let ids: HashSet<&String> = rows.iter().filter_map(|row| row.source_id.as_ref()).collect();
    assert_eq!((rows.len(), ids.len()), (20_000, 20_000));
    assert_eq!(simulated.simulator.stats()["invented"].requests, 41);
}

#[tokio::test]
async fn repeats_odd_names_and_odd_codes_are_passed_on_as_they_are() {
    let simulated = Simulated::with(3, 2).await;
    let first = simulated.rows().await.remove(0);
    let odd = json!({ "id": "odd", "name": "Корабль 株式会社 \u{202e}ΑΒΓ", "registryCode": "123" });
    let add = vec![first.clone(), odd, json!({ "name": "" }), json!(null), json!("Kask OÜ")];
    simulated.simulator.change_directory(DirectoryChange { add, ..DirectoryChange::default() }).unwrap();
    let rows = simulated.all().await.unwrap();
    assert_eq!(rows.len(), 8);
    assert_eq!((&rows[0], &rows[3]), (&Ok(profile(&first)), &Ok(profile(&first))));
    let odd = rows[4].as_ref().unwrap();
    assert_eq!(
        (odd.name.as_str(), odd.registry_code.as_deref()),
        ("Корабль 株式会社 \u{202e}ΑΒΓ", Some("123"))
    );
    assert_eq!(rows[5], Ok(ClientProfile::default()));
    assert!(rows[6].is_err() && rows[7].is_err());
}

#[tokio::test]
async fn what_fails_on_the_way_has_a_meaning_too() {
    let simulated = Simulated::with(5, 2).await;
    for kind in [FaultKind::Error, FaultKind::Cut, FaultKind::Garble, FaultKind::LostAnswer] {
        simulated.fault("invented/companies", kind, Some(1));
        assert_eq!(simulated.all().await.unwrap().len(), 5, "{kind:?}");
        simulated.simulator.clear_faults();
        simulated.fault("invented/sign-in", kind, None);
        let before = simulated.simulator.stats()["invented"].requests;
        let refused = simulated.all().await.unwrap_err();
        let expected = matches!(refused, DirectoryError::Unreachable { .. } | DirectoryError::Garbled { .. });
        assert!(expected, "{kind:?} {refused:?}");
        assert_eq!(simulated.simulator.stats()["invented"].requests - before, 1, "{kind:?}");
        simulated.simulator.clear_faults();
    }
    simulated.fault("invented/sign-in", FaultKind::Delay, None);
    let waited = tokio::time::timeout(Duration::from_secs(30), simulated.all()).await.unwrap();
    assert_eq!(waited, Err(DirectoryError::NoAnswer));
    simulated.simulator.clear_faults();
    let mut signed_in = simulated.directory.sign_in(simulated.login()).await.unwrap();
    signed_in.next_page().await.unwrap();
    let sign_out = DirectoryChange { sign_out: true, ..DirectoryChange::default() };
    simulated.simulator.change_directory(sign_out).unwrap();
    assert_eq!(signed_in.next_page().await, Err(DirectoryError::SignedOut));
}
