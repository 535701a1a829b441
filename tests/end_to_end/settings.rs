//! Step 4 of the help page: how a firm wants its summary tasks, filled in by hand from nothing.

use serde_json::{Value, json};

use crate::house::{House, as_list, small};
use crate::months::{month_back, month_before};

/// Clients connected, and nothing filled in on the Data import tab.
async fn connected() -> House {
    let house = House::on_sqlite(small(2)).await;
    house.connect_all();
    house
}

fn missing(house: &House) -> Value {
    house.done(&["settings", "--json"]).json()["missing"].take()
}

#[tokio::test(flavor = "multi_thread")]
async fn step_4_from_nothing_on_sqlite() {
    step_4_from_nothing(&connected().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn step_4_from_nothing_on_postgres() {
    let house = House::on_postgres(small(2)).await;
    house.connect_all();
    step_4_from_nothing(&house);
}

fn step_4_from_nothing(house: &House) {
    let nothing = house.done(&["settings"]).out;
    let said = "Missing: Task title, Topic, Data import, Configure data fields. Until it is filled in, nothing is imported.";
    assert!(nothing.contains(said) && nothing.contains("uku settings create-fields"), "{nothing}");
    assert!(nothing.ends_with("Next import: none until the settings are complete\n"), "{nothing}");
    let reload = ["reload", "--wait"];
    house.refused(&reload, 1, &["settings of the summary task are not complete", "uku settings set"]);

    house.refused(
        &["settings", "set", "--topic", "Bookkeeping"],
        1,
        &["there is no topic Bookkeeping", "uku topics list"],
    );
    assert_eq!(house.done(&["topics", "add", "Bookkeeping"]).out, "Bookkeeping is there\n");
    house.done(&["settings", "set", "--topic", "bookkeeping"]);
    assert_eq!(missing(house), json!(["Task title", "Data import", "Configure data fields"]));
    house.done(&["settings", "set", "--title", "SmartAccounts {month}, {client}"]);
    house.done(&["settings", "set", "--import-day", "day-10"]);
    assert_eq!(missing(house), json!(["Configure data fields"]));
    house.refused(&reload, 1, &["Configure data fields"]);

    let whole = house.done(&["settings", "create-fields"]).out;
    for line in [
        "Task title               SmartAccounts {month}, {client}",
        "Topic                    Bookkeeping",
        "Data import              day-10 of the following month, 05:00 (the usual time), Europe/Tallinn",
        "  Sales entries          Sales entries",
        "  Bank entries           Bank entries",
        "  VAT return entries     not mapped",
    ] {
        assert!(whole.contains(line), "{line:?} is not in {whole}");
    }
    assert!(!whole.contains("Missing") && whole.contains("\nNext import: 10 "), "{whole}");
    let fields = as_list(&house.done(&["fields", "list", "--json"]).json());
    assert_eq!(fields.len(), 4);
    assert!(fields.iter().all(|field| field["kind"] == "number" && field["archived"] == false));
    // Once more takes those that are there.
    house.done(&["settings", "create-fields"]);
    assert_eq!(as_list(&house.done(&["fields", "list", "--json"]).json()).len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_title_is_shown_as_it_would_be() {
    let house = connected().await;
    house.fill_in_settings();
    let company = house.scene.company(1);
    let preview = house.done(&["settings", "--client", &company.name, "--month", "2026-10", "--json"]).json();
    let title = preview["preview"]["title"].as_str().unwrap();
    assert!(title.starts_with("SmartAccounts ") && title.ends_with(&company.name), "{title}");
    assert!(title.contains("2026") && !title.contains('{'), "{title}");
    let long = "x".repeat(201);
    for wrong in ["", "  ", long.as_str()] {
        house.refused(&["settings", "set", "--title", wrong], 2, &["longer than 200 characters"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_import_is_told_for_every_rule() {
    let house = connected().await;
    house.fill_in_settings();
    for (rule, time, text) in [
        ("last-work-day", "21:00", "last-work-day of the month, 21:00"),
        ("last-calendar-day", "21:00", "last-calendar-day of the month, 21:00"),
        ("day-1", "05:00", "day-1 of the following month, 05:00"),
        ("day-28", "05:00", "day-28 of the following month, 05:00"),
    ] {
        let shown = house.done(&["settings", "set", "--import-day", rule]).out;
        assert!(shown.contains(text), "{shown}");
        let json = house.done(&["settings", "--json"]).json();
        assert_eq!((&json["importDay"], &json["importTime"]), (&rule.into(), &time.into()));
        // The instant is that of the calendar.
        let month = json["nextImport"]["month"].as_str().unwrap();
        let calendar = house.done(&["calendar", "--rule", rule, "--from", month, "--to", month]).out;
        assert_eq!(calendar, format!("{month} {}\n", json["nextImport"]["local"].as_str().unwrap()));
        assert!([0, 1, 2].map(month_back).contains(&month_before(month)), "{month}");
    }
    let within = house.done(&["settings", "set", "--import-day", "last-work-day"]).out;
    assert!(within.contains("A month is imported before it is over"), "{within}");
    house.done(&["settings", "set", "--import-time", "23:30", "--look-day", "28", "--look-back", "1"]);
    let json = house.done(&["settings", "--json"]).json();
    assert_eq!((&json["importTime"], &json["usualTime"]), (&"23:30".into(), &false.into()));
    assert_eq!((&json["lookBack"], &json["lookDay"]), (&1.into(), &28.into()));
    for wrong in [["--import-day", "day-29"], ["--import-time", "25:00"], ["--look-back", "13"]] {
        house.refused(&[&["settings", "set"], wrong.as_slice()].concat(), 2, &[wrong[1]]);
    }
    // Import days are those of the firm's own clock.
    house.done(&["firm", "set", "--time-zone", "America/New_York"]);
    let json = house.done(&["settings", "--json"]).json();
    assert!(json["nextImport"]["local"].as_str().unwrap().ends_with("T23:30"), "{json}");
    assert!(!json["nextImport"]["at"].as_str().unwrap().contains("T21:30"), "{json}");
    house.done(&["firm", "set", "--time-zone", "Europe/Tallinn"]);
    // Without the integration nothing comes up.
    house.done(&["deactivate", "--yes"]);
    let inactive = house.done(&["settings"]).out;
    assert!(inactive.contains("Next import: none while the integration is not active"), "{inactive}");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_number_fields_are_mapped_and_none_twice() {
    let house = connected().await;
    house.fill_in_settings();
    house.done(&["fields", "add", "Remarks", "--kind", "text"]);
    let before = house.done(&["settings", "--json"]).json();
    let map = |mapping: &str| house.run(&["settings", "set", "--map", mapping]);
    map("vat_return_entries=Remarks")
        .must_say(1, &["the custom task field Remarks", "not of type Number but Text"]);
    map("vat_return_entries=Documents").must_say(2, &["the same custom task field"]);
    map("vat_return_entries=Nowhere").must_say(1, &["there is no custom task field Nowhere"]);
    map("nonsense=Documents").must_say(2, &["nonsense", "sales_entries"]);
    assert_eq!(house.done(&["settings", "--json"]).json(), before, "nothing of it was taken");

    house.done(&["fields", "add", "VAT returns"]);
    let mapped = map("vat_return_entries=VAT returns");
    assert_eq!(mapped.code, 0, "{}", mapped.err);
    house.done(&["settings", "set", "--unmap", "documents,bank_entries"]);
    let fields = as_list(&house.done(&["settings", "--json"]).json()["fields"]);
    let mapped: Vec<&Value> =
        fields.iter().filter(|field| !field["customField"].is_null()).map(|field| &field["field"]).collect();
    assert_eq!(mapped, ["sales_entries", "purchase_entries", "vat_return_entries"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_that_was_archived_is_told_and_nothing_is_imported_past_it() {
    let house = connected().await;
    house.fill_in_settings();
    house.done(&["fields", "archive", "Bank entries"]);
    let broken = "Bank entries is mapped to the custom task field Bank entries, which is archived";
    is_broken(&house, broken, "Map the data field to a custom task field of type Number");
    house.done(&["fields", "restore", "Bank entries"]);
    imports_again(&house).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_that_was_deleted_is_told_and_nothing_is_imported_past_it() {
    let house = connected().await;
    house.fill_in_settings();
    house.done(&["fields", "delete", "Documents"]);
    is_broken(&house, "which does not exist", "Map the data field to a custom task field of type Number");
    house.done(&["settings", "create-fields"]);
    imports_again(&house).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_that_was_archived_is_told_and_nothing_is_imported_past_it() {
    let house = connected().await;
    house.fill_in_settings();
    house.done(&["topics", "archive", "Bookkeeping"]);
    is_broken(&house, "the topic Bookkeeping is archived", "Choose another topic");
    for topic in ["Books", "Former"] {
        house.done(&["topics", "add", topic]);
    }
    house.done(&["topics", "archive", "Former"]);
    house.refused(
        &["settings", "set", "--topic", "Former"],
        1,
        &["the topic Former is archived", "Choose another topic"],
    );
    house.done(&["settings", "set", "--topic", "Books"]);
    imports_again(&house).await;
}

/// Settings and doctor say what is broken, and no import begins.
fn is_broken(house: &House, what: &str, remedy: &str) {
    let shown = house.done(&["settings"]).out;
    let line = shown.lines().find(|line| line.starts_with("Broken: ")).unwrap();
    assert!(line.contains(what) && line.contains(remedy), "{line}");
    assert!(shown.contains("if what is broken is put right before"), "{shown}");
    let doctor = house.run(&["doctor"]);
    assert_eq!(doctor.code, 1);
    assert!(doctor.out.contains(what) && doctor.out.contains(remedy), "{}", doctor.out);
    let company = house.scene.company(1);
    let arrived = house.scene.arrived(company);
    let month = month_back(1);
    for import in [&["reload", "--wait"][..], &["import-data", "--all", "--from", &month, "--to", &month]] {
        house.run(import).must_say(1, &[what, remedy, "Here: uku settings set"]);
    }
    assert_eq!(house.scene.arrived(company), arrived, "the books are not asked");
    assert!(as_list(&house.done(&["runs", "--json"]).json()).is_empty());
}

async fn imports_again(house: &House) {
    let month = month_back(1);
    house.done(&["import-data", "--all", "--from", &month, "--to", &month, "--wait"]);
    let company = house.scene.company(1);
    assert_eq!(house.tasks(company).await, house.scene.truth(company, &month, &month));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_tasks_hold_or_lie_under_is_not_deleted() {
    let house = connected().await;
    house.fill_in_settings();
    imports_again(&house).await;
    for used in [["fields", "delete", "Documents"], ["topics", "delete", "Bookkeeping"]] {
        house.refused(&used, 1, &["tasks use it, so it can't be deleted", "Archive it instead"]);
    }
    // A field that is not mapped any more keeps its numbers, and no new ones come.
    house.done(&["settings", "set", "--unmap", "documents"]);
    let company = house.scene.company(1).clone();
    let (last, before) = (month_back(1), month_before(&month_back(1)));
    house.done(&["import-data", "--client", &company.name, "--from", &before, "--to", &last, "--wait"]);
    let tasks = house.tasks(&company).await;
    assert_eq!((tasks[&last].len(), tasks[&before].len()), (4, 3));
    assert!(!tasks[&before].contains_key("documents"));
    house.done(&["fields", "rename", "Documents", "Papers"]);
    house.done(&["fields", "archive", "Papers"]);
    let fields = house.done(&["fields", "list"]).out;
    assert!(fields.contains("Papers") && fields.contains("archived"), "{fields}");
}
