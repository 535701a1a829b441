//! The list of companies behind the invented sign-in, and who is signed in. The companies themselves are made as they
//! are asked for; only what a test changed is remembered.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::books::id::{Ids, Named, Side};
use crate::books::made::Made;
use crate::books::partner::{Address, Contact};
use crate::books::{codes, company};
use crate::config::SimConfig;
use crate::dice::Dice;
use crate::users::{SimUser, UserKind};

/// What a test changes in the list of companies, in this order.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DirectoryChange {
    /// Companies that disappear, by their ids.
    #[serde(default)]
    pub remove: Vec<String>,
    /// New names, by the companies' ids.
    #[serde(default)]
    pub rename: BTreeMap<String, String>,
    /// Rows that appear at the end, as they are: anything that is JSON.
    #[serde(default)]
    pub add: Vec<Value>,
    /// Ends every sign-in.
    #[serde(default)]
    pub sign_out: bool,
}

/// A company as its row shows it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Listed<'a> {
    id: String,
    name: &'a str,
    registry_code: String,
    vat_number: String,
    address: Address,
    contacts: Vec<Contact>,
}

pub(crate) struct Directory {
    firm: Made,
    ids: Ids,
    seed: u64,
    companies: u16,
    users: Vec<SimUser>,
    tokens: HashMap<String, UserKind>,
    sign_ins: u64,
    removed: BTreeSet<u16>,
    renamed: HashMap<u16, String>,
    added: Vec<Value>,
}

impl fmt::Debug for Directory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Directory").field("companies", &self.companies).finish_non_exhaustive()
    }
}

impl Directory {
    pub(crate) fn new(config: &SimConfig) -> Self {
        Self {
            firm: Made::new(config, 0),
            ids: Ids { dice: Dice::seeded(config.seed).on("directory"), company: 0 },
            seed: config.seed,
            companies: config.companies,
            users: config.users(),
            tokens: HashMap::new(),
            sign_ins: 0,
            removed: BTreeSet::new(),
            renamed: HashMap::new(),
            added: Vec::new(),
        }
    }

    /// Whose email and password these are.
    pub(crate) fn user(&self, email: &str, password: &str) -> Option<UserKind> {
        let matches = |user: &&SimUser| user.email.eq_ignore_ascii_case(email) && user.password == password;
        self.users.iter().find(matches).map(|user| user.kind)
    }

    /// Signs somebody in: a token that no other sign-in has.
    pub(crate) fn sign_in(&mut self, kind: UserKind, now: DateTime<Utc>) -> String {
        self.sign_ins += 1;
        let place = format!("smartaccounts-sim {} token {} {now:?}", self.seed, self.sign_ins);
        let token = hex::encode(Sha256::digest(place.as_bytes()));
        self.tokens.insert(token.clone(), kind);
        token
    }

    /// Who is signed in with a token.
    pub(crate) fn signed_in(&self, token: &str) -> Option<UserKind> {
        self.tokens.get(token).copied()
    }

    /// How many rows somebody sees.
    pub(crate) fn count(&self, kind: UserKind) -> usize {
        match kind {
            UserKind::Accountant => self.made_count() + self.added.len(),
            UserKind::Inactive | UserKind::WithoutCompanies => 0,
        }
    }

    fn made_count(&self) -> usize {
        usize::from(self.companies).saturating_sub(self.removed.len())
    }

    /// The rows at these places of the whole list.
    pub(crate) fn rows(&self, places: std::ops::Range<usize>) -> Vec<Value> {
        let made = self.made_count();
        let (first_made, last_made) = (places.start.min(made), places.end.min(made));
        let (first_added, last_added) = (places.start.max(made) - made, places.end.max(made) - made);
        // Places count only what is left, so each company removed before a place moves it on.
        let mut number = first_made;
        for removed in self.removed.iter().map(|&removed| usize::from(removed)) {
            if removed > number {
                break;
            }
            number += 1;
        }
        let left = (number..usize::from(self.companies)).filter_map(|number| u16::try_from(number).ok());
        let left = left.filter(|number| !self.removed.contains(number)).take(last_made - first_made);
        let mut rows: Vec<Value> = left.map(|number| self.listed(number)).collect();
        rows.extend(self.added.get(first_added..last_added).unwrap_or_default().iter().cloned());
        rows
    }

    fn listed(&self, number: u16) -> Value {
        let name = company::name(self.seed, number);
        let serial = company::serial(self.seed, number);
        let (address, contacts) = self.firm.found_at(Side::Client, u32::from(number), &name);
        let listed = Listed {
            id: self.ids.write(Named::Partner(Side::Client, u32::from(number))),
            name: self.renamed.get(&number).unwrap_or(&name),
            registry_code: codes::registry_code(serial),
            vat_number: codes::vat_number(serial),
            address,
            contacts,
        };
        serde_json::to_value(listed).unwrap_or_default()
    }

    /// Changes the list; nothing of it if an id is not there.
    pub(crate) fn change(&mut self, change: DirectoryChange) -> Result<(), String> {
        let DirectoryChange { remove, rename, add, sign_out } = change;
        let number = |id: &String| self.company(id).ok_or_else(|| format!("no company has the id {id:?}"));
        let remove = remove.iter().map(number).collect::<Result<Vec<_>, _>>()?;
        let rename: HashMap<u16, String> =
            rename.into_iter().map(|(id, name)| Ok((number(&id)?, name))).collect::<Result<_, String>>()?;
        self.removed.extend(remove);
        self.renamed.extend(rename);
        self.added.extend(add);
        if sign_out {
            self.tokens.clear();
        }
        Ok(())
    }

    fn company(&self, id: &str) -> Option<u16> {
        let Some(Named::Partner(Side::Client, number)) = self.ids.read(id) else { return None };
        u16::try_from(number).ok().filter(|number| *number < self.companies && !self.removed.contains(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_what_is_left() {
        let mut directory = Directory::new(&SimConfig { companies: 10, ..SimConfig::default() });
        let ids = |directory: &Directory, places| {
            let rows = directory.rows(places);
            rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let all = ids(&directory, 0..10);
        let gone = [0, 1, 4, 9].map(|place: usize| all[place].clone());
        let added = serde_json::json!({ "id": "added" });
        let change = DirectoryChange { remove: gone.to_vec(), add: vec![added], ..Default::default() };
        directory.change(change).unwrap();
        let mut left: Vec<String> = all.into_iter().filter(|id| !gone.contains(id)).collect();
        left.push("added".to_owned());
        assert_eq!(directory.count(UserKind::Accountant), 7);
        for from in 0..=7 {
            for to in from..=7 {
                assert_eq!(ids(&directory, from..to), left[from..to], "{from}..{to}");
            }
        }
    }
}
