//! Everything that a simulator remembers.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, NaiveDate, Utc};

use crate::books::ledger::Ledger;
use crate::books::made::Made;
use crate::books::month::Month;
use crate::books::truth::{self, Counts};
use crate::books::{CompanyKeys, Mutation};
use crate::clock::SimClock;
use crate::config::{Manners, SimConfig};
use crate::directory::Directory;
use crate::estonian;
use crate::fault::Faults;
use crate::usage::Usage;

/// Everything that a simulator remembers. Each company's books have a lock of their own, and no lock is taken
/// while another is held.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) clock: SimClock,
    pub(crate) seed: u64,
    pub(crate) page_size: u32,
    pub(crate) limits: bool,
    pub(crate) keys: Vec<CompanyKeys>,
    by_public_key: HashMap<String, usize>,
    ledgers: Vec<Mutex<Ledger>>,
    directory: Mutex<Directory>,
    usage: Mutex<Usage>,
    faults: Mutex<Faults>,
    manners: Mutex<Manners>,
}

/// A request that is worked on.
pub(crate) struct UnderWay<'w> {
    world: &'w World,
    key: &'w str,
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.world.usage().leave(self.key);
    }
}

impl World {
    pub(crate) fn new(config: &SimConfig) -> Self {
        let keys = config.keys();
        let names = keys.iter().enumerate();
        Self {
            clock: SimClock::new(config.clock_start, config.clock_speed),
            seed: config.seed,
            page_size: config.page_size,
            limits: config.limits,
            by_public_key: names.map(|(at, keys)| (keys.public_key.clone(), at)).collect(),
            keys,
            ledgers: (0..config.companies).map(|n| Mutex::new(Ledger::new(Made::new(config, n)))).collect(),
            directory: Mutex::new(Directory::new(config)),
            usage: Mutex::default(),
            faults: Mutex::default(),
            manners: Mutex::new(config.manners),
        }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(crate) fn today(&self) -> NaiveDate {
        estonian::date(self.now())
    }

    /// The secret key and the books that a public key opens.
    pub(crate) fn company(&self, public_key: &str) -> Option<(&CompanyKeys, MutexGuard<'_, Ledger>)> {
        let at = *self.by_public_key.get(public_key)?;
        Some((self.keys.get(at)?, lock(self.ledgers.get(at)?)))
    }

    pub(crate) fn mutate(&self, mutation: Mutation) -> Result<Vec<String>, String> {
        let now = self.now();
        let (_, mut ledger) =
            self.company(&mutation.public_key).ok_or_else(|| no_such_key(&mutation.public_key))?;
        ledger.mutate(mutation.change, now)
    }

    /// What is really in the books; months are written `2026-10`.
    pub(crate) fn truth(
        &self,
        public_key: &str,
        from: &str,
        to: &str,
    ) -> Result<BTreeMap<String, Counts>, String> {
        let month =
            |text| Month::read(text).ok_or_else(|| format!("{text:?} is not a month such as 2026-10"));
        let (from, to) = (month(from)?, month(to)?);
        let today = self.today();
        let (_, ledger) = self.company(public_key).ok_or_else(|| no_such_key(public_key))?;
        Ok(truth::counts(&ledger, from, to, today))
    }

    pub(crate) fn directory(&self) -> MutexGuard<'_, Directory> {
        lock(&self.directory)
    }

    /// Notes that a request arrived; it is worked on until what comes back is dropped.
    pub(crate) fn arrive<'w>(&'w self, key: &'w str) -> UnderWay<'w> {
        self.usage().arrive(key, self.now());
        UnderWay { world: self, key }
    }

    pub(crate) fn usage(&self) -> MutexGuard<'_, Usage> {
        lock(&self.usage)
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.faults)
    }

    pub(crate) fn manners(&self) -> MutexGuard<'_, Manners> {
        lock(&self.manners)
    }
}

fn no_such_key(public_key: &str) -> String {
    format!("no company has the public key {public_key:?}")
}

/// What a panic elsewhere left behind is still whole: every change is made in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
