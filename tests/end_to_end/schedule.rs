//! Months that import themselves: their import day has come while a server runs.

use smartaccounts_sim::CompanyKeys;

use crate::house::{House, as_list, outcomes, small};
use crate::months::{month_back, month_before};
use crate::server::{Server, eventually};
use crate::store::Store;

fn ready(house: House) -> House {
    house.connect_all();
    house.fill_in_settings();
    house
}

/// The latest month whose import day has come.
fn latest_month(house: &House) -> String {
    let settings = house.done(&["settings", "--json"]).json();
    month_before(settings["nextImport"]["month"].as_str().unwrap())
}

/// As if the firm had followed its schedule for long, and these were the months that came up last.
async fn came_up_last(house: &House, imported: &str, looked: &str) {
    let update = match &house.store {
        Store::Postgres(_) => format!(
            "UPDATE schedules SET followed_since = '2020-01-01T00:00:00.000000000Z', imported = '{imported}',
             looked = '{looked}'"
        ),
        Store::Sqlite | Store::Demo => format!(
            "UPDATE schedules SET schedule = json_object('followed_since', '2020-01-01T00:00:00Z',
             'imported', '{imported}', 'looked', '{looked}')"
        ),
    };
    assert_eq!(house.number("SELECT count(*) FROM schedules").await, 1);
    house.sql(&update).await;
}

async fn runs(house: &House, kind: &str) -> i64 {
    house.text(&format!("SELECT count(*) FROM runs WHERE kind = '{kind}'")).await.parse().unwrap()
}

