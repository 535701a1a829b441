use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::OnceLock;

use super::names::name_key;
use crate::client::{Client, ClientId, ClientProfile, registry_code_key};

/// Names shorter than this differ by a letter too easily to mean anything.
const SHORTEST_ALIKE: usize = 5;

/// A person chooses among no more than so many.
const MOST_CANDIDATES: usize = 20;

/// Why a client may be the one that a row stands for. A person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Similarity {
    /// Several clients have the row's registry code.
    SameRegistryCode,
    /// The names are equal but for legal form, accents and marks.
    SameName,
    /// The names have the same words in another order.
    SameWords,
    /// The names differ by one letter.
    OneLetter,
    /// The VAT numbers are equal; companies of a VAT group share one.
    SameVatNumber,
}

impl fmt::Display for Similarity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::SameRegistryCode => "has the same registry code, and so has another client",
            Self::SameName => "has the same name",
            Self::SameWords => "has the same words in its name",
            Self::OneLetter => "has a name that differs by one letter",
            Self::SameVatNumber => "has the same VAT number",
        })
    }
}

/// A client that a row may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The client.
    pub client: ClientId,
    /// Its name.
    pub name: String,
    /// Why it may be.
    pub why: Similarity,
}

/// What matching says of a row.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Match<'a> {
    /// It is this client: the registry code decides.
    Is(&'a Client),
    /// It may be one of these.
    MayBe(Vec<Candidate>),
    /// Nobody is like it.
    Nobody,
}

impl Match<'_> {
    /// Who it may be.
    pub(super) fn candidates(self) -> Vec<Candidate> {
        match self {
            Self::MayBe(candidates) => candidates,
            Self::Is(_) | Self::Nobody => Vec::new(),
        }
    }
}

/// A firm's clients, ready to be recognised.
#[derive(Debug, Default)]
pub struct Index {
    clients: Vec<Client>,
    /// The keys of their names, in the same order.
    names: Vec<String>,
    by_id: HashMap<ClientId, usize>,
    by_code: Places,
    by_name: Places,
    /// Made when a row is like nobody by name: most imports never need it.
    alike: OnceLock<Alike>,
}

/// Where the clients of a key are.
type Places = HashMap<String, BTreeSet<usize>>;

#[derive(Debug, Default)]
struct Alike {
    words: Places,
    variants: Places,
    vat_numbers: Places,
}

impl Index {
    /// An index of these clients.
    #[must_use]
    pub fn new(clients: Vec<Client>) -> Self {
        let mut index = Self::default();
        for client in clients {
            index.put(client);
        }
        index
    }

    /// Adds a client, or takes it in the place of the one with the same identity.
    pub fn put(&mut self, client: Client) {
        let known = self.by_id.get(&client.id).copied();
        let at = known.unwrap_or(self.clients.len());
        if let Some(code) = key_of(client.registry_code.as_ref()) {
            push(&mut self.by_code, code, at);
        }
        let name = name_key(&client.name);
        push(&mut self.by_name, name.clone(), at);
        if let Some(alike) = self.alike.get_mut() {
            alike.put(&client, &name, at);
        }
        if known.is_some() {
            self.clients[at] = client;
            self.names[at] = name;
        } else {
            self.by_id.insert(client.id.clone(), at);
            self.clients.push(client);
            self.names.push(name);
        }
    }

    /// The client of this identity.
    #[must_use]
    pub fn client(&self, id: &ClientId) -> Option<&Client> {
        self.by_id.get(id).map(|at| &self.clients[*at])
    }

    /// Who has a registry code. Former codes of clients that were put again don't count.
    pub(super) fn with_code(&self, code: &str) -> Vec<&Client> {
        let Some(code) = registry_code_key(code) else { return Vec::new() };
        let has = |at: &usize| key_of(self.clients[*at].registry_code.as_ref()).as_ref() == Some(&code);
        self.by_code
            .get(&code)
            .into_iter()
            .flatten()
            .filter(|at| has(at))
            .map(|at| &self.clients[*at])
            .collect()
    }

