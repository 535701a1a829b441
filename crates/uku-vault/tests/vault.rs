//! The vault keeps the contract, and master keys can be changed.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails by panicking")]

use secrecy::{ExposeSecret, SecretString};
use uku_core::vault::{SealedDataKey, SealedSecret, SecretPlace, Vault, VaultError};
use uku_testkit::build::firm_a;
use uku_vault::{KeyVault, MasterKeys, MasterKeysError};

uku_testkit::vault_contract!(super::vault(&["2026"]));

/// A vault with master keys of these ids, the newest first.
fn vault(ids: &[&str]) -> KeyVault {
    let key =
        |id: &&str| format!("{id}:{}", format!("{:02x}", id.bytes().fold(0_u8, u8::wrapping_add)).repeat(32));
    let lines: Vec<String> = ids.iter().map(key).collect();
    KeyVault::new(MasterKeys::read(&lines.join("\n").into()).unwrap())
}

fn place() -> SecretPlace {
    SecretPlace { firm: firm_a(), owner: "kask".to_owned(), name: "secret_key" }
}

#[tokio::test]
async fn a_new_master_key_takes_over_one_data_key_at_a_time() {
    let (old, both, new) = (vault(&["2025"]), vault(&["2026", "2025"]), vault(&["2026"]));
    let key = old.new_data_key(&firm_a(), "kask").await.unwrap();
    let sealed = old.seal(&key, &place(), &SecretString::from("0f1e")).await.unwrap();

    assert_eq!(both.open(&key, &place(), &sealed).await.unwrap().expose_secret(), "0f1e");
    let gone = new.open(&key, &place(), &sealed).await.err();
    assert_eq!(gone, Some(VaultError::NoMasterKey("2025".to_owned())));

    let resealed = both.reseal(&firm_a(), "kask", &key).await.unwrap().unwrap();
    assert_eq!(both.reseal(&firm_a(), "kask", &resealed).await, Ok(None));
    assert_eq!(new.open(&resealed, &place(), &sealed).await.unwrap().expose_secret(), "0f1e");
}

#[tokio::test]
async fn the_id_of_a_master_key_can_not_be_exchanged() {
    let key = vault(&["2025"]).new_data_key(&firm_a(), "kask").await.unwrap();
    let mut renamed = key.clone();
    renamed.0[5] = b'6';
    // A key of the other id with the same bytes opens neither.
    let same_bytes =
        format!("2026:{}", format!("{:02x}", "2025".bytes().fold(0_u8, u8::wrapping_add)).repeat(32));
    let same_bytes = KeyVault::new(MasterKeys::read(&same_bytes.into()).unwrap());
    assert_eq!(same_bytes.reseal(&firm_a(), "kask", &renamed).await, Err(VaultError::DoesNotOpen));
}

#[tokio::test]
async fn a_newer_format_is_told_apart_from_a_wrong_key() {
    let vault = vault(&["2026"]);
    let key = vault.new_data_key(&firm_a(), "kask").await.unwrap();
    let newer = vault.open(&key, &place(), &SealedSecret(vec![2; 60])).await.err();
    assert_eq!(newer, Some(VaultError::NewerFormat(2)));
    let newer = vault.reseal(&firm_a(), "kask", &SealedDataKey(vec![9; 60])).await;
    assert_eq!(newer, Err(VaultError::NewerFormat(9)));
}

#[test]
fn texts_that_are_no_master_keys_are_refused_without_telling_them() {
    let good = "ab".repeat(32);
    let read = |text: &str| MasterKeys::read(&text.into()).err();
    assert_eq!(read(" \n,"), Some(MasterKeysError::None));
    let long_id = format!("{}:{good}", "i".repeat(33));
    for wrong in
        [&good, ":", "id:ab", &format!("i d:{good}"), &format!("id:{good}0"), &format!(":{good}"), &long_id]
    {
        assert_eq!(read(&format!("2026:{good}\n{wrong}")), Some(MasterKeysError::NotAKey(2)), "{wrong}");
    }
    let same = read(&format!("2026:{good},2026:{good}"));
    assert_eq!(same, Some(MasterKeysError::SameId("2026".to_owned())));
    let printed = format!("{:?} {:?}", vault(&["2026", "2025"]), same);
    assert!(
        printed.starts_with("KeyVault { master_keys: [\"2026\", \"2025\"] }") && !printed.contains(&good)
    );
}
