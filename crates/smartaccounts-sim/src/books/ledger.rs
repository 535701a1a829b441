//! One company's books: what the seed makes, with the changes since laid over it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};

use super::account::Article;
use super::doc::Doc;
use super::id::{DocKey, Named, Side, Spot};
use super::kind::Kind;
use super::made::Made;
use super::month::Month;
use super::partner::Partner;

/// Partners added since the start are numbered from here.
const ADDED_PARTNERS: u32 = 1 << 24;

/// One company's books.
#[derive(Debug)]
pub(crate) struct Ledger {
    pub(crate) made: Made,
    /// Documents added or changed since the start.
    kept: BTreeMap<DocKey, Doc>,
    /// Made documents that lie in `kept`, or nowhere any more.
    replaced: BTreeMap<(Month, Kind), BTreeSet<u32>>,
    chosen_ids: HashMap<String, DocKey>,
    pub(crate) deletions: Vec<Deletion>,
    added_docs: u32,
    added_partners: Vec<Partner>,
    /// Clients that the list of clients doesn't show any more: the made ones, and this many of the added partners.
    cleared: Option<usize>,
    added_articles: Vec<Article>,
    /// Nothing may be booked on this date or before.
    pub(crate) locked_until: Option<NaiveDate>,
    /// Whether the key was withdrawn.
    pub(crate) revoked: bool,
    /// Services such as `purchasesales/clients`, or one method of one, that the key may not use.
    pub(crate) denied: Vec<String>,
}

/// What is left of a deleted document.
#[derive(Debug)]
pub(crate) struct Deletion {
    pub(crate) at: DateTime<Utc>,
    pub(crate) kind: String,
    pub(crate) entry_id: String,
    pub(crate) source_id: String,
}

impl Ledger {
    pub(crate) fn new(made: Made) -> Self {
        Self {
            made,
            kept: BTreeMap::new(),
            replaced: BTreeMap::new(),
            chosen_ids: HashMap::new(),
            deletions: Vec::new(),
            added_docs: 0,
            added_partners: Vec::new(),
            cleared: None,
            added_articles: Vec::new(),
            locked_until: None,
            revoked: false,
            denied: Vec::new(),
        }
    }

    pub(crate) fn entry_id(&self, doc: &Doc) -> String {
        doc.chosen_id.clone().unwrap_or_else(|| self.made.ids.write(Named::Entry(doc.key)))
    }

    pub(crate) fn source_id(&self, key: DocKey) -> String {
        self.made.ids.write(Named::Source(key))
    }

    pub(crate) fn partner_id(&self, side: Side, number: u32) -> String {
        self.made.ids.write(Named::Partner(side, number))
    }

    /// The document whose entry has this id.
    pub(crate) fn by_entry_id(&self, id: &str, today: NaiveDate) -> Option<Doc> {
        if let Some(key) = self.chosen_ids.get(id) {
            return self.doc(*key, today);
        }
        match self.made.ids.read(id)? {
            Named::Entry(key) => self.doc(key, today).filter(|doc| doc.chosen_id.is_none()),
            Named::Source(_) | Named::Partner(..) => None,
        }
    }

    /// The document whose invoice or payment has this id.
    pub(crate) fn by_source_id(&self, id: &str, today: NaiveDate) -> Option<Doc> {
        match self.made.ids.read(id)? {
            Named::Source(key) => self.doc(key, today),
            Named::Entry(_) | Named::Partner(..) => None,
        }
    }

    fn doc(&self, key: DocKey, today: NaiveDate) -> Option<Doc> {
        match key {
            DocKey::Made(spot) if !self.is_replaced(spot) => self.made.at(spot, today),
            _ => self.kept.get(&key).cloned(),
        }
    }

    pub(crate) fn kept(&self) -> impl Iterator<Item = &Doc> {
        self.kept.values()
    }

    pub(crate) fn is_replaced(&self, spot: Spot) -> bool {
        self.replaced.get(&(spot.month, spot.kind)).is_some_and(|gone| gone.contains(&spot.index))
    }

    /// How many of these made documents are not where the seed put them.
    pub(crate) fn replaced_among(&self, month: Month, kind: Kind, indexes: std::ops::Range<u32>) -> usize {
        // A range that ends before it starts would panic.
        if indexes.is_empty() {
            return 0;
        }
        self.replaced.get(&(month, kind)).map_or(0, |gone| gone.range(indexes).count())
    }

