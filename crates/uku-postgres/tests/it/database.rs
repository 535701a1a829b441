//! One server for all tests, and a database for each: a copy of one that was migrated once.

use std::ops::Deref;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::error::DatabaseError;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection, postgres::PgConnectOptions};
use throwaway_postgres::Cluster;
use tokio::sync::{OnceCell, Semaphore, SemaphorePermit};
use uku_core::client::{ClientWrite, Clients as _};
use uku_core::counting::DataField;
use uku_core::firm::FirmId;
use uku_core::summary::{CustomField, CustomFieldKind, Tasks as _, Topic};
use uku_postgres::{PostgresConfig, PostgresQueue, PostgresStore, migrate};
use uku_testkit::build::{client, id, two_firms};

/// Who owns the tables, and who only works with them: neither is a superuser.
pub(crate) const OWNER: &str = "uku_test_owner";
pub(crate) const LOGIN: &str = "uku_test_login";

const PASSWORD: &str = "salasona";

fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| Cluster::given_or_new().unwrap())
}

/// The name of a database that no other test has, of this process or of another on the same server.
fn new_name() -> String {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    format!("uku_test_{}_{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed))
}

pub(crate) async fn connect(url: &str) -> PgConnection {
    url.parse::<PgConnectOptions>().unwrap().connect().await.unwrap()
}

pub(crate) async fn run(connection: &mut PgConnection, sql: impl Into<String>) {
    sqlx::raw_sql(AssertSqlSafe(sql.into())).execute(connection).await.unwrap();
}

/// The URL of a database for a user who has the password of these tests.
pub(crate) fn url_as(cluster: &Cluster, user: &str, database: &str) -> String {
    let url = cluster.url(database);
    let (scheme, rest) = url.split_once("://").unwrap();
    let host = rest.split_once('@').map_or(rest, |(_, host)| host);
    format!("{scheme}://{user}:{PASSWORD}@{host}")
}

/// Makes the two users of an installation: one migrates, the other works.
pub(crate) async fn make_users(cluster: &Cluster) {
    let mut admin = connect(&cluster.url("postgres")).await;
    for (user, rights) in [(OWNER, "CREATEROLE"), (LOGIN, "")] {
        let made = format!("CREATE ROLE {user} LOGIN {rights} PASSWORD '{PASSWORD}'");
        // A server that was given has them from the last time.
        if let Err(error) = sqlx::raw_sql(AssertSqlSafe(made)).execute(&mut admin).await {
            assert_eq!(error.as_database_error().and_then(DatabaseError::code).as_deref(), Some("42710"));
        }
    }
}

/// A database of the owner's, empty or a copy.
pub(crate) async fn make_database(cluster: &Cluster, name: &str, template: &str) {
    let mut admin = connect(&cluster.url("postgres")).await;
    run(&mut admin, format!("CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template}")).await;
}

/// Lets the user who works become the two roles, which the first migration of the server made.
pub(crate) async fn let_in(cluster: &Cluster) {
    let mut admin = connect(&cluster.url("postgres")).await;
    run(&mut admin, format!("GRANT uku_app, uku_engine TO {LOGIN}")).await;
}

/// The name of a database that was migrated, which nobody is connected to.
async fn template() -> &'static str {
    static TEMPLATE: OnceCell<Database> = OnceCell::const_new();
    let template = TEMPLATE.get_or_init(|| async {
        make_users(cluster()).await;
        let template = Database::empty().await;
        migrate(&template.owner_config()).await.unwrap();
        let_in(cluster()).await;
        template
    });
    &template.await.name
}

/// How many databases are in use at once, however many cores run tests: together they must not take all of the server's
/// connections.
static PLACES: Semaphore = Semaphore::const_new(6);

/// The most connections of each store, budget and queue in a test.
const CONNECTIONS: u32 = 4;

/// A database of one test. Dropped, it is gone.
pub(crate) struct Database {
    pub(crate) name: String,
    #[expect(dead_code, reason = "dropping it lets another test in")]
    place: SemaphorePermit<'static>,
}

impl Database {
    /// One without any table.
    pub(crate) async fn empty() -> Self {
        let (place, name) = (PLACES.acquire().await.unwrap(), new_name());
        make_database(cluster(), &name, "template0").await;
        Self { name, place }
    }

    /// One that is up to date.
    pub(crate) async fn migrated() -> Self {
        let template = template().await;
        let (place, name) = (PLACES.acquire().await.unwrap(), new_name());
        make_database(cluster(), &name, template).await;
        Self { name, place }
    }

    /// How a program works with it.
    pub(crate) fn config(&self) -> PostgresConfig {
        let mut config = PostgresConfig::from_url(&url_as(cluster(), LOGIN, &self.name)).unwrap();
        config.connections = CONNECTIONS;
        config
    }

