//! The clauses of [`Vault`].

use secrecy::{ExposeSecret, SecretString};
use uku_core::vault::{SealedDataKey, SealedSecret, SecretPlace, Vault, VaultError};

use crate::build::{firm_a, firm_b};

/// A vault.
pub trait VaultHarness: Send + Sync {
    /// The adapter.
    fn vault(&self) -> &dyn Vault;
}

impl<V: Vault> VaultHarness for V {
    fn vault(&self) -> &dyn Vault {
        self
    }
}

suite! { $ vault_contract, vault {
    what_was_sealed_opens,
    nothing_of_the_secret_is_in_what_is_sealed,
    sealing_twice_gives_two_results,
    it_opens_in_no_other_place,
    it_opens_with_no_other_data_key,
    a_data_key_serves_its_owner_only,
    no_byte_can_be_changed,
    nothing_else_opens,
    a_data_key_under_the_newest_master_key_stays,
} }

const SECRET: &str = "0f1e2d3c4b5a õ";

fn place() -> SecretPlace {
    SecretPlace { firm: firm_a(), owner: "kask".to_owned(), name: "secret_key" }
}

async fn data_key(harness: &dyn VaultHarness) -> SealedDataKey {
    harness.vault().new_data_key(&firm_a(), "kask").await.unwrap()
}

async fn sealed(harness: &dyn VaultHarness, key: &SealedDataKey) -> SealedSecret {
    harness.vault().seal(key, &place(), &SecretString::from(SECRET)).await.unwrap()
}

async fn does_not_open(
    harness: &dyn VaultHarness,
    key: &SealedDataKey,
    place: &SecretPlace,
    sealed: &SealedSecret,
) -> bool {
    matches!(harness.vault().open(key, place, sealed).await, Err(VaultError::DoesNotOpen))
}

/// A secret comes back as it was, an empty one too.
pub async fn what_was_sealed_opens(harness: &dyn VaultHarness) {
    let key = data_key(harness).await;
    for secret in [SECRET, ""] {
        let sealed = harness.vault().seal(&key, &place(), &SecretString::from(secret)).await.unwrap();
        let open = harness.vault().open(&key, &place(), &sealed).await.unwrap();
        assert_eq!(open.expose_secret(), secret);
    }
}

/// Neither the whole nor a run of it stands in the sealed bytes.
pub async fn nothing_of_the_secret_is_in_what_is_sealed(harness: &dyn VaultHarness) {
    let key = data_key(harness).await;
    let sealed = sealed(harness, &key).await;
    for run in SECRET.as_bytes().windows(4) {
        assert!(!sealed.0.windows(4).any(|bytes| bytes == run));
    }
}

/// Who sees two sealed secrets can't tell whether they are the same.
pub async fn sealing_twice_gives_two_results(harness: &dyn VaultHarness) {
    let key = data_key(harness).await;
    assert_ne!(sealed(harness, &key).await, sealed(harness, &key).await);
    assert_ne!(key, data_key(harness).await);
}

/// Not for another firm, another owner, another of the owner's secrets.
pub async fn it_opens_in_no_other_place(harness: &dyn VaultHarness) {
    let key = data_key(harness).await;
    let sealed = sealed(harness, &key).await;
    for other in [
        SecretPlace { firm: firm_b(), ..place() },
        SecretPlace { owner: "tamm".to_owned(), ..place() },
        SecretPlace { name: "public_key", ..place() },
        SecretPlace { owner: "kasksecret".to_owned(), name: "_key", ..place() },
    ] {
        assert!(does_not_open(harness, &key, &other, &sealed).await, "{other:?}");
    }
}

/// A data key that is gone can't be replaced by a new one: that is how secrets are destroyed.
pub async fn it_opens_with_no_other_data_key(harness: &dyn VaultHarness) {
    let key = data_key(harness).await;
    let sealed = sealed(harness, &key).await;
    assert!(does_not_open(harness, &data_key(harness).await, &place(), &sealed).await);
}

/// A data key moved to another owner or firm seals and opens nothing there.
pub async fn a_data_key_serves_its_owner_only(harness: &dyn VaultHarness) {
    let key = data_key(harness).await;
    for other in
        [SecretPlace { firm: firm_b(), ..place() }, SecretPlace { owner: "tamm".to_owned(), ..place() }]
    {
        let refused = harness.vault().seal(&key, &other, &SecretString::from(SECRET)).await;
        assert_eq!(refused, Err(VaultError::DoesNotOpen));
        let refused = harness.vault().reseal(&other.firm, &other.owner, &key).await;
        assert_eq!(refused, Err(VaultError::DoesNotOpen));
    }
}

/// Any change of what is stored is noticed.
pub async fn no_byte_can_be_changed(harness: &dyn VaultHarness) {
    let key = data_key(harness).await;
    let sealed = sealed(harness, &key).await;
    for index in 0..sealed.0.len() {
        let mut changed = sealed.clone();
        changed.0[index] ^= 1;
        assert!(harness.vault().open(&key, &place(), &changed).await.is_err(), "byte {index} of the secret");
    }
    for index in 0..key.0.len() {
        let mut changed = key.clone();
        changed.0[index] ^= 1;
        assert!(
            harness.vault().open(&changed, &place(), &sealed).await.is_err(),
            "byte {index} of the data key"
        );
    }
}

/// What is too short, or something else, is refused and nothing worse.
pub async fn nothing_else_opens(harness: &dyn VaultHarness) {
    let key = data_key(harness).await;
    let sealed = sealed(harness, &key).await;
    for length in 0..sealed.0.len() {
        let cut = SealedSecret(sealed.0[..length].to_vec());
        assert!(does_not_open(harness, &key, &place(), &cut).await, "{length} bytes of the secret");
    }
    for length in 0..key.0.len() {
        let cut = SealedDataKey(key.0[..length].to_vec());
        assert!(
            harness.vault().open(&cut, &place(), &sealed).await.is_err(),
            "{length} bytes of the data key"
        );
    }
    assert!(does_not_open(harness, &key, &place(), &SealedSecret(key.0.clone())).await);
}

/// There is nothing to seal anew until there is a newer master key.
pub async fn a_data_key_under_the_newest_master_key_stays(harness: &dyn VaultHarness) {
    let key = data_key(harness).await;
    assert_eq!(harness.vault().reseal(&firm_a(), "kask", &key).await, Ok(None));
}
