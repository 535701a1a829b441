//! What reports tell.

use uku_core::client::ClientId;
use uku_core::firm::{Plan, Subscription};
use uku_core::summary::{CustomField, CustomFieldKind, ReportQuery, ReportRow, ReportsError, Tasks as _};
use uku_testkit::build::{client, firm_a, firm_b, id, month};

use super::report::{Office, cell, october};
use crate::support::block_on;

fn names(fields: &[CustomField]) -> Vec<&str> {
    fields.iter().map(|field| field.name.as_str()).collect()
}

#[test]
fn each_number_stands_beside_that_of_the_month_before() {
    block_on(async {
        let office = Office::new().await;
        let report = office.month(&october()).await;
        // Columns come by name: bank, purchase, sales.
        assert_eq!(names(&report.fields), ["Bank entries", "Purchase entries", "Sales entries"]);
        let none = cell(None, None, false);
        let expected = [
            ("aed", [cell(Some(104), Some(100), false), none, cell(Some(30), Some(20), true)]),
            ("bar", [none, none, cell(Some(0), Some(9), false)]),
            ("carl", [none, none, cell(Some(500), None, false)]),
            ("doo", [none, cell(None, Some(7), false), none]),
            ("eha", [none, none, none]),
        ];
        for ((name, cells), row) in expected.into_iter().zip(report.rows) {
            let (task, before) = (office.task(name, "2026-10").await, office.task(name, "2026-09").await);
            assert_eq!(row, ReportRow { client: client(name), task, before, cells: cells.into() });
        }
    });
}

#[test]
fn archived_fields_with_numbers_stay_and_other_kinds_are_left_out() {
    block_on(async {
        let office = Office::new().await;
        for field in office.tasks.custom_fields(&firm_a()).await.unwrap() {
            let changed = match field.id.as_ref() {
                "sales_entries" => CustomField { archived: true, ..field },
                _ => continue,
            };
            office.tasks.put_custom_field(&firm_a(), &changed).await.unwrap();
        }
        let note =
            CustomField { id: id("note"), name: "Note".into(), kind: CustomFieldKind::Text, archived: false };
        office.tasks.put_custom_field(&firm_a(), &note).await.unwrap();
        office.write(&firm_a(), "eha", "2026-10", &[("note", 1)]).await;
        let report = office.month(&october()).await;
        assert_eq!(names(&report.fields), ["Bank entries", "Purchase entries", "Sales entries"]);
    });
}

#[test]
fn a_month_of_nothing_has_rows_without_columns() {
    block_on(async {
        let office = Office::new().await;
        let report = office.month(&ReportQuery::all(month("2025-01"))).await;
        assert_eq!((report.fields, report.total, report.totals.tasks), (Vec::new(), 5, 0));
    });
}

#[test]
fn a_year_of_a_client_has_twelve_months() {
    block_on(async {
        let office = Office::new().await;
        office.write(&firm_a(), "aed", "2025-10", &[("documents", 1)]).await;
        office.write(&firm_a(), "aed", "2025-11", &[("sales_entries", 2)]).await;
        let year = office.reports().year(&id::<ClientId>("aed"), month("2026-10")).await.unwrap();
        assert_eq!(year.client, client("aed"));
        assert_eq!(names(&year.fields), ["Bank entries", "Sales entries"]);
        let expected = month("2025-11").through(month("2026-10"));
        let mut filled = Vec::new();
        for (expected, (found, task)) in expected.zip(&year.months) {
            assert_eq!(expected, *found);
            assert_eq!(*task, office.task("aed", &found.to_string()).await);
            filled.extend(task.as_ref().map(|task| task.key.month.to_string()));
        }
        assert_eq!(
            (year.months.len(), filled),
            (12, ["2025-11", "2026-09", "2026-10"].map(String::from).into())
        );
    });
}

#[test]
fn one_task_stands_beside_the_one_before() {
    block_on(async {
        let office = Office::new().await;
        let seen = office.reports().task(&id::<ClientId>("aed"), month("2026-10")).await.unwrap();
        assert_eq!(names(&seen.fields), ["Bank entries", "Sales entries"]);
        let cells = vec![cell(Some(104), Some(100), false), cell(Some(30), Some(20), true)];
        assert_eq!(seen.row.cells, cells);
        let none = office.reports().task(&id::<ClientId>("eha"), month("2026-10")).await.unwrap();
        assert_eq!((none.row.task, none.fields), (None, Vec::new()));
    });
}

#[test]
fn another_firms_clients_do_not_exist() {
    block_on(async {
        let office = Office::new().await;
        office.clients.put(&firm_b(), client("theirs"));
        office.write(&firm_b(), "theirs", "2026-10", &[("sales_entries", 5)]).await;
        let theirs = id::<ClientId>("theirs");
        let reports = office.reports();
        assert_eq!(reports.year(&theirs, month("2026-10")).await, Err(ReportsError::NoSuchClient));
        assert_eq!(reports.task(&theirs, month("2026-10")).await, Err(ReportsError::NoSuchClient));
    });
}

#[test]
fn months_with_tasks_come_the_latest_first() {
    block_on(async {
        let office = Office::new().await;
        office.write(&firm_b(), "theirs", "2026-11", &[("sales_entries", 5)]).await;
        office.write(&firm_a(), "eha", "2024-12", &[]).await;
        let months = office.reports().months().await.unwrap();
        assert_eq!(months, ["2026-10", "2026-09", "2024-12"].map(month));
    });
}

#[test]
fn everybody_of_the_firm_sees_reports_whatever_is_paid() {
    block_on(async {
        let mut office = Office::new().await;
        office.actor.subscription = Subscription { plan: Plan::Solo, lapsed: true };
        assert_eq!(office.month(&october()).await.total, 5);
    });
}
