//! Who the simulated companies are.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{codes, names};
use crate::dice::Dice;

/// One simulated company and the key pair that opens its books.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CompanyKeys {
    /// The company's name.
    pub name: String,
    /// Its code in the business register.
    pub registry_code: String,
    /// The `apikey` of its requests.
    pub public_key: String,
    /// What its requests are signed with.
    pub secret_key: String,
}

/// Serials from here on belong to partners that have no books of their own.
pub(crate) const PARTNER_SERIALS: u32 = 500_000;

pub(crate) fn name(seed: u64, number: u16) -> String {
    names::company(Dice::seeded(seed).on("companies"), u32::from(number))
}

/// The serial that a company's registry code and VAT number are made of; no two companies share one.
pub(crate) fn serial(seed: u64, number: u16) -> u32 {
    let offset = Dice::seeded(seed).on("serials").small(PARTNER_SERIALS);
    (u32::from(number) * 7919 + offset) % PARTNER_SERIALS
}

pub(crate) fn keys(seed: u64, number: u16) -> CompanyKeys {
    let digest = |part: &str| {
        hex::encode(Sha256::digest(format!("smartaccounts-sim {seed} {number} {part}").as_bytes()))
    };
    let mut public_key = digest("public");
    public_key.truncate(32);
    CompanyKeys {
        name: name(seed, number),
        registry_code: codes::registry_code(serial(seed, number)),
        public_key,
        secret_key: digest("secret"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_companies_share_a_name_a_code_or_a_key() {
        let companies: Vec<CompanyKeys> = (0..3000).map(|number| keys(1, number)).collect();
        let distinct =
            |of: fn(&CompanyKeys) -> &String| companies.iter().map(of).collect::<HashSet<_>>().len();
        assert_eq!(distinct(|company| &company.name), 3000);
        assert_eq!(distinct(|company| &company.registry_code), 3000);
        assert_eq!(distinct(|company| &company.public_key), 3000);
        assert_eq!(distinct(|company| &company.secret_key), 3000);
        assert_ne!(keys(2, 0).secret_key, companies[0].secret_key);
    }
}
