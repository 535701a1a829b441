use std::time::Duration;

use tokio::time::{Instant, sleep};
use uku_core::firm::FirmId;
use uku_core::ledger::LedgerError;
use uku_core::run::{Outcome, Run};
use uku_testkit::build::{firm_a, firm_b, key_pair, months, two_firms};

use crate::house::House;
use crate::watched::Watched;
use crate::worker::{Working, over, watched};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_mins(1);
const SIDE_BY_SIDE: usize = 8;

fn unreachable() -> LedgerError {
    LedgerError::Unreachable { detail: "nobody answers".to_owned() }
}

/// Two firms with 200 clients together, all of which are due.
struct Due {
    house: House,
    books: Watched,
    runs: Vec<(FirmId, Run)>,
}

impl Due {
    async fn new() -> Self {
        let house = House::paused(&two_firms()).await;
        let october = months("2026-10", "2026-10");
        let mut runs = Vec::new();
        for (firm, clients) in [(firm_a(), 0..150), (firm_b(), 150..200)] {
            for number in clients {
                house.connect(&firm, &name(number)).await;
            }
            runs.push((firm.clone(), house.import(&firm, &[], october).await));
        }
        let books = Watched::new(&house.ledgers, SECOND);
        Self { house, books, runs }
    }

    /// Nobody answers any more, or everybody does again.
    fn set_down(&self, down: bool) {
        for number in 0..200 {
            self.house.ledgers.fail(key_pair(&name(number)).public(), down.then(unreachable));
        }
    }

    async fn over(&self) {
        for (firm, run) in &self.runs {
            over(&self.house, firm, run).await;
        }
    }

    async fn outcomes(&self) -> Vec<Outcome> {
        let mut all = Vec::new();
        for (firm, run) in &self.runs {
            all.extend(self.house.outcomes(firm, run).await);
        }
        all
    }
}

fn name(number: usize) -> String {
    format!("client-{number}")
}

/// The most requests in any minute.
fn most_in_a_minute(asked_at: &[Instant]) -> usize {
    let from =
        |(nth, at): (usize, &Instant)| asked_at[nth..].iter().take_while(|it| **it - *at < MINUTE).count();
    asked_at.iter().enumerate().map(from).max().unwrap_or_default()
}

#[tokio::test(start_paused = true)]
async fn a_vendor_that_is_down_is_spared_and_all_is_caught_up_when_it_is_back() {
    let due = Due::new().await;
    due.set_down(true);
    let worker = Working::new(&watched(&due.house, &due.books), "one", SIDE_BY_SIDE);
    sleep(MINUTE * 3 * 60).await;
    let during = due.books.asked_at();
    // What was begun before the third failed, and one look a minute.
    let began = during.iter().filter(|at| **at - during[0] < SECOND * 10).count();
    assert!(began <= 2 * SIDE_BY_SIDE, "{began} requests before it was known");
    assert!(most_in_a_minute(&during[began..]) <= 2);
    // Nor is it forgotten.
    assert!(during.len() > 150, "{} requests in three hours", during.len());
    for (firm, run) in &due.runs {
        let items = due.house.record(firm, run).await.items;
        assert!(items.iter().all(|(_, record)| !record.is_over() && record.tries <= 1));
    }
    let failed = |outcome: &Outcome| matches!(outcome, Outcome::Failed(_));
    let outcomes = due.outcomes().await;
    assert!(outcomes.len() > 100 && outcomes.iter().all(failed));

    due.set_down(false);
    let back = Instant::now();
    due.over().await;
    assert_eq!(due.outcomes().await, vec![Outcome::Created; 200]);
    assert!(due.books.most_open().0 <= SIDE_BY_SIDE);
    assert!(back.elapsed() < MINUTE * 7, "{:?}", back.elapsed());
    worker.stop().await;
}

#[tokio::test(start_paused = true)]
async fn one_key_that_fails_holds_up_nobody_else() {
    let due = Due::new().await;
    due.house.ledgers.fail(key_pair("client-7").public(), Some(unreachable()));
    let worker = Working::new(&watched(&due.house, &due.books), "one", SIDE_BY_SIDE);
    sleep(SECOND * 30).await;
    let created = due.outcomes().await.iter().filter(|outcome| **outcome == Outcome::Created).count();
    assert_eq!(created, 199);
    due.house.ledgers.fail(key_pair("client-7").public(), None);
    due.over().await;
    assert_eq!(due.outcomes().await, vec![Outcome::Created; 200]);
    worker.stop().await;
}

#[tokio::test(start_paused = true)]
async fn looks_are_not_spent_on_items_that_ask_nothing() {
    let due = Due::new().await;
    due.set_down(true);
    let worker = Working::new(&watched(&due.house, &due.books), "one", SIDE_BY_SIDE);
    sleep(MINUTE).await;
    // Everybody but one is paused, and has to be passed over before that one comes up.
    for number in 0..199 {
        let firm = if number < 150 { firm_a() } else { firm_b() };
        let owner = due.house.connection(&firm, &name(number)).await.owner;
        let mut work = due.house.open(&firm).await;
        work.connections().set_paused(&owner, true).await.unwrap();
        work.commit().await.unwrap();
    }
    due.set_down(false);
    let back = Instant::now();
    due.over().await;
    // Whoever asked in vain waits for five to six minutes.
    assert!(back.elapsed() < MINUTE * 7, "{:?}", back.elapsed());
    worker.stop().await;
}

#[tokio::test(start_paused = true)]
async fn few_clients_are_served_soon_after_a_long_outage() {
    let house = House::paused(&two_firms()).await;
    let names = ["haab", "kask", "kuusk", "mänd"];
    for name in names {
        house.connect(&firm_a(), name).await;
    }
    let set_down = |down: bool| {
        for name in names {
            house.ledgers.fail(key_pair(name).public(), down.then(unreachable));
        }
    };
    set_down(true);
    let books = Watched::new(&house.ledgers, SECOND);
    let run = house.import(&firm_a(), &names, months("2026-10", "2026-10")).await;
    let worker = Working::new(&watched(&house, &books), "one", SIDE_BY_SIDE);
    sleep(MINUTE * 12 * 60 + MINUTE * 30).await;
    set_down(false);
    sleep(MINUTE * 7).await;
    assert_eq!(house.outcomes(&firm_a(), &run).await, vec![Outcome::Created; 4]);
    let most = most_in_a_minute(&books.asked_at()[8..]);
    assert!(most <= 4, "{most}");
    worker.stop().await;
}
