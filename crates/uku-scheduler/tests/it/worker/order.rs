use std::time::Duration;

use tokio::time::sleep;
use uku_testkit::build::{firm_a, firm_b, months, two_firms};

use super::{Working, over, watched};
use crate::house::House;
use crate::watched::Watched;

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn items_run_side_by_side_up_to_the_limit_and_one_of_a_key_at_a_time() {
    let house = House::paused(&two_firms()).await;
    for number in 0..20 {
        // Both firms have the same keys, as two accountants of one company might.
        for firm in [firm_a(), firm_b()] {
            house.connect(&firm, &format!("client-{number}")).await;
        }
    }
    let books = Watched::new(&house.ledgers, SECOND);
    let means = watched(&house, &books);
    let october = months("2026-10", "2026-10");
    let mut runs = Vec::new();
    for _ in 0..3 {
        for firm in [firm_a(), firm_b()] {
            runs.push((firm.clone(), house.import(&firm, &[], october).await));
        }
    }
    let workers = ["one", "two"].map(|name| Working::new(&means, name, 4));
    for (firm, run) in &runs {
        over(&house, firm, run).await;
    }
    assert_eq!(books.most_open(), (8, 1));
    assert_eq!(books.asked().len(), 120);
    for worker in workers {
        worker.stop().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_firm_with_500_clients_does_not_delay_another_with_5() {
    let house = House::paused(&two_firms()).await;
    for number in 0..500 {
        house.connect(&firm_a(), &format!("big-{number}")).await;
    }
    for number in 0..5 {
        house.connect(&firm_b(), &format!("small-{number}")).await;
    }
    let books = Watched::new(&house.ledgers, SECOND);
    let october = months("2026-10", "2026-10");
    let big = house.import(&firm_a(), &[], october).await;
    let worker = Working::new(&watched(&house, &books), "one", 4);
    sleep(SECOND * 10).await;
    let before = books.asked().len();
    let small = house.import(&firm_b(), &[], october).await;
    over(&house, &firm_b(), &small).await;
    // What was under way ends first; then each firm has every second turn.
    let last = books.asked().iter().rposition(|key| key.starts_with("small")).unwrap();
    assert!(last - before < 2 * 5 + 4, "{} others came first", last - before);
    over(&house, &firm_a(), &big).await;
    assert_eq!(books.asked().len(), 505);
    worker.stop().await;
}

#[tokio::test(start_paused = true)]
async fn what_a_person_waits_for_goes_first() {
    let house = House::paused(&two_firms()).await;
    for number in 0..40 {
        house.connect(&firm_a(), &format!("client-{number}")).await;
    }
    house.connect(&firm_b(), "hasty").await;
    let books = Watched::new(&house.ledgers, SECOND);
    let october = months("2026-10", "2026-10");
    let all = house.import(&firm_a(), &[], october).await;
    let worker = Working::new(&watched(&house, &books), "one", 1);
    sleep(SECOND / 2).await;
    // The firm was never served, or is the one that was served last: neither matters to whoever waits.
    for (firm, client) in [(firm_b(), "hasty"), (firm_a(), "client-39"), (firm_a(), "client-38")] {
        let before = books.asked().len();
        let one = house.import(&firm, &[client], october).await;
        over(&house, &firm, &one).await;
        assert_eq!(books.asked()[before..=before], [client]);
    }
    over(&house, &firm_a(), &all).await;
    worker.stop().await;
}
