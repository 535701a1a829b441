//! The invented sign-in, and the list of companies behind it.

use std::collections::HashSet;

use serde_json::{Value, json};
use smartaccounts_sim::{Fault, FaultKind, Matching, SimConfig, Simulator, UserKind};

use crate::client::{Client, Reply, config, http, simulate};

async fn reply(request: reqwest::RequestBuilder) -> Reply {
    let response = request.send().await.unwrap();
    Reply {
        status: response.status().as_u16(),
        date: response.headers()["date"].to_str().unwrap().to_owned(),
        text: response.text().await.unwrap(),
    }
}

async fn sign_in_with(sim: &Simulator, body: &Value) -> Reply {
    reply(http().post(format!("{}/sign-in", sim.directory_url())).body(body.to_string())).await
}

async fn sign_in(sim: &Simulator, kind: UserKind) -> Reply {
    let user = sim.user(kind);
    sign_in_with(sim, &json!({ "email": user.email, "password": user.password })).await
}

async fn token(sim: &Simulator, kind: UserKind) -> String {
    sign_in(sim, kind).await.json()["token"].as_str().unwrap().to_owned()
}

async fn page(sim: &Simulator, token: &str, page: usize) -> Reply {
    let url = format!("{}/companies?page={page}", sim.directory_url());
    reply(http().get(url).header("authorization", format!("Bearer {token}"))).await
}

/// All rows, page by page.
async fn companies(sim: &Simulator) -> Vec<Value> {
    let token = token(sim, UserKind::Accountant).await;
    let mut rows = Vec::new();
    for number in 1.. {
        let answer = page(sim, &token, number).await.json();
        rows.extend(answer["companies"].as_array().unwrap().iter().cloned());
        if answer["hasMoreEntries"] == false {
            break;
        }
    }
    rows
}

#[tokio::test]
async fn everybody_gets_the_answer_they_should() {
    let sim = simulate(config()).await;
    let accountant = sim.accountant();
    let other = sim.user(UserKind::Inactive).password;
    let wrong = sign_in_with(&sim, &json!({ "email": accountant.email, "password": other })).await;
    assert_eq!((wrong.status, wrong.codes()), (401, vec!["LOGIN-WRONG".to_owned()]));
    let inactive = sign_in(&sim, UserKind::Inactive).await;
    assert_eq!((inactive.status, inactive.codes()), (403, vec!["USER-INACTIVE".to_owned()]));
    assert_eq!(sign_in_with(&sim, &json!({ "email": 7 })).await.status, 400);
    let newcomer = token(&sim, UserKind::WithoutCompanies).await;
    assert_eq!(page(&sim, &newcomer, 1).await.json(), json!({ "companies": [], "hasMoreEntries": false }));
    assert_ne!(token(&sim, UserKind::Accountant).await, token(&sim, UserKind::Accountant).await);
    assert_eq!(page(&sim, "nobody", 1).await.codes(), ["SIGNED-OUT"]);
}

#[tokio::test]
async fn the_list_is_that_of_the_companies() {
    let sim = simulate(SimConfig { companies: 23, page_size: 10, ..config() }).await;
    let rows = companies(&sim).await;
    let listed: Vec<(&str, &str)> = rows
        .iter()
        .map(|row| (row["name"].as_str().unwrap(), row["registryCode"].as_str().unwrap()))
        .collect();
    let expected: Vec<(&str, &str)> =
        sim.keys().iter().map(|keys| (keys.name.as_str(), keys.registry_code.as_str())).collect();
    assert_eq!(listed, expected);
    for row in &rows {
        assert!(row["vatNumber"].as_str().unwrap().starts_with("EE"));
        assert_eq!(row["address"]["country"], "EE");
        let kinds = row["contacts"].as_array().unwrap().iter().map(|contact| &contact["type"]);
        assert_eq!(kinds.collect::<Vec<_>>(), ["EMAIL", "PHONE", "PERSON"]);
    }
    // The firm's own books know the same companies as customers.
    let parameters = "fetchAddresses=true&fetchContacts=true";
    let customers = Client::new(&sim, 0).all("purchasesales/clients:get", parameters, "clients").await;
    assert_eq!(customers.len(), 22);
    for (row, customer) in rows.iter().skip(1).zip(&customers) {
        assert_eq!(row["registryCode"], customer["regCode"]);
        assert_eq!((&row["address"], &row["contacts"]), (&customer["address"], &customer["contacts"]));
    }
}

