//! Looking for summary tasks, and what many of them hold together.

use rust_decimal::Decimal;
use uku_core::calendar::{Month, MonthRange};
use uku_core::client::{Among, ClientId};
use uku_core::firm::FirmId;
use uku_core::summary::{SummaryQuery, SummaryTask, SummaryTotals, SummaryWrite, Values};

use super::tasks::{TasksHarness, stamp};
use crate::build::{draft, firm_a, firm_b, id, key, month, months, values};

/// Tasks of September and October, but none of `tamm` in September.
async fn fill(harness: &dyn TasksHarness) {
    for (client, of, numbers) in [
        ("kask", "2026-09", [("sales", 10), ("bank", 1)]),
        ("kask", "2026-10", [("sales", 20), ("bank", 2)]),
        ("kuusk", "2026-09", [("sales", 0), ("bank", 3)]),
        ("kuusk", "2026-10", [("sales", 40), ("bank", 4)]),
        ("tamm", "2026-10", [("sales", 80), ("bank", 5)]),
    ] {
        put(harness, &firm_a(), client, of, &numbers).await;
    }
}

async fn put(harness: &dyn TasksHarness, firm: &FirmId, client: &str, of: &str, numbers: &[(&str, i64)]) {
    let write = SummaryWrite { draft: draft(key(client, of), numbers), expected: None, stamp: stamp(1, 0) };
    harness.tasks().write_summary(firm, &write).await.unwrap();
}

/// Clients and as many thousands of others that are not there.
fn with_strangers(clients: &[&str]) -> Vec<ClientId> {
    let strangers = (0..5000).map(|number| id(&format!("stranger {number}")));
    clients.iter().map(|client| id(client)).chain(strangers).collect()
}

async fn found(harness: &dyn TasksHarness, months: MonthRange, among: Among) -> Vec<String> {
    let tasks = harness.tasks().find_summaries(&firm_a(), &SummaryQuery { months, among }).await.unwrap();
    tasks.iter().map(|task| format!("{} {}", task.key.client, task.key.month)).collect()
}

async fn totals(harness: &dyn TasksHarness, firm: &FirmId, of: &str, among: Among) -> SummaryTotals {
    harness.tasks().summary_totals(firm, month(of), &among).await.unwrap()
}

fn sums(tasks: u64, numbers: &[(&str, i64)]) -> SummaryTotals {
    SummaryTotals { tasks, values: values(numbers) }
}

/// As they are read one by one, by client and month.
pub async fn tasks_of_some_clients_and_months_are_found(harness: &dyn TasksHarness) {
    fill(harness).await;
    let both = months("2026-09", "2026-10");
    let only = |clients: &[&str]| Among::Only(with_strangers(clients));
    let expected = ["kask 2026-09", "kask 2026-10", "tamm 2026-10"];
    assert_eq!(found(harness, both, only(&["tamm", "kask"])).await, expected);
    assert_eq!(found(harness, months("2026-10", "2027-01"), only(&["kask"])).await, ["kask 2026-10"]);
    assert_eq!(found(harness, months("2026-11", "2027-01"), only(&["kask"])).await, Vec::<String>::new());
    assert_eq!(found(harness, both, Among::Only(Vec::new())).await, Vec::<String>::new());
    let query = SummaryQuery { months: both, among: Among::All };
    let tasks: Vec<SummaryTask> = harness.tasks().find_summaries(&firm_a(), &query).await.unwrap();
    assert_eq!(tasks, harness.tasks().summaries(&firm_a()).await.unwrap());
}

/// Also where it takes thousands of identities to say whose not.
pub async fn tasks_of_all_but_some_clients_are_found(harness: &dyn TasksHarness) {
    fill(harness).await;
    let except = |clients: &[&str]| Among::Except(with_strangers(clients));
    let october = MonthRange::single(month("2026-10"));
    assert_eq!(found(harness, october, except(&["kuusk"])).await, ["kask 2026-10", "tamm 2026-10"]);
    let september = MonthRange::single(month("2026-09"));
    assert_eq!(found(harness, september, Among::All).await, ["kask 2026-09", "kuusk 2026-09"]);
}

/// In order of identities.
pub async fn who_has_a_task_in_a_month_is_told(harness: &dyn TasksHarness) {
    fill(harness).await;
    let who = async |of: &str| harness.tasks().clients_with_summary(&firm_a(), month(of)).await.unwrap();
    assert_eq!(who("2026-10").await, ["kask", "kuusk", "tamm"].map(id::<ClientId>));
    assert_eq!(who("2026-09").await, ["kask", "kuusk"].map(id::<ClientId>));
    assert_eq!(who("2026-08").await, []);
    harness.delete(&firm_a(), &key("kask", "2026-10")).await;
    assert_eq!(who("2026-10").await, ["kuusk", "tamm"].map(id::<ClientId>));
}