    /// The URL by which it is migrated.
    pub(crate) fn owner_url(&self) -> String {
        url_as(cluster(), OWNER, &self.name)
    }

    /// How it is migrated.
    pub(crate) fn owner_config(&self) -> PostgresConfig {
        PostgresConfig::from_url(&self.owner_url()).unwrap()
    }

    /// How nobody should work with it.
    pub(crate) fn superuser_config(&self) -> PostgresConfig {
        PostgresConfig::from_url(&cluster().url(&self.name)).unwrap()
    }

    pub(crate) async fn store(&self) -> PostgresStore {
        PostgresStore::open(&self.config()).await.unwrap()
    }

    pub(crate) async fn queue(&self) -> PostgresQueue {
        PostgresQueue::open(&self.config()).await.unwrap()
    }

    /// A connection past the store and past row-level security.
    pub(crate) async fn raw(&self) -> PgConnection {
        let mut raw = connect(&cluster().url(&self.name)).await;
        run(&mut raw, "SET search_path = uku").await;
        raw
    }

    /// Stops the database's clock at a moment.
    pub(crate) async fn set_clock(&self, now: &str) {
        let set = sqlx::query(
            "INSERT INTO test_clock (now) VALUES ($1::text::timestamptz)
             ON CONFLICT (single) DO UPDATE SET now = excluded.now",
        );
        set.bind(now).execute(&mut self.raw().await).await.unwrap();
    }

    /// What its clock says.
    pub(crate) async fn now(&self) -> DateTime<Utc> {
        let sql = "SELECT (extract(epoch FROM uku.now()) * 1000000)::bigint";
        let now: i64 = sqlx::query_scalar(sql).fetch_one(&mut self.raw().await).await.unwrap();
        DateTime::from_timestamp_micros(now).unwrap()
    }

    /// Stops its clock at a moment that is this much later than what it says.
    pub(crate) async fn advance_clock(&self, by: TimeDelta) {
        self.set_clock(&(self.now().await + by).to_rfc3339()).await;
    }

    /// A connection past the store, as one of the roles that programs work as.
    pub(crate) async fn raw_as(&self, role: &str) -> PgConnection {
        let mut raw = connect(&url_as(cluster(), LOGIN, &self.name)).await;
        run(&mut raw, format!("SET ROLE {role}; SET search_path = uku")).await;
        raw
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let (url, name) = (cluster().url("postgres"), self.name.clone());
        // A runtime of its own: that of the test may be ending.
        let gone = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let mut admin = connect(&url).await;
                run(&mut admin, format!("DROP DATABASE {name} WITH (FORCE)")).await;
                admin.close().await.unwrap();
            });
        });
        gone.join().unwrap();
    }
}

/// Adds the topic `books`, and a custom task field for each data field.
pub(crate) async fn add_task_fields(store: &PostgresStore, firm: &FirmId) {
    let topic = Topic { id: id("books"), name: "Books".to_owned(), archived: false };
    store.put_topic(firm, &topic).await.unwrap();
    for field in DataField::ALL {
        let kind = CustomFieldKind::Number;
        let field = CustomField { id: id(field.key()), name: field.to_string(), kind, archived: false };
        store.put_custom_field(firm, &field).await.unwrap();
    }
}

/// A store and a queue in a database of their own.
pub(crate) struct House {
    pub(crate) store: PostgresStore,
    pub(crate) queue: PostgresQueue,
    pub(crate) database: Database,
}

impl House {
    /// The two firms of the contracts, without clients.
    pub(crate) async fn new() -> Self {
        let database = Database::migrated().await;
        let (store, queue) = (database.store().await, database.queue().await);
        for firm in two_firms() {
            store.put_firm(&firm).await.unwrap();
        }
        Self { store, queue, database }
    }

    /// The two firms of the contracts, each with three clients, a topic, and a custom task field for each data field.
    pub(crate) async fn with_task_fields() -> Self {
        let house = Self::with_clients().await;
        for firm in two_firms() {
            let kuusk = ClientWrite { expected: None, client: client("kuusk") };
            house.store.write_clients(&firm.id, &[kuusk]).await.unwrap();
            add_task_fields(&house.store, &firm.id).await;
        }
        house
    }

    /// The two firms of the contracts, each with the clients `kask` and `tamm`.
    pub(crate) async fn with_clients() -> Self {
        let house = Self::new().await;
        let writes = ["kask", "tamm"].map(|name| ClientWrite { expected: None, client: client(name) });
        for firm in two_firms() {
            house.store.write_clients(&firm.id, &writes).await.unwrap();
        }
        house
    }
}

impl Deref for House {
    type Target = PostgresStore;

    fn deref(&self) -> &PostgresStore {
        &self.store
    }
}
