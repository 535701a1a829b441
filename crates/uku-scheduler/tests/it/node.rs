use std::time::Duration;

use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;
use uku_core::run::{Outcome, RunKind};
use uku_scheduler::{Node, NodeConfig};
use uku_testkit::build::{at, firm_a, month, two_firms};

use crate::house::House;

#[tokio::test(start_paused = true)]
async fn a_node_imports_a_month_at_its_moment_and_stops_when_it_is_told() {
    let house = House::paused(&two_firms()).await;
    house.connect(&firm_a(), "kask").await;
    let stop = CancellationToken::new();
    let nodes: Vec<_> = ["one", "two"]
        .into_iter()
        .map(|name| {
            let (node, told) = (Node::new(house.means(), NodeConfig::named(name)), stop.clone());
            tokio::spawn(async move { node.run(&told).await })
        })
        .collect();
    // The look at late documents is on the 10th, and passed before; the import is on the 1st of December, at 05:00.
    sleep(Duration::from_hours(21 * 24)).await;
    let runs = house.runs(&firm_a()).await;
    let [record] = &runs[..] else { panic!("{runs:?}") };
    assert_eq!((record.run.kind, record.run.months.to()), (RunKind::Scheduled, month("2026-11")));
    let late = record.run.created_at - at("2026-12-01T03:00:00Z");
    assert!((0..100).contains(&late.num_milliseconds()), "{late}");
    assert!(record.items.iter().all(|(_, item)| item.outcomes[0].outcome == Outcome::Created));
    let notices = house.notices.posted(&firm_a());
    assert_eq!(notices.len(), 1);

    let told = Instant::now();
    stop.cancel();
    for node in nodes {
        node.await.unwrap();
    }
    assert_eq!(told.elapsed(), Duration::ZERO);
}