/// Each once, however many tasks it has.
pub async fn months_with_tasks_come_the_latest_first(harness: &dyn TasksHarness) {
    let all = async || harness.tasks().summary_months(&firm_a()).await.unwrap();
    assert_eq!(all().await, Vec::<Month>::new());
    fill(harness).await;
    put(harness, &firm_a(), "tamm", "2025-12", &[("sales", 1)]).await;
    put(harness, &firm_b(), "kask", "2026-11", &[]).await;
    assert_eq!(all().await, ["2026-10", "2026-09", "2025-12"].map(month));
    harness.delete(&firm_a(), &key("tamm", "2025-12")).await;
    assert_eq!(all().await, ["2026-10", "2026-09"].map(month));
}

/// Of all, of some and of all but some; a field that nobody holds has no sum.
pub async fn numbers_are_summed(harness: &dyn TasksHarness) {
    fill(harness).await;
    for (of, among, expected) in [
        ("2026-10", Among::All, sums(3, &[("sales", 140), ("bank", 11)])),
        ("2026-09", Among::All, sums(2, &[("sales", 10), ("bank", 4)])),
        ("2026-10", Among::Only(with_strangers(&["kask", "tamm"])), sums(2, &[("sales", 100), ("bank", 7)])),
        ("2026-10", Among::Except(with_strangers(&["tamm"])), sums(2, &[("sales", 60), ("bank", 6)])),
        ("2026-10", Among::Except(Vec::new()), sums(3, &[("sales", 140), ("bank", 11)])),
        ("2026-10", Among::Only(Vec::new()), sums(0, &[])),
        ("2026-08", Among::All, sums(0, &[])),
    ] {
        assert_eq!(totals(harness, &firm_a(), of, among.clone()).await, expected, "{of}");
    }
    put(harness, &firm_a(), "tamm", "2026-08", &[]).await;
    assert_eq!(totals(harness, &firm_a(), "2026-08", Among::All).await, sums(1, &[]));
    harness.delete(&firm_a(), &key("kask", "2026-09")).await;
    assert_eq!(
        totals(harness, &firm_a(), "2026-09", Among::All).await,
        sums(1, &[("sales", 0), ("bank", 3)])
    );
}

/// Fractions that people type are not rounded, and numbers below nothing count.
pub async fn sums_are_exact(harness: &dyn TasksHarness) {
    fill(harness).await;
    let numbers = ["0.1", "0.2", "-12345678901234.56"].map(|number| number.parse::<Decimal>().unwrap());
    for (client, number) in ["kask", "kuusk", "tamm"].into_iter().zip(numbers) {
        harness.edit(&firm_a(), &key(client, "2026-10"), id("sales"), number).await;
    }
    let expected: Values =
        [(id("sales"), "-12345678901234.26".parse().unwrap()), (id("bank"), Decimal::from(11))].into();
    assert_eq!(totals(harness, &firm_a(), "2026-10", Among::All).await.values, expected);
}

/// Nor are they counted or summed.
pub async fn another_firms_tasks_are_not_found(harness: &dyn TasksHarness) {
    fill(harness).await;
    put(harness, &firm_b(), "kask", "2026-10", &[("sales", 1000)]).await;
    let theirs = sums(1, &[("sales", 1000)]);
    assert_eq!(totals(harness, &firm_b(), "2026-10", Among::All).await, theirs);
    assert_eq!(totals(harness, &firm_b(), "2026-09", Among::All).await, sums(0, &[]));
    let query = SummaryQuery { months: months("2026-09", "2026-10"), among: Among::All };
    let tasks = harness.tasks().find_summaries(&firm_b(), &query).await.unwrap();
    assert_eq!(tasks, harness.tasks().summaries(&firm_b()).await.unwrap());
    let only = Among::Only(vec![id("tamm")]);
    assert_eq!(totals(harness, &firm_b(), "2026-10", only).await, sums(0, &[]));
    let who = harness.tasks().clients_with_summary(&firm_b(), month("2026-10")).await.unwrap();
    assert_eq!(who, [id::<ClientId>("kask")]);
    assert_eq!(harness.tasks().summary_months(&id("nobody")).await.unwrap(), []);
}
