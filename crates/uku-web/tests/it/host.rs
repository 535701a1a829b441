//! People whom a larger product signs in.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use uku_core::clock::Clock;
use uku_core::firm::{Plan, Role};
use uku_testkit::fake::ManualClock;
use uku_web::{Credentials, Gate, HostGate, HostKeys, HostKeysError, HostTokens, Identity};

/// Two private keys that are for these tests alone (Ed25519, PKCS 8).
const KEY: &str = "MC4CAQAwBQYDK2VwBCIEILBd4wVzQVlbVdsx+f8sUsjzBLkO4JZoU+gW++IPPhMK";
const ANOTHER_KEY: &str = "MC4CAQAwBQYDK2VwBCIEIOiq6ETXnQi3upbGR5v3mOIY5Xi2FCzjGFCcjoIax7W2";
/// The public half of the first.
const PUBLIC: &str = "fR4r4-4KKppTKkgi2QnRiLuQl00yd0p-O7ffim4QCMU";

/// What a host publishes, and how often it was asked.
#[derive(Clone, Default)]
struct Published(Arc<Mutex<(Option<String>, u32)>>);

impl Published {
    fn publish(&self, set: &Value) {
        self.0.lock().unwrap().0 = Some(set.to_string());
    }

    fn take_away(&self) {
        self.0.lock().unwrap().0 = None;
    }

    fn asked(&self) -> u32 {
        self.0.lock().unwrap().1
    }
}

#[async_trait]
impl HostKeys for Published {
    async fn read(&self) -> Result<String, HostKeysError> {
        let mut published = self.0.lock().unwrap();
        published.1 += 1;
        published.0.clone().ok_or_else(|| HostKeysError("nobody answers".to_owned()))
    }
}

struct House {
    clock: ManualClock,
    keys: Published,
    gate: HostGate,
}

fn set_of(name: &str) -> Value {
    json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": name, "x": PUBLIC }] })
}

impl House {
    fn new() -> Self {
        let (clock, keys) = (ManualClock::at("2026-11-10T10:00:00Z"), Published::default());
        keys.publish(&set_of("first"));
        let tokens = HostTokens { issuer: "https://uku.example".into(), audience: "smartaccounts".into() };
        let gate = HostGate::new(tokens, Box::new(keys.clone()), Arc::new(clock.clone()));
        Self { clock, keys, gate }
    }

    fn claims(&self) -> Value {
        let now = self.clock.now().timestamp();
        json!({
            "iss": "https://uku.example", "aud": "smartaccounts", "exp": now + 300, "sub": "mari",
            "name": "Mari Maasikas", "firm": "firm-a", "role": "admin", "plan": "elite"
        })
    }

    async fn identify(&self, token: String) -> Option<Identity> {
        self.gate.identify(&Credentials { token: Some(token.into()) }).await.unwrap()
    }

    async fn identify_by(&self, claims: &Value) -> Option<Identity> {
        self.identify(signed("first", KEY, claims)).await
    }
}

fn signed(name: &str, key: &str, claims: &Value) -> String {
    let header = Header { kid: Some(name.to_owned()), ..Header::new(Algorithm::EdDSA) };
    let key = EncodingKey::from_ed_der(&STANDARD.decode(key).unwrap());
    encode(&header, claims, &key).unwrap()
}

#[tokio::test]
async fn a_token_says_who_it_is() {
    let house = House::new();
    let identity = house.identify_by(&house.claims()).await.unwrap();
    assert_eq!((identity.name.as_str(), identity.actor.role), ("Mari Maasikas", Role::Admin));
    assert_eq!(identity.actor.firm.as_ref(), "firm-a");
    assert_eq!((identity.actor.subscription.plan, identity.actor.subscription.lapsed), (Plan::Elite, false));
    assert!(!identity.actor.exports_invoices);
}

#[tokio::test]
async fn what_is_missing_or_for_others_is_nobodys() {
    let house = House::new();
    for (claim, value) in [
        ("iss", json!("https://elsewhere.example")),
        ("aud", json!("another")),
        ("role", json!("emperor")),
        ("plan", json!("gold")),
        ("firm", json!("")),
        ("exp", Value::Null),
        ("sub", Value::Null),
        ("iss", Value::Null),
        ("aud", Value::Null),
    ] {
        let mut claims = house.claims();
        if value.is_null() {
            claims.as_object_mut().unwrap().remove(claim);
        } else {
            claims[claim] = value.clone();
        }
        assert_eq!(house.identify_by(&claims).await, None, "{claim} {value}");
    }
}

#[tokio::test]
async fn a_token_ends_and_begins_by_our_clock() {
    let house = House::new();
    let mut claims = house.claims();
    claims["nbf"] = json!(house.clock.now().timestamp() + 120);
    assert_eq!(house.identify_by(&claims).await, None);
    house.clock.advance(TimeDelta::seconds(61));
    assert!(house.identify_by(&claims).await.is_some());
    house.clock.advance(TimeDelta::seconds(300));
    assert_eq!(house.identify_by(&claims).await, None);
}

#[tokio::test]
async fn a_foreign_signature_is_nobodys() {
    let house = House::new();
    assert_eq!(house.identify(signed("first", ANOTHER_KEY, &house.claims())).await, None);
    let token = signed("first", KEY, &house.claims());
    let (rest, _) = token.rsplit_once('.').unwrap();
    assert_eq!(house.identify(format!("{rest}.")).await, None);
    for garbage in ["", "a", "a.b.c", "é.é.é"] {
        assert_eq!(house.identify(garbage.to_owned()).await, None, "{garbage}");
    }
}

#[tokio::test]
async fn a_token_signed_with_the_public_key_as_a_shared_secret_is_nobodys() {
    let house = House::new();
    let header = Header { kid: Some("first".to_owned()), ..Header::new(Algorithm::HS256) };
    let token = encode(&header, &house.claims(), &EncodingKey::from_secret(PUBLIC.as_bytes())).unwrap();
    assert_eq!(house.identify(token).await, None);
}

#[tokio::test]
async fn keys_are_read_again_when_the_host_changes_them_but_not_for_every_forged_name() {
    let house = House::new();
    assert!(house.identify_by(&house.claims()).await.is_some());
    house.keys.publish(&set_of("second"));
    house.clock.advance(TimeDelta::seconds(31));
    assert!(house.identify(signed("second", KEY, &house.claims())).await.is_some());
    assert_eq!(house.keys.asked(), 2);
    for name in ["x", "y", "z"] {
        assert_eq!(house.identify(signed(name, KEY, &house.claims())).await, None);
    }
    assert_eq!(house.keys.asked(), 2, "within half a minute");
    assert_eq!(house.identify_by(&house.claims()).await, None, "a key that was withdrawn");
}

#[tokio::test]
async fn while_the_host_is_away_its_former_keys_serve_on() {
    let house = House::new();
    assert!(house.identify_by(&house.claims()).await.is_some());
    house.keys.take_away();
    house.clock.advance(TimeDelta::minutes(11));
    assert!(house.identify_by(&house.claims()).await.is_some());
}

#[tokio::test]
async fn without_any_key_nobody_can_be_told_from_anybody() {
    let house = House::new();
    house.keys.take_away();
    let token = signed("first", KEY, &house.claims());
    let refused = house.gate.identify(&Credentials { token: Some(token.into()) }).await.unwrap_err();
    assert_eq!(refused.refused.status().as_u16(), 503);
}