#[tokio::test]
async fn sixty_thousand_companies_are_no_trouble() {
    let sim = simulate(SimConfig { companies: 60_000, page_size: 1_000, ..config() }).await;
    let rows = companies(&sim).await;
    let codes: HashSet<&str> = rows.iter().map(|row| row["registryCode"].as_str().unwrap()).collect();
    assert_eq!((rows.len(), codes.len()), (60_000, 60_000));
}

#[tokio::test]
async fn a_test_changes_the_list() {
    let sim = simulate(SimConfig { companies: 4, ..config() }).await;
    let client = Client::new(&sim, 0);
    let before = companies(&sim).await;
    let added = [json!({ "id": before[1]["id"], "name": "Корабль ΑΒΓ", "registryCode": "1" }), json!(7)];
    let change = json!({
        "add": added,
        "remove": [before[0]["id"]],
        "rename": { before[2]["id"].as_str().unwrap(): "" },
    });
    assert_eq!(client.control("directory", &change).await, json!({}));
    let mut expected = before[1..].to_vec();
    expected[1]["name"] = "".into();
    expected.extend(added);
    assert_eq!(companies(&sim).await, expected);

    for odd in [json!({ "remove": [before[0]["id"]] }), json!({ "rename": { "x": "y" } }), json!({ "x": 1 })]
    {
        let url = format!("{}/_sim/directory", sim.root_url());
        assert_eq!(http().post(url).body(odd.to_string()).send().await.unwrap().status(), 400, "{odd}");
    }
    assert_eq!(companies(&sim).await, expected);
}

#[tokio::test]
async fn sign_ins_are_ended() {
    let sim = simulate(config()).await;
    let token = token(&sim, UserKind::Accountant).await;
    assert_eq!(page(&sim, &token, 1).await.status, 200);
    Client::new(&sim, 0).control("directory", &json!({ "signOut": true })).await;
    assert_eq!(page(&sim, &token, 1).await.status, 401);
}

#[tokio::test]
async fn faults_happen_here_too_and_requests_are_counted() {
    let sim = simulate(config()).await;
    let fault = |path: &str, kind| {
        let matching = Matching { path: Some(path.to_owned()), ..Matching::default() };
        let body = Some("{}".to_owned());
        sim.inject(Fault { matching, kind, body, times: Some(1), ms: Some(60_000), ..Fault::default() });
    };
    fault("invented/sign-in", FaultKind::Error);
    assert_eq!(sign_in(&sim, UserKind::Accountant).await.status, 500);
    let token = token(&sim, UserKind::Accountant).await;
    let url = format!("{}/companies", sim.directory_url());
    let bearer = format!("Bearer {token}");
    let try_page = || http().get(&url).header("authorization", &bearer).send();

    fault("invented/companies", FaultKind::Body);
    assert_eq!(page(&sim, &token, 1).await.text, "{}");
    fault("invented/companies", FaultKind::Garble);
    assert!(serde_json::from_str::<Value>(&page(&sim, &token, 1).await.text).is_err());
    fault("invented/companies", FaultKind::Cut);
    assert!(try_page().await.unwrap().text().await.is_err());
    fault("invented/companies", FaultKind::LostAnswer);
    assert!(try_page().await.unwrap_err().is_request());
    fault("invented/companies", FaultKind::Endless);
    assert_eq!(page(&sim, &token, 9).await.json()["hasMoreEntries"], true);
    assert_eq!(page(&sim, &token, 9).await.json(), json!({ "companies": [], "hasMoreEntries": false }));

    let stats = sim.stats().remove("invented").unwrap();
    assert_eq!(stats.requests, 8);
    assert_eq!(stats.by_status, [(0, 1), (200, 6), (500, 1)].into());
    fault("invented/companies", FaultKind::Delay);
    assert!(tokio::time::timeout(std::time::Duration::from_millis(50), try_page()).await.is_err());
}

#[test]
fn users_come_from_the_seed_and_print_no_password() {
    let users = config().users();
    assert_eq!(users, config().users());
    assert_ne!(users, SimConfig { seed: 2, ..config() }.users());
    let kinds: Vec<UserKind> = users.iter().map(|user| user.kind).collect();
    assert_eq!(kinds, UserKind::ALL);
    for user in &users {
        let printed = format!("{user:?}");
        assert!(!printed.contains(&user.password) && !printed.contains(&user.email), "{printed}");
    }
}
