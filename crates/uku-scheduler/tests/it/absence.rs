//! Nobody was there for months.

use chrono::TimeDelta;
use uku_core::calendar::Month;
use uku_core::notice::{Audience, MissedBecause, Notice, NoticeEvent};
use uku_core::run::RunKind;
use uku_scheduler::{Clockwork, NodeConfig, Worker};
use uku_testkit::build::{at, firm_a, month, two_firms};

use crate::house::House;

#[tokio::test(start_paused = true)]
async fn three_months_are_caught_up_and_those_before_are_told_once() {
    let (house, clock) = House::by_hand(&two_firms()).await;
    house.connect(&firm_a(), "kask").await;
    clock.advance(at("2027-05-20T00:00:00Z") - house.clock.now());
    let nodes = ["one", "two"]
        .map(|name| (Clockwork::new(house.means()), Worker::new(house.means(), NodeConfig::named(name))));
    for _ in 0..3 {
        for (clockwork, worker) in &nodes {
            assert_eq!(clockwork.tick().await, Some(at("2027-06-01T02:00:00Z")));
            worker.work_off().await;
        }
        clock.advance(TimeDelta::minutes(1));
    }
    let mut runs = house.runs(&firm_a()).await;
    runs.reverse();
    let began: Vec<(RunKind, Month)> = runs.iter().map(|it| (it.run.kind, it.run.months.to())).collect();
    let import = |of: &str| (RunKind::Scheduled, month(of));
    // The look of May is theirs as well.
    assert_eq!(began, [import("2027-02"), import("2027-03"), import("2027-04")]);
    assert_eq!(house.summaries(&firm_a()).await.len(), 3);

    let missed = |notice: Notice| match notice.event {
        NoticeEvent::ImportMissed { month, because: MissedBecause::NotRunning } => {
            assert_eq!(notice.to, Audience::Admins);
            Some(month)
        }
        _ => None,
    };
    let notices = house.notices.posted(&firm_a());
    assert_eq!(notices.len(), 3 + 3);
    let missed: Vec<Month> = notices.into_iter().filter_map(missed).collect();
    assert_eq!(missed, ["2026-11", "2026-12", "2027-01"].map(month));
}
