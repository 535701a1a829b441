//! A report of more clients than are looked up one by one.

use uku_core::client::{Client, ClientPosition};
use uku_core::summary::{ReportQuery, Reported};
use uku_testkit::build::{client, firm_a};

use super::report::{Office, october};
use crate::support::block_on;

/// Of 2,400 clients, every hundredth is inactive and every eightieth has no task; each task holds its client's number.
async fn crowd() -> (Office, Vec<u32>) {
    let office = Office::new().await;
    for number in 0..2400 {
        let name = format!("klient {number:04}");
        office.put(Client { active: number % 100 != 0, ..client(&name) });
        if number % 80 != 0 {
            office.write(&firm_a(), &name, "2026-10", &[("sales_entries", number.into())]).await;
        }
    }
    (office, (0..2400).collect())
}

#[test]
fn totals_and_pages_are_those_of_the_clients_that_are_looked_for() {
    block_on(async {
        let (office, numbers) = crowd().await;
        let query = ReportQuery { text: "klient".into(), most: 50, ..october() };
        let active = ReportQuery { active: Some(true), ..query.clone() };
        let with_task = ReportQuery { which: Reported::WithTask, ..active.clone() };
        let inactive = ReportQuery { active: Some(false), ..query.clone() };
        let is_active = |number: &&u32| !number.is_multiple_of(100);
        let has_task = |number: &&u32| !number.is_multiple_of(80);
        for (query, rows, of) in [
            (&query, 2400, numbers.iter().filter(has_task).collect::<Vec<_>>()),
            (&active, 2376, numbers.iter().filter(is_active).filter(has_task).collect()),
            (&with_task, 2352, numbers.iter().filter(is_active).filter(has_task).collect()),
            (&inactive, 24, numbers.iter().filter(|number| !is_active(number)).filter(has_task).collect()),
        ] {
            let report = office.month(query).await;
            assert_eq!((report.total, report.totals.tasks), (rows, of.len() as u64), "{query:?}");
            let sum: u32 = of.into_iter().sum();
            assert_eq!(report.totals.values.into_values().collect::<Vec<_>>(), [sum.into()], "{query:?}");
        }
        let after = ClientPosition::of(&client("klient 2399"));
        let last = office.month(&ReportQuery { after: Some(after), ..with_task }).await;
        assert_eq!((last.rows.len(), last.total), (0, 2352));
    });
}
