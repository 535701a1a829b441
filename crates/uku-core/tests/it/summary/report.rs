//! A firm with clients and their summary tasks.

use rust_decimal::Decimal;
use uku_core::client::{Client, ClientPosition};
use uku_core::firm::{Actor, FirmId, Role};
use uku_core::run::Epoch;
use uku_core::summary::{
    Report, ReportCell, ReportQuery, Reports, SummaryTask, SummaryWrite, Tasks as _, WriteStamp,
};
use uku_testkit::build::{actor, at, client, draft, firm_a, key, month, two_firms};
use uku_testkit::fake::{MemoryClients, MemoryTasks};

pub(super) struct Office {
    pub(super) actor: Actor,
    pub(super) clients: MemoryClients,
    pub(super) tasks: MemoryTasks,
}

impl Office {
    /// Five clients. Aed grew, Bar stayed, Carl is new, Doo stopped, Eha has no task.
    pub(super) async fn new() -> Self {
        let office = Self {
            actor: actor(Role::Member),
            clients: MemoryClients::of(two_firms()),
            tasks: MemoryTasks::default(),
        };
        for name in ["aed", "bar", "carl", "doo", "eha"] {
            office.clients.put(&firm_a(), client(name));
        }
        let firm = firm_a();
        office.write(&firm, "aed", "2026-09", &[("sales_entries", 20), ("bank_entries", 100)]).await;
        office.write(&firm, "aed", "2026-10", &[("sales_entries", 30), ("bank_entries", 104)]).await;
        office.write(&firm, "bar", "2026-09", &[("sales_entries", 9)]).await;
        office.write(&firm, "bar", "2026-10", &[("sales_entries", 0)]).await;
        office.write(&firm, "carl", "2026-10", &[("sales_entries", 500)]).await;
        office.write(&firm, "doo", "2026-09", &[("purchase_entries", 7)]).await;
        office
    }

    pub(super) async fn write(&self, firm: &FirmId, of: &str, in_month: &str, numbers: &[(&str, i64)]) {
        let stamp = WriteStamp { epoch: Epoch(1), counted_at: at("2026-11-01T00:00:00Z") };
        let write = SummaryWrite { draft: draft(key(of, in_month), numbers), expected: None, stamp };
        self.tasks.write_summary(firm, &write).await.unwrap();
    }

    pub(super) fn reports(&self) -> Reports<'_> {
        Reports { actor: &self.actor, clients: &self.clients, tasks: &self.tasks }
    }

    pub(super) async fn month(&self, query: &ReportQuery) -> Report {
        self.reports().month(query).await.unwrap()
    }

    pub(super) async fn names(&self, query: &ReportQuery) -> Vec<String> {
        let report = self.month(query).await;
        assert_eq!(report.total, report.rows.len() as u64);
        report.rows.into_iter().map(|row| row.client.name).collect()
    }

    pub(super) fn put(&self, client: Client) {
        self.clients.put(&firm_a(), client);
    }

    pub(super) async fn task(&self, of: &str, in_month: &str) -> Option<SummaryTask> {
        self.tasks.summary(&firm_a(), &key(of, in_month)).await.unwrap()
    }
}

pub(super) fn october() -> ReportQuery {
    ReportQuery::all(month("2026-10"))
}

/// A cell with these two numbers.
pub(super) fn cell(now: Option<i64>, before: Option<i64>, outlier: bool) -> ReportCell {
    let change = now.zip(before).map(|(now, before)| Decimal::from(now - before));
    ReportCell { now: now.map(Decimal::from), before: before.map(Decimal::from), change, outlier }
}

/// All pages of so many rows, one after another.
pub(super) async fn paged(office: &Office, query: &ReportQuery, most: u32) -> Vec<Report> {
    let mut query = ReportQuery { most, ..query.clone() };
    let mut pages = Vec::new();
    loop {
        let page = office.month(&query).await;
        query.after = page.rows.last().map(|row| ClientPosition::of(&row.client));
        pages.push(page);
        if !pages.last().is_some_and(|page| page.more) {
            return pages;
        }
    }
}
