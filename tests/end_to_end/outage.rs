//! SmartAccounts is down while much is to be done.

use smartaccounts_sim::{Fault, FaultKind};

use crate::house::{House, small};
use crate::months::month_back;
use crate::server::{Server, eventually};

const CLIENTS: u16 = 40;

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_is_met_with_few_requests_and_caught_up_after_it() {
    let house = House::on_postgres(small(CLIENTS)).await;
    house.connect_all();
    house.fill_in_settings();
    let month = month_back(1);
    let arrived = || -> u64 { house.scene.simulator.stats().values().map(|stats| stats.requests).sum() };
    house.scene.simulator.inject(Fault { kind: FaultKind::Error, ..Fault::default() });
    let before = arrived();
    house.done(&["import-data", "--all", "--from", &month, "--to", &month]);
    let server = Server::start(&house, &["--role", "worker", "--parallel", "4"]);
    eventually(async || server.log().contains("seems to be down")).await;
    // What was under way when that was found out ends as well.
    let held = "SELECT count(*) FROM run_items WHERE lease_until > uku.now()";
    eventually(async || house.number(held).await == 0).await;
    let during = arrived() - before;
    let asked = house.number("SELECT count(*) FROM run_items WHERE epoch IS NOT NULL").await;
    assert!(asked <= 8 && during <= 40, "{during} requests for {asked} clients of {CLIENTS}");
    assert_eq!(house.number("SELECT count(*) FROM run_items WHERE finished_at IS NOT NULL").await, 0);

    house.scene.simulator.clear_faults();
    house.all_worked_off().await;
    assert!(server.log().contains("answers again"), "{}", server.log());
    assert!(server.stop().0.success());
    for company in house.scene.simulator.keys() {
        assert_eq!(house.tasks(company).await, house.scene.truth(company, &month, &month));
    }
    let told = house.done(&["notices"]).out;
    assert!(told.contains("40 clients: done") && told.contains("40 created"), "{told}");
    assert!(told.contains("1 unread notice."), "{told}");
}
