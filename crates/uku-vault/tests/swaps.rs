//! What is sealed for one connection opens in no other place, whatever somebody does to the rows of a store.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails by panicking")]

use secrecy::ExposeSecret as _;
use uku_core::connection::{ConnectionOwner, SealedKeys};
use uku_core::firm::FirmId;
use uku_core::ledger::KeyPair;
use uku_core::vault::{SealedDataKey, SealedSecret};
use uku_testkit::build::{firm_a, firm_b, id};
use uku_vault::{KeyVault, MasterKeys};

struct Sealed {
    firm: FirmId,
    owner: String,
    secret: String,
    keys: SealedKeys,
}

fn vault() -> KeyVault {
    KeyVault::new(MasterKeys::read(&MasterKeys::new_line("2026-11").unwrap()).unwrap())
}

/// The connections of two firms, each with two clients and books of its own.
async fn sealed(vault: &KeyVault) -> Vec<Sealed> {
    let owners =
        [ConnectionOwner::OwnBooks, ConnectionOwner::Client(id("kask")), ConnectionOwner::Client(id("tamm"))];
    let mut all = Vec::new();
    for firm in [firm_a(), firm_b()] {
        for owner in owners.iter().map(ToString::to_string) {
            let secret = format!("secret-of-{firm}-{owner}");
            let pair = KeyPair::new(&format!("public-of-{firm}-{owner}"), secret.clone().into()).unwrap();
            let keys = SealedKeys::seal(vault, &firm, &owner, &pair).await.unwrap();
            all.push(Sealed { firm: firm.clone(), owner, secret, keys });
        }
    }
    all
}

#[tokio::test]
async fn no_mixture_of_rows_and_columns_opens_anywhere() {
    let vault = vault();
    let all = sealed(&vault).await;
    let columns: Vec<Vec<u8>> = all
        .iter()
        .flat_map(|Sealed { keys, .. }| {
            [keys.data_key.0.clone(), keys.public.0.clone(), keys.secret.0.clone()]
        })
        .collect();
    let mut opened = 0;
    for place in &all {
        for data_key in &columns {
            for public in &columns {
                for secret in &columns {
                    let mixed = SealedKeys {
                        data_key: SealedDataKey(data_key.clone()),
                        public: SealedSecret(public.clone()),
                        secret: SealedSecret(secret.clone()),
                    };
                    let open = mixed.open(&vault, &place.firm, &place.owner).await;
                    assert_eq!(open.is_ok(), mixed == place.keys);
                    if let Ok(pair) = open {
                        assert_eq!(pair.secret().expose_secret(), place.secret);
                        opened += 1;
                    }
                }
            }
        }
    }
    assert_eq!(opened, all.len());
}

#[tokio::test]
async fn no_byte_of_a_connection_can_be_changed() {
    let vault = vault();
    let place = sealed(&vault).await.remove(1);
    let lengths = [place.keys.data_key.0.len(), place.keys.public.0.len(), place.keys.secret.0.len()];
    for (column, length) in lengths.into_iter().enumerate() {
        for at in 0..length {
            for bit in 0..8 {
                let mut changed = place.keys.clone();
                let bytes = match column {
                    0 => &mut changed.data_key.0,
                    1 => &mut changed.public.0,
                    _ => &mut changed.secret.0,
                };
                bytes[at] ^= 1 << bit;
                let open = changed.open(&vault, &place.firm, &place.owner).await;
                assert!(open.is_err(), "column {column}, byte {at}, bit {bit}");
            }
        }
    }
}
