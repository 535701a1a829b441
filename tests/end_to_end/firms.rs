//! Several firms on one database, worked for by one server.

use crate::house::{House, keys_file, small};
use crate::months::month_back;
use crate::server::Server;

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_with_many_clients_does_not_delay_one_with_few() {
    let house = House::on_postgres(small(14)).await;
    let companies = house.scene.simulator.keys().to_vec();
    let (many, few) = companies.split_at(12);
    house.done(&["firm", "add", "--name", "Väike OÜ", "--firm", "few"]);
    house.done(&["activate", "--firm", "few"]);
    for (firm, companies) in [("firm", many), ("few", few)] {
        let file = house.scene.home.path().join("clients.csv");
        std::fs::write(&file, keys_file(companies)).unwrap();
        for command in [
            &["clients", "import", "--file", file.to_str().unwrap()][..],
            &["clients", "confirm"],
            &["topics", "add", "Books"],
            &["settings", "set", "--title", "{month}", "--topic", "Books", "--import-day", "day-1"],
            &["settings", "create-fields"],
            &["reload"],
        ] {
            house.done(&[command, &["--firm", firm]].concat());
        }
    }
    let server = Server::start(&house, &["--role", "worker", "--parallel", "1"]);
    house.all_worked_off().await;
    assert!(server.stop().0.success());
    let order = house.texts("SELECT firm_id FROM run_items ORDER BY finished_at").await;
    let last_of_few = order.iter().rposition(|firm| firm == "few").unwrap();
    assert!(last_of_few <= 4, "{order:?}");

    // Each sees its own.
    let months = (month_back(12), month_back(1));
    for (firm, clients) in [("firm", 12), ("few", 2)] {
        let runs = house.done(&["runs", "--json", "--firm", firm]).json();
        assert_eq!((runs.as_array().unwrap().len(), &runs[0]["clients"]), (1, &clients.into()));
        let notices = house.done(&["notices", "--json", "--firm", firm]).json();
        assert_eq!(notices["unread"], 1);
    }
    for company in &companies {
        assert_eq!(house.tasks(company).await, house.scene.truth(company, &months.0, &months.1));
    }
}
