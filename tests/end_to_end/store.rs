use sqlx::{Connection, PgConnection};
use throwaway_postgres::{Cluster, Programs};

/// Where the data is.
pub(crate) enum Store {
    Sqlite,
    /// That which `uku demo` made: the settings of the summary tasks are filled in, and a year is imported.
    Demo,
    Postgres(Postgres),
}

/// A PostgreSQL database of its own, with the roles that the product asks for.
pub(crate) struct Postgres {
    pub(crate) cluster: Cluster,
}

const DATABASE: &str = "uku";

impl Postgres {
    pub(crate) async fn start() -> Self {
        let cluster = Cluster::start(&Programs::find().unwrap()).unwrap();
        let server = Self { cluster };
        let mut superuser = PgConnection::connect(&server.cluster.url("postgres")).await.unwrap();
        for statement in [
            "CREATE ROLE uku_owner LOGIN CREATEROLE PASSWORD 'owner'",
            "CREATE ROLE uku_login LOGIN PASSWORD 'login'",
            "CREATE DATABASE uku OWNER uku_owner",
        ] {
            sqlx::raw_sql(statement).execute(&mut superuser).await.unwrap();
        }
        server
    }

    /// The address of the database for a user.
    pub(crate) fn url(&self, user: &str) -> String {
        self.cluster.url(DATABASE).replace("postgres@", &format!("{user}@"))
    }

    pub(crate) fn superuser_url(&self) -> String {
        self.cluster.url(DATABASE)
    }
}
