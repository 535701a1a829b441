//! Which clients are in a report of a month, and in which order.

use uku_core::client::Client;
use uku_core::summary::{ReportQuery, Reported};
use uku_testkit::build::{client, firm_b, values};

use super::report::{Office, october, paged};
use crate::support::block_on;

fn which(which: Reported) -> ReportQuery {
    ReportQuery { which, ..october() }
}

#[test]
fn clients_are_told_apart_by_whether_they_have_a_task() {
    block_on(async {
        let office = Office::new().await;
        assert_eq!(office.names(&which(Reported::Everybody)).await, ["aed", "bar", "carl", "doo", "eha"]);
        assert_eq!(office.names(&which(Reported::WithTask)).await, ["aed", "bar", "carl"]);
        assert_eq!(office.names(&which(Reported::WithoutTask)).await, ["doo", "eha"]);
    });
}

#[test]
fn outliers_come_alone() {
    block_on(async {
        let office = Office::new().await;
        let outliers = |which| ReportQuery { outliers_only: true, which, ..october() };
        assert_eq!(office.names(&outliers(Reported::Everybody)).await, ["aed"]);
        assert_eq!(office.names(&outliers(Reported::WithTask)).await, ["aed"]);
        assert_eq!(office.names(&outliers(Reported::WithoutTask)).await, Vec::<String>::new());
    });
}

#[test]
fn totals_are_those_of_the_clients_that_are_looked_for() {
    block_on(async {
        let office = Office::new().await;
        office.put(Client { active: false, ..client("carl") });
        office.write(&firm_b(), "aed", "2026-10", &[("sales_entries", 1000)]).await;
        for (query, tasks, numbers) in [
            (october(), 3, vec![("sales_entries", 530), ("bank_entries", 104)]),
            (
                ReportQuery { active: Some(true), ..october() },
                2,
                vec![("sales_entries", 30), ("bank_entries", 104)],
            ),
            (ReportQuery { text: "AR".into(), ..october() }, 2, vec![("sales_entries", 500)]),
            (ReportQuery { text: "eha".into(), ..october() }, 0, vec![]),
            (which(Reported::WithoutTask), 0, vec![]),
        ] {
            let report = office.month(&query).await;
            assert_eq!((report.totals.tasks, report.totals.values), (tasks, values(&numbers)), "{query:?}");
        }
        let without = office.month(&which(Reported::WithoutTask)).await;
        assert_eq!(without.totals_before.values, values(&[("purchase_entries", 7)]));
    });
}

#[test]
fn pages_follow_each_other_with_the_same_totals() {
    block_on(async {
        let office = Office::new().await;
        let whole = office.month(&october()).await;
        let pages = paged(&office, &october(), 2).await;
        assert_eq!(pages.len(), 3);
        for page in &pages {
            assert_eq!((&page.totals, &page.totals_before), (&whole.totals, &whole.totals_before));
            assert_eq!((&page.fields, page.total), (&whole.fields, 5));
        }
        let rows: Vec<_> = pages.into_iter().flat_map(|page| page.rows).collect();
        assert_eq!(rows, whole.rows);
    });
}
