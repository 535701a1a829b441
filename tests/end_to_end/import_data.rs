//! Step 5 of the help page: chosen clients, chosen months, and what is done about what people did meanwhile.

use serde_json::Value;
use smartaccounts_sim::{CompanyKeys, Fault, FaultKind};

use crate::house::{House, as_list, outcomes, small};
use crate::months::month_back;
use crate::server::{Server, eventually};

/// Clients connected and settings filled in; nothing is imported yet.
async fn ready_on_sqlite() -> House {
    let house = House::on_sqlite(small(3)).await;
    house.connect_all();
    house.fill_in_settings();
    house
}

async fn ready_on_postgres() -> House {
    let house = House::on_postgres(small(3)).await;
    house.connect_all();
    house.fill_in_settings();
    house
}

/// `uku import-data` for one company and one month, worked off at once.
fn import(house: &House, company: &CompanyKeys, month: &str, more: &[&str]) -> Value {
    let arguments = ["import-data", "--client", &company.registry_code, "--from", month, "--to", month];
    house.done(&[&arguments, more, &["--wait", "--json"]].concat()).json()
}

/// What came of the one month of the one company.
fn outcome(imported: &Value, company: &CompanyKeys) -> Value {
    outcomes(&imported["done"], company).into_values().next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn step_5_on_sqlite() {
    step_5(&ready_on_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn step_5_on_postgres() {
    step_5(&ready_on_postgres().await).await;
}

async fn step_5(house: &House) {
    let [one, other, third] = [0, 1, 2].map(|at| house.scene.company(at).clone());
    let (from, last, now) = (month_back(2), month_back(1), month_back(0));
    house.empty_month(&one, &from);
    let arguments = [
        "import-data",
        "--client",
        &one.registry_code,
        "--client",
        &other.name,
        "--from",
        &from,
        "--to",
        &now,
    ];
    let table = house.done(&[&arguments[..], &["--wait"]].concat()).out;
    let (forecast, done) = table.split_once("Run ").unwrap();
    let first = format!("Imports {from} to {now} for 2 clients; 0 summary tasks are there already");
    assert!(forecast.starts_with(&first), "{forecast}");
    assert!(forecast.contains(&format!("{now} is not over: it is counted as far as it has come.")));
    assert!(forecast.trim_end().ends_with("and less than a minute."), "{forecast}");
    assert!(done.contains("created (zero)") && done.contains("month not over)"), "{done}");
    assert!(done.contains("over: 2 of 2 clients, 6 created ("), "{done}");

    for company in [&one, &other] {
        assert_eq!(house.tasks(company).await, house.scene.truth(company, &from, &now));
    }
    assert!(house.tasks(&one).await[&from].values().all(|number| *number == 0));
    assert!(house.tasks(&third).await.is_empty() && house.scene.arrived(&third) == 1, "it was only tested");
    let due = format!("SELECT due_date FROM summary_tasks WHERE month = '{last}'");
    let due = house.texts(&due).await;
    assert!(due.len() == 2 && due.iter().all(|due| due > &format!("{last}-27")), "{due:?}");

    let again = house.done(&[&arguments[..], &["--wait", "--json"]].concat()).json();
    assert_eq!((&again["forecast"]["tasks"], &again["forecast"]["clients"]), (&6.into(), &2.into()));
    let months = outcomes(&again["done"], &one);
    assert!(months.values().all(|month| month["outcome"] == "unchanged"), "{again}");
    assert_eq!((&months[&from]["zero"], &months[&now]["incomplete"]), (&true.into(), &true.into()));
    assert!(months[&last]["zero"].is_null() && months[&last]["incomplete"].is_null());
    assert_eq!(months[&last]["counts"], serde_json::json!(house.tasks(&one).await[&last]));

    let notices = house.done(&["notices", "--json"]).json();
    assert_eq!(notices["unread"], 2);
    assert!(notices["notices"][0]["text"].as_str().unwrap().contains("6 unchanged"), "{notices}");
    assert!(notices["notices"][1]["text"].as_str().unwrap().contains("6 created"), "{notices}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_in_the_books_is_told_as_old_and_new() {
    let house = ready_on_sqlite().await;
    let (company, month) = (house.scene.company(1).clone(), month_back(1));
    import(&house, &company, &month, &[]);
    let before = house.tasks(&company).await[&month]["sales_entries"];
    house.sell(&company, &month, 2);
    let updated = outcome(&import(&house, &company, &month, &[]), &company);
    assert_eq!(updated["outcome"], "updated");
    assert_eq!(updated["text"], format!("updated: Sales entries {before} -> {}", before + 2));
    let change = &updated["changes"][0];
    assert_eq!(
        (&change["field"], &change["old"], &change["new"]),
        (&"sales_entries".into(), &before.into(), &(before + 2).into())
    );
    assert_eq!(house.tasks(&company).await, house.scene.truth(&company, &month, &month));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_changed_by_hand_stays_unless_it_may_be_overwritten_on_sqlite() {
    a_number_changed_by_hand(&ready_on_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_changed_by_hand_stays_unless_it_may_be_overwritten_on_postgres() {
    a_number_changed_by_hand(&ready_on_postgres().await).await;
}

async fn a_number_changed_by_hand(house: &House) {
    let (company, month) = (house.scene.company(1).clone(), month_back(1));
    import(house, &company, &month, &[]);
    let truth = house.scene.truth(&company, &month, &month);
    let counted = truth[&month]["sales_entries"];
    house.edit(&company, &month, "Sales entries", 77).await;

    let arguments = ["import-data", "--client", &company.name, "--from", &month, "--to", &month];
    let kept = house.done(&[&arguments[..], &["--wait"]].concat()).out;
    let listed = format!("  {}, {month}, Sales entries: {counted} -> 77\n", company.name);
    assert!(kept.contains("were changed by hand and stay; --overwrite") && kept.contains(&listed), "{kept}");
    let left = format!("edited by hand, left alone; the books say: Sales entries 77 -> {counted}");
    assert!(kept.contains(&left) && kept.contains("1 left alone"), "{kept}");
    assert_eq!(house.tasks(&company).await[&month]["sales_entries"], 77);
    let doctor = house.done(&["doctor", "--client", &company.name, "--month", &month]).out;
    assert!(doctor.contains("by hand") && doctor.contains("Here: uku import-data --overwrite"), "{doctor}");

    // Where nobody can be asked, it is not overwritten without a word.
    let unasked = [&arguments[..], &["--overwrite", "--wait"]].concat();
    house.refused(
        &unasked,
        2,
        &["nothing was done yet: 1 number changed by hand would be overwritten", "--yes"],
    );
    let runs = as_list(&house.done(&["runs", "--json"]).json()).len();
    assert_eq!((runs, house.tasks(&company).await[&month]["sales_entries"]), (2, 77));

    let imported = import(house, &company, &month, &["--overwrite", "--yes"]);
    let listed = &imported["forecast"]["changedByHand"][0];
    assert_eq!(
        (&listed["client"], &listed["month"], &listed["field"], &listed["written"], &listed["now"]),
        (
            &company.name.as_str().into(),
            &month.as_str().into(),
            &"sales_entries".into(),
            &counted.into(),
            &77.into()
        )
    );
    assert_eq!(outcome(&imported, &company)["outcome"], "updated");
    assert_eq!(house.tasks(&company).await, truth);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_task_comes_back_when_it_is_asked_for() {
    let house = ready_on_sqlite().await;
    let (company, month) = (house.scene.company(1).clone(), month_back(1));
    import(&house, &company, &month, &[]);
    house.delete_task(&company, &month).await;
    let arguments = ["import-data", "--client", &company.name, "--from", &month, "--to", &month];
    let unasked = house.run(&[&arguments[..], &["--wait"]].concat());
    unasked.must_say(2, &["nothing was done yet: 1 deleted summary task would come back", "--yes"]);
    let listed = format!("These summary tasks were deleted and come back:\n  {}, {month}\n", company.name);
    assert!(unasked.out.contains(&listed), "{}", unasked.out);
    assert!(house.tasks(&company).await.is_empty());

    let imported = import(&house, &company, &month, &["--yes"]);
    assert_eq!(imported["forecast"]["comeBack"][0]["month"], month.as_str());
    assert_eq!(outcome(&imported, &company)["outcome"], "created");
    assert_eq!(house.tasks(&company).await, house.scene.truth(&company, &month, &month));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_billed_task_is_left_alone_and_the_difference_is_told() {
    let house = ready_on_sqlite().await;
    let (company, month) = (house.scene.company(1).clone(), month_back(1));
    import(&house, &company, &month, &[]);
    let before = house.tasks(&company).await;
    house.bill(&company, &month).await;
    house.sell(&company, &month, 1);
    let imported = import(&house, &company, &month, &["--overwrite", "--yes"]);
    assert_eq!(imported["forecast"]["billed"], 1);
    let billed = outcome(&imported, &company);
    let (old, new) = (before[&month]["sales_entries"], before[&month]["sales_entries"] + 1);
    assert_eq!(billed["text"], format!("billed, left alone; the books say: Sales entries {old} -> {new}"));
    assert_eq!(house.tasks(&company).await, before);
    let doctor = house.done(&["doctor", "--client", &company.name, "--month", &month]).out;
    assert!(doctor.contains("is billed"), "{doctor}");
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_without_keys_are_passed_over_with_the_reason() {
    let house = ready_on_sqlite().await;
    let (company, month) = (house.scene.company(1).clone(), month_back(1));
    house.done(&["clients", "add", "--name", "Kask OÜ"]);
    let arguments = ["import-data", "--client", "Kask OÜ", "--client", &company.name];
    let months = ["--from", &month, "--to", &month, "--wait"];
    let out = house.done(&[&arguments[..], &months].concat()).out;
    assert!(out.contains("Not connected, so passed over: Kask OÜ."), "{out}");
    assert!(out.contains("passed over: not connected") && out.contains("1 created, 1 passed over"), "{out}");
    house.done(&["clients", "pause", &company.name]);
    let paused = house.done(&[&arguments[..], &months].concat()).out;
    assert!(paused.contains("passed over: the connection is paused. Resume the client"), "{paused}");
    // Everybody are those who are connected.
    let all = house.done(&[&["import-data", "--all"][..], &months, &["--json"]].concat()).json();
    assert_eq!(all["forecast"]["clients"], 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_not_be_imported_is_said_before_anything_is_done() {
    let house = ready_on_sqlite().await;
    let (last, now) = (month_back(1), month_back(0));
    let import = |which: &[&str], from: &str, to: &str| {
        house.run(&[&["import-data"], which, &["--from", from, "--to", to, "--wait"]].concat())
    };
    import(&["--all"], &now, &last).must_say(2, &["turned around"]);
    import(&["--all"], &last, "2099-01").must_say(2, &["2099-01"]);
    import(&[], &last, &last).must_say(2, &["--client", "--all"]);
    import(&["--client", "Tundmatu"], &last, &last).must_say(1, &["there is no client Tundmatu"]);
    house.done(&["deactivate", "--yes"]);
    import(&["--all"], &last, &last).must_say(1, &["not activated", "uku activate"]);
    assert_eq!(house.number("SELECT count(*) FROM runs").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_nobody_waits_for_is_queued_until_somebody_works() {
    let house = ready_on_sqlite().await;
    let (company, month) = (house.scene.company(1).clone(), month_back(1));
    let arguments = ["import-data", "--client", &company.name, "--from", &month, "--to", &month];
    let queued = house.done(&arguments).out;
    assert!(queued.contains(" is queued. A server works it off (uku serve)"), "{queued}");
    let run = as_list(&house.done(&["runs", "--json"]).json())[0].clone();
    assert_eq!((&run["state"], &run["kind"]), (&"waiting".into(), &"manual_import".into()));
    let id = run["id"].as_str().unwrap();
    let end = &id[id.len() - 8..];
    let shown = house.done(&["run", "show", end]).out;
    assert!(shown.contains("waiting: 0 of 1 clients, nothing yet"), "{shown}");
    house.refused(&["run", "show", end, "--watch"], 1, &["this run is not over", "uku serve"]);
    // Whoever waits for a run of his own works off what lies there as well.
    house.done(&["run", "cancel", end]);
    let cancelled = house.done(&["run", "show", end, "--json"]).json();
    assert_eq!((&cancelled["state"], house.scene.arrived(&company)), (&"cancelled".into(), 1));
    let again = house.done(&["run", "cancel", end]).out;
    assert!(again.ends_with("was over already; nothing was cancelled\n"), "{again}");
    house.refused(&["run", "show", "ffffffff"], 1, &["there is no run ffffffff", "uku runs"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waits_can_be_told_to_stop_and_a_server_goes_on() {
    let house = ready_on_sqlite().await;
    let (company, month) = (house.scene.company(1).clone(), month_back(1));
    let (kind, ms) = (FaultKind::Delay, Some(600_000));
    house.scene.simulator.inject(Fault { kind, ms, ..Fault::default() });
    let arrived = house.scene.arrived(&company);
    let waits = house.start(&["import-data", "--all", "--from", &month, "--to", &month, "--wait"], "");
    eventually(async || house.scene.arrived(&company) > arrived).await;
    let told = std::process::Command::new("kill").arg(waits.id().to_string()).status().unwrap();
    assert!(told.success());
    let ended = waits.wait_with_output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(1), "{said}");
    assert!(said.contains("is not over. A server goes on with it: uku serve"), "{said}");
    house.scene.simulator.clear_faults();
    assert_eq!(house.done(&["runs", "--json"]).json()[0]["state"], "waiting");
    let server = Server::worker(&house);
    house.all_worked_off().await;
    assert!(server.stop().0.success());
    assert_eq!(house.tasks(&company).await, house.scene.truth(&company, &month, &month));
}
