//! The host's adapters keep the contracts of their ports.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails by panicking")]

use async_trait::async_trait;
use host_product::HostDatabase;
use rust_decimal::Decimal;
use tempfile::TempDir;
use uku_core::client::{ClientId, ClientWrite, Clients, registry_code_key};
use uku_core::firm::FirmId;
use uku_core::notice::Notices;
use uku_core::summary::{CustomFieldId, SummaryKey, Tasks};
use uku_testkit::build::{client, two_firms};
use uku_testkit::contract::clients::{ClientsHarness, FORMER_MEMBER};
use uku_testkit::contract::notices::NoticesHarness;
use uku_testkit::contract::tasks::{FIELDS, TOPIC, TasksHarness};

uku_testkit::clients_contract!(super::Host::new().await);
uku_testkit::tasks_contract!(super::Host::with_clients().await);
uku_testkit::notices_contract!(super::Host::new().await);

/// The host's database in a folder of its own, which goes with it.
struct Host {
    database: HostDatabase,
    _folder: TempDir,
}

impl Host {
    /// The two firms of the contracts with the people, topics and fields that the clauses name.
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = HostDatabase::open(&folder.path().join("host.db")).await.unwrap();
        for (account, firm) in (1_i64..).zip(two_firms()) {
            sqlx::query("INSERT INTO accounts (id, slug, title, reg_no, plan, time_zone) VALUES (?, ?, ?, ?, 'Team', ?)")
                .bind(account)
                .bind(firm.id.as_ref())
                .bind(firm.name)
                .bind(firm.registry_code)
                .bind(firm.time_zone.name())
                .execute(&database.pool)
                .await
                .unwrap();
            let user = "INSERT INTO users (account_id, login, role, left_us) VALUES (?, ?, ?, ?)";
            for (login, role, left) in [("owner", "owner", false), (FORMER_MEMBER, "member", true)] {
                let user = sqlx::query(user).bind(account).bind(login).bind(role).bind(left);
                user.execute(&database.pool).await.unwrap();
            }
            let topic = sqlx::query("INSERT INTO topics (account_id, code, label) VALUES (?, ?2, ?2)");
            topic.bind(account).bind(TOPIC).execute(&database.pool).await.unwrap();
            for field in FIELDS {
                let field =
                    sqlx::query("INSERT INTO custom_fields (account_id, code, label) VALUES (?, ?2, ?2)")
                        .bind(account)
                        .bind(field);
                field.execute(&database.pool).await.unwrap();
            }
        }
        Self { database, _folder: folder }
    }

    /// The same, each firm with the clients `kask`, `kuusk` and `tamm`.
    async fn with_clients() -> Self {
        let host = Self::new().await;
        for firm in two_firms() {
            let writes =
                ["kask", "kuusk", "tamm"].map(|name| ClientWrite { expected: None, client: client(name) });
            let written = host.database.write_clients(&firm.id, &writes).await.unwrap();
            assert_eq!(written, [Ok(()), Ok(()), Ok(())]);
        }
        host
    }

    /// The key of a task's row.
    async fn task(&self, firm: &FirmId, key: &SummaryKey) -> i64 {
        let task = self.database.summary(firm, key).await.unwrap().unwrap();
        task.id.as_ref().parse().unwrap()
    }
}

#[async_trait]
impl ClientsHarness for Host {
    fn clients(&self) -> &dyn Clients {
        &self.database
    }

    async fn give_registry_code(&self, firm: &FirmId, client: &ClientId, code: &str) -> bool {
        let give = sqlx::query(
            "UPDATE customers SET reg_no = ?, reg_no_key = ?
             WHERE ref = ? AND account_id = (SELECT id FROM accounts WHERE slug = ?)",
        );
        let give = give.bind(code).bind(registry_code_key(code)).bind(client.as_ref()).bind(firm.as_ref());
        give.execute(&self.database.pool).await.unwrap().rows_affected() == 1
    }
}

#[async_trait]
impl TasksHarness for Host {
    fn tasks(&self) -> &dyn Tasks {
        &self.database
    }

    async fn bill(&self, firm: &FirmId, key: &SummaryKey) {
        let bill = sqlx::query("INSERT INTO invoice_lines (task_id) VALUES (?)");
        bill.bind(self.task(firm, key).await).execute(&self.database.pool).await.unwrap();
    }

    async fn edit(&self, firm: &FirmId, key: &SummaryKey, field: CustomFieldId, number: Decimal) {
        let edit = sqlx::query(
            "INSERT INTO custom_values SELECT ?, f.id, ? FROM custom_fields AS f
             JOIN accounts AS a ON a.id = f.account_id WHERE a.slug = ? AND f.code = ?
             ON CONFLICT (task_id, field_id) DO UPDATE SET content = excluded.content",
        );
        let edit = edit.bind(self.task(firm, key).await).bind(number.to_string());
        let edit = edit.bind(firm.as_ref()).bind(field.as_ref());
        assert_eq!(edit.execute(&self.database.pool).await.unwrap().rows_affected(), 1);
    }

    async fn delete(&self, firm: &FirmId, key: &SummaryKey) {
        let delete = sqlx::query("DELETE FROM tasks WHERE id = ?").bind(self.task(firm, key).await);
        delete.execute(&self.database.pool).await.unwrap();
    }
}

#[async_trait]
impl NoticesHarness for Host {
    fn notices(&self) -> &dyn Notices {
        &self.database
    }

    async fn told(&self, firm: &FirmId) -> usize {
        let lines = sqlx::query_scalar::<_, i64>(
            "SELECT count(*) FROM feed AS f JOIN accounts AS a ON a.id = f.account_id
             WHERE a.slug = ? AND f.user_id IS NULL",
        );
        let lines = lines.bind(firm.as_ref()).fetch_one(&self.database.pool).await.unwrap();
        usize::try_from(lines).unwrap()
    }
}