/// Waits until a run of a kind began, is over and was announced.
async fn is_over(house: &House, kind: &str) {
    let announced = format!("SELECT count(*) FROM runs WHERE kind = '{kind}' AND announced");
    eventually(async || house.text(&announced).await == "1").await;
    house.all_worked_off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_whose_day_has_come_is_imported_by_itself_on_sqlite() {
    let house = ready(House::on_sqlite(small(3)).await);
    let month = latest_month(&house);
    came_up_last(&house, &month_before(&month), &month_back(0)).await;
    let server = Server::worker(&house);
    is_over(&house, "scheduled").await;
    assert!(server.stop().0.success());
    was_imported(&house, &month).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_import_a_month_whose_day_has_come_once() {
    let house = ready(House::on_postgres(small(4)).await);
    let month = latest_month(&house);
    came_up_last(&house, &month_before(&month), &month_back(0)).await;
    let servers = [Server::worker(&house), Server::worker(&house)];
    is_over(&house, "scheduled").await;
    for server in servers {
        assert!(server.stop().0.success());
    }
    was_imported(&house, &month).await;

    // A server that begins later looks at the schedule as well, and finds nothing to do.
    let later = Server::worker(&house);
    later.works().await;
    house.done(&["import-data", "--all", "--from", &month, "--to", &month]);
    house.all_worked_off().await;
    assert!(later.stop().0.success());
    assert_eq!(runs(&house, "scheduled").await, 1);
    let kinds = house.texts("SELECT kind FROM month_outcomes").await;
    let of = |wanted: &str| kinds.iter().filter(|outcome| *outcome == wanted).count();
    assert_eq!((of("created"), of("unchanged"), kinds.len()), (4, 4, 8));
}

/// One run that nobody asked for made one task for each client, and people were told.
async fn was_imported(house: &House, month: &str) {
    assert_eq!(runs(house, "scheduled").await, 1);
    let run = as_list(&house.done(&["runs", "--json"]).json())[0].clone();
    assert!(run["askedBy"].is_null() && run["state"] == "over", "{run}");
    for company in house.scene.simulator.keys() {
        assert_eq!(house.tasks(company).await, house.scene.truth(company, month, month));
    }
    let notices = house.done(&["notices", "--json"]).json();
    assert_eq!(notices["unread"], 1);
    let clients = house.scene.simulator.keys().len();
    let said = notices["notices"][0]["text"].as_str().unwrap();
    assert_eq!(said, format!("Summary tasks: {clients} created."));
    assert_eq!(
        month_before(house.done(&["settings", "--json"]).json()["nextImport"]["month"].as_str().unwrap()),
        month
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn late_documents_change_untouched_tasks_and_are_told_for_edited_ones_on_sqlite() {
    late_documents(&ready(House::on_sqlite(small(2)).await)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn late_documents_change_untouched_tasks_and_are_told_for_edited_ones_on_postgres() {
    late_documents(&ready(House::on_postgres(small(2)).await)).await;
}

async fn late_documents(house: &House) {
    let month = month_back(2);
    house.done(&["import-data", "--all", "--from", &month, "--to", &month, "--wait"]);
    house.done(&["notices", "read"]);
    let [untouched, edited] = [0, 1].map(|at| house.scene.company(at).clone());
    let counted = async |company: &CompanyKeys| house.tasks(company).await[&month]["sales_entries"];
    let (before, other) = (counted(&untouched).await, counted(&edited).await);
    for company in [&untouched, &edited] {
        house.sell(company, &month, 2);
    }
    house.edit(&edited, &month, "Sales entries", 77).await;
    house.done(&["settings", "set", "--import-day", "last-calendar-day", "--look-day", "1"]);
    // All imports came up, and one look is due.
    came_up_last(house, &month_back(0), &month_back(2)).await;

    let server = Server::worker(house);
    is_over(house, "late_look").await;
    assert!(server.stop().0.success());
    assert_eq!((runs(house, "late_look").await, runs(house, "scheduled").await), (1, 0));
    assert_eq!((counted(&untouched).await, counted(&edited).await), (before + 2, 77));
    let run = as_list(&house.done(&["runs", "--json"]).json())[0].clone();
    let run = house.done(&["run", "show", run["id"].as_str().unwrap(), "--json"]).json();
    let updated = outcomes(&run, &untouched);
    assert_eq!(updated[&month]["text"], format!("updated: Sales entries {before} -> {}", before + 2));
    let left = outcomes(&run, &edited);
    let said = format!("edited by hand, left alone; the books say: Sales entries 77 -> {}", other + 2);
    assert_eq!(left[&month]["text"], said.as_str());
    assert_eq!((updated.len(), left.len()), (1, 1), "months without a task get none");
    let notice = house.done(&["notices"]).out;
    assert!(
        notice.contains("Look at late documents") && notice.contains("1 updated, 1 left alone"),
        "{notice}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_day_that_passes_without_an_import_is_told_once() {
    let house = ready(House::on_sqlite(small(2)).await);
    let month = latest_month(&house);
    house.done(&["fields", "archive", "Documents"]);
    came_up_last(&house, &month_before(&month), &month_back(0)).await;
    for _ in 0..2 {
        let server = Server::worker(&house);
        server.works().await;
        eventually(async || house.number("SELECT count(*) FROM notices").await == 2).await;
        assert!(server.stop().0.success());
    }
    let notices = house.done(&["notices"]).out;
    for said in [
        &format!("{month} was not imported on its import day"),
        "Put the settings right (uku settings)",
        &format!("uku import-data --all --from {month} --to {month}"),
        "Nothing is imported: the settings of the summary task are broken",
        "Documents, which is archived",
        "2 unread notices.",
    ] {
        assert!(notices.contains(said), "{said:?} is not in {notices}");
    }
    assert_eq!(runs(&house, "scheduled").await, 0);
    house.done(&["fields", "restore", "Documents"]);
    house.done(&["import-data", "--all", "--from", &month, "--to", &month, "--wait"]);
    let company = house.scene.company(1);
    assert_eq!(house.tasks(company).await, house.scene.truth(company, &month, &month));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_task_stays_deleted_when_a_month_imports_itself() {
    let house = ready(House::on_sqlite(small(2)).await);
    let month = latest_month(&house);
    house.done(&["import-data", "--all", "--from", &month, "--to", &month, "--wait"]);
    let company = house.scene.company(1).clone();
    house.delete_task(&company, &month).await;
    came_up_last(&house, &month_before(&month), &month_back(0)).await;
    let server = Server::worker(&house);
    is_over(&house, "scheduled").await;
    assert!(server.stop().0.success());
    assert!(house.tasks(&company).await.is_empty());
    let run = as_list(&house.done(&["runs", "--json"]).json())[0].clone();
    let run = house.done(&["run", "show", run["id"].as_str().unwrap(), "--json"]).json();
    assert_eq!(outcomes(&run, &company)[&month]["text"], "deleted by hand, left deleted");
    let doctor = house.done(&["doctor", "--client", &company.name, "--month", &month]).out;
    assert!(doctor.contains("was deleted by hand. Use Reload data or Import data"), "{doctor}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_was_away_for_months_imports_the_latest_three_and_tells_of_the_others() {
    let house = ready(House::on_sqlite(small(2)).await);
    let mut months = vec![latest_month(&house)];
    for _ in 0..5 {
        months.push(month_before(months.last().unwrap()));
    }
    came_up_last(&house, &months[5], &month_back(0)).await;
    let server = Server::worker(&house);
    let announced = "SELECT count(*) FROM runs WHERE announced";
    eventually(async || house.text(announced).await == "3").await;
    assert!(server.stop().0.success());
    assert_eq!(runs(&house, "scheduled").await, 3);
    for company in house.scene.simulator.keys() {
        assert_eq!(house.tasks(company).await, house.scene.truth(company, &months[2], &months[0]));
    }
    let notices = house.done(&["notices"]).out;
    assert!(notices.contains("5 unread notices."), "{notices}");
    for month in &months[3..5] {
        let said = format!("uku import-data --all --from {month} --to {month}");
        assert!(notices.contains(&format!("{month} was not imported on its import day")), "{notices}");
        assert!(notices.contains(&said), "{notices}");
    }
}
