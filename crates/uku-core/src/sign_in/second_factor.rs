use secrecy::{ExposeSecret, SecretString};

use super::{Account, TokenDigest};
use crate::vault::{SealedDataKey, SealedSecret, SecretPlace, Vault, VaultError};

/// An authenticator app that makes codes for an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// The data key of the account, sealed.
    pub data_key: SealedDataKey,
    /// The secret that the app has too, sealed.
    pub secret: SealedSecret,
    /// Whether the app has shown that it has the secret. Until then no code is asked for.
    pub confirmed: bool,
    /// The latest time step whose code was accepted: neither this nor an earlier one is accepted again.
    pub last_step: Option<u64>,
    /// Of the recovery codes that were not used.
    pub recovery: Vec<TokenDigest>,
}

/// How many recovery codes a person gets.
pub const RECOVERY_CODES: usize = 8;

/// What of an account's secrets the authenticator's is.
const NAME: &str = "authenticator";

fn owner(account: &Account) -> String {
    format!("member:{}", account.member)
}

fn place(account: &Account) -> SecretPlace {
    SecretPlace { firm: account.firm.clone(), owner: owner(account), name: NAME }
}

impl SecondFactor {
    /// Seals the secret of an authenticator that is not confirmed yet, under a new data key.
    pub(super) async fn seal(
        vault: &dyn Vault,
        account: &Account,
        secret: &SecretString,
    ) -> Result<Self, VaultError> {
        let data_key = vault.new_data_key(&account.firm, &owner(account)).await?;
        let secret = vault.seal(&data_key, &place(account), secret).await?;
        Ok(Self { data_key, secret, confirmed: false, last_step: None, recovery: Vec::new() })
    }

    /// The secret of an account's authenticator.
    pub(super) async fn open(
        &self,
        vault: &dyn Vault,
        account: &Account,
    ) -> Result<SecretString, VaultError> {
        vault.open(&self.data_key, &place(account), &self.secret).await
    }

    /// The data key sealed under the newest master key; none if it is already.
    pub(super) async fn reseal(
        &self,
        vault: &dyn Vault,
        account: &Account,
    ) -> Result<Option<SealedDataKey>, VaultError> {
        vault.reseal(&account.firm, &owner(account), &self.data_key).await
    }

    /// Whether both are the same authenticator.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.secret == other.secret
    }

    /// Accepts the code of a time step, unless it or a later one was accepted before.
    pub(super) fn accept_step(&mut self, step: u64) -> bool {
        let is_new = self.last_step.is_none_or(|last| step > last);
        if is_new {
            self.last_step = Some(step);
        }
        is_new
    }

    /// Accepts a recovery code, once.
    pub(super) fn accept_recovery(&mut self, code: &TokenDigest) -> bool {
        let before = self.recovery.len();
        self.recovery.retain(|kept| kept != code);
        self.recovery.len() < before
    }
}

/// The recovery code that a random token makes: 80 bits, in groups that a person can write down.
pub(super) fn recovery_code(token: &SecretString) -> SecretString {
    let digits = TokenDigest::of(token);
    let groups: Vec<&str> =
        (0..4).filter_map(|group| digits.as_str().get(group * 5..group * 5 + 5)).collect();
    groups.join("-").into()
}

/// What is kept of a recovery code, however it was typed.
pub(super) fn recovery_digest(typed: &SecretString) -> TokenDigest {
    let typed = typed.expose_secret();
    let mut plain = String::with_capacity(typed.len());
    plain.extend(
        typed.chars().filter(char::is_ascii_alphanumeric).map(|character| character.to_ascii_lowercase()),
    );
    TokenDigest::of(&plain.into())
}
