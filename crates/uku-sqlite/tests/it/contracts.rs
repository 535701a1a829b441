//! Each port by its contract.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use tempfile::TempDir;
use uku_core::client::{ClientId, Clients, registry_code_key};
use uku_core::clock::Clock as _;
use uku_core::firm::{FirmId, MemberProfile, Members, Role};
use uku_core::ledger::RequestBudget;
use uku_core::notice::{NoticeBoard, Notices, Reader};
use uku_core::run::WorkQueue;
use uku_core::sign_in::Accounts;
use uku_core::store::IntegrationStore;
use uku_core::summary::{CustomFieldId, SummaryKey, Tasks};
use uku_sqlite::SqliteBudget;
use uku_testkit::build::{account, id};
use uku_testkit::contract::accounts::AccountsHarness;
use uku_testkit::contract::budget::BudgetHarness;
use uku_testkit::contract::clients::ClientsHarness;
use uku_testkit::contract::members::MembersHarness;
use uku_testkit::contract::notice_board::NoticeBoardHarness;
use uku_testkit::contract::notices::NoticesHarness;
use uku_testkit::contract::queue::QueueHarness;
use uku_testkit::contract::store::StoreHarness;
use uku_testkit::contract::tasks::TasksHarness;
use uku_testkit::fake::ManualClock;

use crate::machine::Machine;

uku_testkit::accounts_contract!(crate::machine::Machine::new().await);
uku_testkit::members_contract!(crate::machine::Machine::new().await);
uku_testkit::clients_contract!(crate::machine::Machine::new().await);
uku_testkit::tasks_contract!(crate::machine::Machine::with_more_clients().await);
uku_testkit::store_contract!(crate::machine::Machine::with_clients().await);
uku_testkit::runs_contract!(crate::machine::Machine::with_clients().await);
uku_testkit::connections_contract!(crate::machine::Machine::with_clients().await);
uku_testkit::client_imports_contract!(crate::machine::Machine::with_clients().await);
uku_testkit::audit_contract!(crate::machine::Machine::with_clients().await);
uku_testkit::answers_contract!(crate::machine::Machine::with_clients().await);
uku_testkit::queue_contract!(crate::machine::Machine::with_clients().await);
uku_testkit::notices_contract!(crate::machine::Machine::new().await);
uku_testkit::notice_board_contract!(crate::machine::Machine::new().await);
uku_testkit::budget_contract!(super::BudgetFile::new().await);

#[async_trait]
impl ClientsHarness for Machine {
    fn clients(&self) -> &dyn Clients {
        &self.store
    }

    async fn give_registry_code(&self, firm: &FirmId, client: &ClientId, code: &str) -> bool {
        let sql =
            "UPDATE clients SET registry_code = ?, registry_key = ? WHERE firm_id = ? AND client_id = ?";
        let give = sqlx::query(sql).bind(code).bind(registry_code_key(code));
        let give = give.bind(firm.as_ref()).bind(client.as_ref());
        give.execute(&mut self.raw().await).await.unwrap().rows_affected() == 1
    }
}

impl StoreHarness for Machine {
    fn store(&self) -> &dyn IntegrationStore {
        &self.store
    }

    fn queue(&self) -> &dyn WorkQueue {
        &self.store
    }
}

#[async_trait]
impl QueueHarness for Machine {
    fn other(&self) -> &dyn WorkQueue {
        &self.store
    }

    async fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    async fn advance(&self, by: TimeDelta) {
        self.clock.advance(by);
    }
}

#[async_trait]
impl NoticesHarness for Machine {
    fn notices(&self) -> &dyn Notices {
        &self.store
    }

    async fn told(&self, firm: &FirmId) -> usize {
        let owner = Reader { member: id("owner"), role: Role::Owner };
        self.store.page(firm, &owner, None, 100).await.unwrap().len()
    }
}

impl AccountsHarness for Machine {
    fn accounts(&self) -> &dyn Accounts {
        &self.store
    }

    fn activity(&self) -> &dyn IntegrationStore {
        &self.store
    }
}

#[async_trait]
impl MembersHarness for Machine {
    fn members(&self) -> &dyn Members {
        &self.store
    }

    async fn add(&self, firm: &FirmId, member: &MemberProfile) {
        self.store.put(&account(firm, member), &[]).await.unwrap().unwrap();
    }
}

impl NoticeBoardHarness for Machine {
    fn board(&self) -> &dyn NoticeBoard {
        &self.store
    }
}

#[async_trait]
impl TasksHarness for Machine {
    fn tasks(&self) -> &dyn Tasks {
        &self.store
    }

    async fn bill(&self, firm: &FirmId, key: &SummaryKey) {
        let sql = "UPDATE summary_tasks SET billed = 1, version = version + 1
                   WHERE firm_id = ? AND client_id = ? AND month = ?";
        let bill = sqlx::query(sql).bind(firm.as_ref()).bind(key.client.as_ref()).bind(key.month.to_string());
        assert_eq!(bill.execute(&mut self.raw().await).await.unwrap().rows_affected(), 1);
    }

    async fn edit(&self, firm: &FirmId, key: &SummaryKey, field: CustomFieldId, number: Decimal) {
        let mut raw = self.raw().await;
        let month = key.month.to_string();
        sqlx::query("INSERT OR REPLACE INTO summary_values VALUES (?, ?, ?, ?, ?)")
            .bind(firm.as_ref())
            .bind(key.client.as_ref())
            .bind(&month)
            .bind(field.as_ref())
            .bind(number.to_string())
            .execute(&mut raw)
            .await
            .unwrap();
        let sql = "UPDATE summary_tasks SET version = version + 1
                   WHERE firm_id = ? AND client_id = ? AND month = ?";
        let touch = sqlx::query(sql).bind(firm.as_ref()).bind(key.client.as_ref()).bind(month);
        assert_eq!(touch.execute(&mut raw).await.unwrap().rows_affected(), 1);
    }

    async fn delete(&self, firm: &FirmId, key: &SummaryKey) {
        let (mut raw, month) = (self.raw().await, key.month.to_string());
        for table in ["summary_values", "summary_tasks"] {
            let sql = format!("DELETE FROM {table} WHERE firm_id = ? AND client_id = ? AND month = ?");
            let delete = sqlx::query(sqlx::AssertSqlSafe(sql));
            let delete = delete.bind(firm.as_ref()).bind(key.client.as_ref()).bind(&month);
            assert_ne!(delete.execute(&mut raw).await.unwrap().rows_affected(), 0);
        }
    }
}

struct BudgetFile {
    budget: SqliteBudget,
    clock: ManualClock,
    _folder: TempDir,
}

impl BudgetFile {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = ManualClock::at("2026-11-10T09:00:00Z");
        let budget =
            SqliteBudget::open(&folder.path().join("budget.db"), Arc::new(clock.clone())).await.unwrap();
        Self { budget, clock, _folder: folder }
    }
}

#[async_trait]
impl BudgetHarness for BudgetFile {
    fn budget(&self) -> &dyn RequestBudget {
        &self.budget
    }

    async fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    async fn advance(&self, by: TimeDelta) {
        self.clock.advance(by);
    }
}
