//! The clauses of what we wrote into summary tasks.

use rust_decimal::Decimal;
use uku_core::calendar::Month;
use uku_core::firm::FirmId;
use uku_core::summary::WrittenMonth;

use super::store::{StoreHarness, commit, open};
use crate::build::{at, firm_a, firm_b, id, month, months, values};

/// Something of everything.
fn written(number: i64) -> WrittenMonth {
    let mut all = values(&[("sales", number), ("Õ 'x'", 0)]);
    all.insert(id("typed by a person"), Decimal::new(125, 1));
    WrittenMonth {
        task: Some(id("task õ")),
        values: all,
        intended: values(&[("bank", 50_000)]),
        counted_at: Some(at("2026-11-10T05:00:00.123Z")),
    }
}

async fn put(harness: &dyn StoreHarness, firm: &FirmId, client: &str, of: &str, written: &WrittenMonth) {
    let client = id(client);
    let put = async |work: &mut dyn uku_core::store::UnitOfWork| {
        work.runs().put_written(&client, month(of), written).await.unwrap();
    };
    commit(harness, firm, put).await;
}

async fn of_year(harness: &dyn StoreHarness, firm: &FirmId, client: &str) -> Vec<(Month, WrittenMonth)> {
    let (client, months) = (id(client), months("2025-11", "2026-10"));
    open(harness, firm).await.runs().written(&client, months).await.unwrap()
}

/// All of it, and of what is only about to be written as well.
pub async fn what_was_written_is_remembered(harness: &dyn StoreHarness) {
    let intended = WrittenMonth { intended: values(&[("sales", 4)]), ..WrittenMonth::default() };
    put(harness, &firm_a(), "kask", "2026-10", &intended).await;
    put(harness, &firm_a(), "kask", "2026-09", &written(7)).await;
    put(harness, &firm_a(), "kask", "2026-08", &WrittenMonth::default()).await;
    let expected = [
        (month("2026-08"), WrittenMonth::default()),
        (month("2026-09"), written(7)),
        (month("2026-10"), intended),
    ];
    assert_eq!(of_year(harness, &firm_a(), "kask").await, expected);
}

/// Whole: a field that is left out is not remembered any more.
pub async fn what_was_written_last_replaces(harness: &dyn StoreHarness) {
    put(harness, &firm_a(), "kask", "2026-10", &written(7)).await;
    let second = WrittenMonth { values: values(&[("sales", 8)]), ..WrittenMonth::default() };
    put(harness, &firm_a(), "kask", "2026-10", &second).await;
    assert_eq!(of_year(harness, &firm_a(), "kask").await, [(month("2026-10"), second)]);
}

/// And so are those outside of what is asked for; its first and its last month are in it.
pub async fn months_of_which_nothing_is_known_are_left_out(harness: &dyn StoreHarness) {
    assert_eq!(of_year(harness, &firm_a(), "kask").await, []);
    for of in ["2025-10", "2025-11", "2026-01", "2026-10", "2026-11"] {
        put(harness, &firm_a(), "kask", of, &written(1)).await;
    }
    let found = of_year(harness, &firm_a(), "kask").await;
    let months: Vec<Month> = found.into_iter().map(|(month, _)| month).collect();
    assert_eq!(months, ["2025-11", "2026-01", "2026-10"].map(month));
}

/// Nobody else's is seen or replaced.
pub async fn what_was_written_is_of_one_client_of_one_firm(harness: &dyn StoreHarness) {
    let all = [(firm_a(), "kask", 1), (firm_a(), "tamm", 2), (firm_b(), "kask", 3)];
    for (firm, client, number) in &all {
        put(harness, firm, client, "2026-10", &written(*number)).await;
    }
    for (firm, client, number) in &all {
        assert_eq!(of_year(harness, firm, client).await, [(month("2026-10"), written(*number))]);
    }
}
