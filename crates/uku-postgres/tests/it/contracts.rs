//! Each port by its contract.

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use sqlx::AssertSqlSafe;
use uku_core::client::{ClientId, Clients, registry_code_key};
use uku_core::firm::{FirmId, MemberProfile, Members, Role};
use uku_core::ledger::RequestBudget;
use uku_core::notice::{NoticeBoard, Notices, Reader};
use uku_core::run::WorkQueue;
use uku_core::sign_in::Accounts;
use uku_core::store::IntegrationStore;
use uku_core::summary::{CustomFieldId, SummaryKey, Tasks};
use uku_postgres::{PostgresBudget, PostgresQueue};
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

use crate::database::{Database, House};

uku_testkit::accounts_contract!(crate::database::House::new().await);
uku_testkit::members_contract!(crate::database::House::new().await);
uku_testkit::clients_contract!(crate::database::House::new().await);
uku_testkit::tasks_contract!(crate::database::House::with_task_fields().await);
uku_testkit::store_contract!(crate::database::House::with_clients().await);
uku_testkit::runs_contract!(crate::database::House::with_clients().await);
uku_testkit::connections_contract!(crate::database::House::with_clients().await);
uku_testkit::client_imports_contract!(crate::database::House::with_clients().await);
uku_testkit::audit_contract!(crate::database::House::with_clients().await);
uku_testkit::answers_contract!(crate::database::House::with_clients().await);
uku_testkit::queue_contract!(super::QueueHouse::new().await);
uku_testkit::notices_contract!(crate::database::House::new().await);
uku_testkit::notice_board_contract!(crate::database::House::new().await);
uku_testkit::budget_contract!(super::BudgetHouse::new().await);

#[async_trait]
impl ClientsHarness for House {
    fn clients(&self) -> &dyn Clients {
        &self.store
    }

    async fn give_registry_code(&self, firm: &FirmId, client: &ClientId, code: &str) -> bool {
        let sql =
            "UPDATE clients SET registry_code = $3, registry_key = $4 WHERE firm_id = $1 AND client_id = $2";
        let give = sqlx::query(sql)
            .bind(firm.as_ref())
            .bind(client.as_ref())
            .bind(code)
            .bind(registry_code_key(code));
        assert_eq!(give.execute(&mut self.database.raw().await).await.unwrap().rows_affected(), 1);
        true
    }
}

impl StoreHarness for House {
    fn store(&self) -> &dyn IntegrationStore {
        &self.store
    }

    fn queue(&self) -> &dyn WorkQueue {
        &self.queue
    }
}

/// A queue by the clock of its database, which stands still, as two programs see it.
struct QueueHouse {
    house: House,
    other: PostgresQueue,
}

impl QueueHouse {
    async fn new() -> Self {
        let house = House::new().await;
        house.database.set_clock("2026-11-10T09:00:00Z").await;
        Self { other: house.database.queue().await, house }
    }
}

impl StoreHarness for QueueHouse {
    fn store(&self) -> &dyn IntegrationStore {
        &self.house.store
    }

    fn queue(&self) -> &dyn WorkQueue {
        &self.house.queue
    }
}

#[async_trait]
impl QueueHarness for QueueHouse {
    fn other(&self) -> &dyn WorkQueue {
        &self.other
    }

    async fn now(&self) -> DateTime<Utc> {
        self.house.database.now().await
    }

    async fn advance(&self, by: TimeDelta) {
        self.house.database.advance_clock(by).await;
    }
}

impl AccountsHarness for House {
    fn accounts(&self) -> &dyn Accounts {
        &self.store
    }

    fn activity(&self) -> &dyn IntegrationStore {
        &self.store
    }
}

#[async_trait]
impl MembersHarness for House {
    fn members(&self) -> &dyn Members {
        &self.store
    }

    async fn add(&self, firm: &FirmId, member: &MemberProfile) {
        self.store.put(&account(firm, member), &[]).await.unwrap().unwrap();
    }
}

impl NoticeBoardHarness for House {
    fn board(&self) -> &dyn NoticeBoard {
        &self.store
    }
}

#[async_trait]
impl NoticesHarness for House {
    fn notices(&self) -> &dyn Notices {
        &self.store
    }

    async fn told(&self, firm: &FirmId) -> usize {
        let owner = Reader { member: id("owner"), role: Role::Owner };
        self.store.page(firm, &owner, None, 1000).await.unwrap().len()
    }
}

#[async_trait]
impl TasksHarness for House {
    fn tasks(&self) -> &dyn Tasks {
        &self.store
    }

    async fn bill(&self, firm: &FirmId, key: &SummaryKey) {
        let sql = "UPDATE summary_tasks SET billed = true, version = version + 1
                   WHERE firm_id = $1 AND client_id = $2 AND month = $3";
        let bill = sqlx::query(sql).bind(firm.as_ref()).bind(key.client.as_ref()).bind(key.month.to_string());
        assert_eq!(bill.execute(&mut self.database.raw().await).await.unwrap().rows_affected(), 1);
    }

    async fn delete(&self, firm: &FirmId, key: &SummaryKey) {
        let mut raw = self.database.raw().await;
        for table in ["summary_values", "summary_tasks"] {
            let sql = format!("DELETE FROM {table} WHERE firm_id = $1 AND client_id = $2 AND month = $3");
            let delete = sqlx::query(AssertSqlSafe(sql)).bind(firm.as_ref()).bind(key.client.as_ref());
            delete.bind(key.month.to_string()).execute(&mut raw).await.unwrap();
        }
    }

    async fn edit(&self, firm: &FirmId, key: &SummaryKey, field: CustomFieldId, number: Decimal) {
        let mut raw = self.database.raw().await;
        let month = key.month.to_string();
        sqlx::query(
            "INSERT INTO summary_values VALUES ($1, $2, $3, $4, $5::text::numeric)
             ON CONFLICT (firm_id, client_id, month, field_id) DO UPDATE SET value = excluded.value",
        )
        .bind(firm.as_ref())
        .bind(key.client.as_ref())
        .bind(&month)
        .bind(field.as_ref())
        .bind(number.to_string())
        .execute(&mut raw)
        .await
        .unwrap();
        let sql = "UPDATE summary_tasks SET version = version + 1
                   WHERE firm_id = $1 AND client_id = $2 AND month = $3";
        let touch = sqlx::query(sql).bind(firm.as_ref()).bind(key.client.as_ref()).bind(month);
        assert_eq!(touch.execute(&mut raw).await.unwrap().rows_affected(), 1);
    }
}

/// A budget by the clock of its database, which stands still.
struct BudgetHouse {
    budget: PostgresBudget,
    database: Database,
}

impl BudgetHouse {
    async fn new() -> Self {
        let database = Database::migrated().await;
        database.set_clock("2026-11-10T09:00:00Z").await;
        Self { budget: PostgresBudget::open(&database.config()).await.unwrap(), database }
    }
}

#[async_trait]
impl BudgetHarness for BudgetHouse {
    fn budget(&self) -> &dyn RequestBudget {
        &self.budget
    }

    async fn now(&self) -> DateTime<Utc> {
        self.database.now().await
    }

    async fn advance(&self, by: TimeDelta) {
        self.database.advance_clock(by).await;
    }
}