    /// The key of the next document added.
    pub(crate) fn next_key(&mut self) -> DocKey {
        let key = DocKey::Added(self.added_docs);
        self.added_docs += 1;
        key
    }

    /// Keeps a document that was added or changed.
    pub(crate) fn keep(&mut self, doc: Doc) {
        self.replace(doc.key);
        if let Some(id) = &doc.chosen_id {
            self.chosen_ids.insert(id.clone(), doc.key);
        }
        self.kept.insert(doc.key, doc);
    }

    /// Deletes a document; change queries tell of it.
    pub(crate) fn delete(&mut self, doc: &Doc, at: DateTime<Utc>) {
        self.deletions.push(Deletion {
            at,
            kind: doc.kind.clone(),
            entry_id: self.entry_id(doc),
            source_id: self.source_id(doc.key),
        });
        self.replace(doc.key);
        self.kept.remove(&doc.key);
        if let Some(id) = &doc.chosen_id {
            self.chosen_ids.remove(id);
        }
    }

    fn replace(&mut self, key: DocKey) {
        if let DocKey::Made(spot) = key {
            self.replaced.entry((spot.month, spot.kind)).or_default().insert(spot.index);
        }
    }

    pub(crate) fn has_id(&self, id: &str) -> bool {
        self.chosen_ids.contains_key(id)
    }

    pub(crate) fn partner(&self, side: Side, number: u32) -> Option<Partner> {
        let added = || self.added_partners.iter().find(|added| added.side == side && added.number == number);
        self.made.partner(side, number).or_else(|| added().cloned())
    }

    pub(crate) fn partner_by_id(&self, side: Side, id: &str) -> Option<Partner> {
        match self.made.ids.read(id)? {
            Named::Partner(of, number) if of == side => self.partner(side, number),
            _ => None,
        }
    }

    pub(crate) fn partners(&self, side: Side) -> Vec<Partner> {
        let made = self.listed_numbers(side).filter_map(|number| self.made.partner(side, number));
        made.chain(self.listed_added(side).cloned()).collect()
    }

    pub(crate) fn partner_count(&self, side: Side) -> usize {
        self.listed_numbers(side).len() + self.listed_added(side).count()
    }

    /// The partner at a place of the list that `partners` makes.
    pub(crate) fn partner_at(&self, side: Side, place: usize) -> Option<Partner> {
        let mut made = self.listed_numbers(side);
        match place.checked_sub(made.len()) {
            Some(after) => self.listed_added(side).nth(after).cloned(),
            None => self.made.partner(side, made.nth(place)?),
        }
    }

    fn listed_numbers(&self, side: Side) -> std::ops::Range<u32> {
        if side == Side::Client && self.cleared.is_some() { 0..0 } else { self.made.partner_numbers(side) }
    }

    fn listed_added(&self, side: Side) -> impl Iterator<Item = &Partner> {
        let cleared = self.cleared.filter(|_| side == Side::Client).unwrap_or_default();
        self.added_partners.iter().skip(cleared).filter(move |added| added.side == side)
    }

    /// Empties the list of clients.
    pub(crate) fn clear_clients(&mut self) {
        self.cleared = Some(self.added_partners.len());
    }

    /// The number of the next partner added.
    pub(crate) fn next_partner(&self) -> u32 {
        ADDED_PARTNERS + u32::try_from(self.added_partners.len()).unwrap_or_default()
    }

    pub(crate) fn add_partner(&mut self, partner: Partner) {
        self.added_partners.push(partner);
    }

    pub(crate) fn articles(&self) -> Vec<Article> {
        Made::articles().chain(self.added_articles.iter().cloned()).collect()
    }

    pub(crate) fn add_article(&mut self, article: Article) {
        self.added_articles.push(article);
    }

    pub(crate) fn is_locked(&self, date: NaiveDate) -> bool {
        self.locked_until.is_some_and(|until| date <= until)
    }

    /// Whether the key may use a service method such as `general/entries:get`.
    pub(crate) fn permits(&self, method: &str) -> bool {
        let service = method.split(':').next().unwrap_or_default();
        !self.denied.iter().any(|denied| denied == method || denied == service)
    }
}
