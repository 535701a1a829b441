//! The allowed requests are spent in the middle of the work.

use smartaccounts_sim::SimConfig;

use crate::house::{House, small};
use crate::months::month_back;
use crate::server::{Server, eventually};

#[tokio::test(flavor = "multi_thread")]
async fn work_that_ran_out_of_requests_says_until_when_it_waits_and_goes_on() {
    let config = SimConfig { page_size: 10, ..small(2) };
    let house = House::on_postgres(config).await;
    house.connect_all();
    house.fill_in_settings();
    let company = house.scene.company(1).clone();
    house.done(&["reload"]);
    let worker = |limits| Server::start_with(&house, &["--role", "worker"], &[("UKU_SA_LIMITS", limits)]);
    let server = worker("60/10");
    let parked = "SELECT count(*) FROM run_items WHERE held_by IS NULL AND epoch IS NOT NULL";
    eventually(async || house.number(parked).await == 2).await;
    assert!(server.stop().0.success());
    assert_eq!(house.scene.arrived(&company), 1 + 10, "it was tested before, without limits");

    let id = house.done(&["runs", "--json"]).json()[0]["id"].as_str().unwrap().to_owned();
    let run = house.done(&["run", "show", &id, "--json"]).json();
    assert_eq!((&run["state"], &run["tally"]["deferred"]), (&"waiting".into(), &24.into()));
    assert!(run["items"][0]["state"] == "parked" && run["items"][0]["until"].is_string(), "{run}");
    let shown = house.done(&["run", "show", &id]).out;
    assert!(shown.contains("waits for requests until ") && shown.contains("24 hours"), "{shown}");
    let doctor = house.run(&["doctor", "--client", &company.name, "--month", &month_back(12)]);
    let said = ["the allowed requests were spent", "it goes on by itself then"];
    assert!(doctor.code == 1 && said.iter().all(|said| doctor.out.contains(said)), "{}", doctor.out);

    // The moment comes, and more is allowed.
    house.sql("UPDATE run_items SET due_at = uku.now()").await;
    let server = worker("60/1000");
    house.all_worked_off().await;
    assert!(server.stop().0.success());
    assert_eq!(house.tasks(&company).await, house.scene.truth(&company, &month_back(12), &month_back(1)));
    assert!(house.done(&["notices"]).out.contains("24 created"));
}