    /// Which client a source speaks of. The registry code decides; names and VAT numbers only suggest.
    pub(super) fn find(&self, profile: &ClientProfile) -> Match<'_> {
        let code = key_of(profile.registry_code.as_ref());
        let same_code = code.as_deref().map(|code| self.with_code(code)).unwrap_or_default();
        match same_code.as_slice() {
            [only] => return Match::Is(only),
            [] => {}
            several => {
                let several = several.iter().copied();
                return Match::MayBe(candidates(several, Similarity::SameRegistryCode));
            }
        }
        let name = name_key(&profile.name);
        if name.is_empty() {
            return Match::Nobody;
        }
        let same_name = self.at(self.by_name.get(&name), |at| self.names[at] == name);
        let mut found = candidates(same_name, Similarity::SameName);
        if found.is_empty() {
            found = self.alike(profile, &name, code.is_some());
        }
        if found.is_empty() { Match::Nobody } else { Match::MayBe(found) }
    }

    /// Clients that are like it in less certain ways. Two different registry codes are two different companies.
    fn alike(&self, profile: &ClientProfile, name: &str, has_code: bool) -> Vec<Candidate> {
        let alike = self.alike.get_or_init(|| {
            let mut alike = Alike::default();
            for (at, client) in self.clients.iter().enumerate() {
                alike.put(client, &self.names[at], at);
            }
            alike
        });
        let open = |at: usize| !has_code || key_of(self.clients[at].registry_code.as_ref()).is_none();
        let words = sorted_words(name);
        let same_words = words.as_ref().and_then(|words| alike.words.get(words));
        let same_words = self.at(same_words, |at| open(at) && sorted_words(&self.names[at]) == words);
        let mut found = candidates(same_words, Similarity::SameWords);
        let variants = variants(name);
        let one_letter = variants.iter().flat_map(|variant| {
            let differs_by_one = |at: usize| strsim::osa_distance(&self.names[at], name) == 1;
            self.at(alike.variants.get(variant), move |at| open(at) && differs_by_one(at))
        });
        found.extend(candidates(one_letter, Similarity::OneLetter));
        if let Some(number) = key_of(profile.vat_number.as_ref()) {
            let has = |at: usize| key_of(self.clients[at].vat_number.as_ref()).as_ref() == Some(&number);
            let same_number = self.at(alike.vat_numbers.get(&number), |at| open(at) && has(at));
            found.extend(candidates(same_number, Similarity::SameVatNumber));
        }
        let mut seen = BTreeSet::new();
        found.retain(|candidate: &Candidate| seen.insert(candidate.client.clone()));
        found.truncate(MOST_CANDIDATES);
        found
    }

    /// The clients at these places that fit. What was put in their place since may not.
    fn at<'a>(
        &'a self,
        places: Option<&'a BTreeSet<usize>>,
        fits: impl Fn(usize) -> bool + 'a,
    ) -> impl Iterator<Item = &'a Client> {
        places.into_iter().flatten().filter(move |at| fits(**at)).map(|at| &self.clients[*at])
    }
}

impl Alike {
    fn put(&mut self, client: &Client, name: &str, at: usize) {
        for variant in variants(name) {
            push(&mut self.variants, variant, at);
        }
        if let Some(words) = sorted_words(name) {
            push(&mut self.words, words, at);
        }
        if let Some(number) = key_of(client.vat_number.as_ref()) {
            push(&mut self.vat_numbers, number, at);
        }
    }
}

fn push(map: &mut Places, key: String, at: usize) {
    map.entry(key).or_default().insert(at);
}

fn key_of(code: Option<&String>) -> Option<String> {
    code.and_then(|code| registry_code_key(code))
}

/// The first of them. Dozens of clients may have the name of one row, so not all are looked at.
fn candidates<'a>(clients: impl Iterator<Item = &'a Client>, why: Similarity) -> Vec<Candidate> {
    let candidate = |client: &Client| Candidate { client: client.id.clone(), name: client.name.clone(), why };
    clients.take(MOST_CANDIDATES).map(candidate).collect()
}

/// The words in order; none for a single word, which has only one order.
fn sorted_words(name: &str) -> Option<String> {
    let mut words: Vec<&str> = name.split(' ').collect();
    words.sort_unstable();
    (words.len() > 1).then(|| words.join(" "))
}

/// A name and what is left of it without each one of its letters. Two names that differ by one letter (missing, added,
/// another, or exchanged with its neighbour) have one of these in common, so that nobody compares all with all.
fn variants(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() < SHORTEST_ALIKE {
        return Vec::new();
    }
    let without = |skipped: usize| -> String {
        letters.iter().enumerate().filter(|(at, _)| *at != skipped).map(|(_, letter)| letter).collect()
    };
    std::iter::once(name.to_owned()).chain((0..letters.len()).map(without)).collect()
}
