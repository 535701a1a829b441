//! The data, past the program.

use sqlx::{Connection, PgConnection, SqliteConnection};

use crate::house::House;
use crate::store::Store;

impl House {
    /// Changes the data past the program. On SQLite no program may have it open.
    pub(crate) async fn sql(&self, statements: &str) {
        let statements = statements.to_owned();
        match &self.store {
            Store::Sqlite | Store::Demo => {
                let mut file = SqliteConnection::connect(&self.sqlite_url()).await.unwrap();
                sqlx::raw_sql(sqlx::AssertSqlSafe(statements)).execute(&mut file).await.unwrap();
                file.close().await.unwrap();
            }
            Store::Postgres(server) => {
                let mut superuser = PgConnection::connect(&server.superuser_url()).await.unwrap();
                let path = "SET search_path = uku, public;";
                let statements = format!("{path}{statements}");
                sqlx::raw_sql(sqlx::AssertSqlSafe(statements)).execute(&mut superuser).await.unwrap();
            }
        }
    }

    /// One number out of the data.
    pub(crate) async fn number(&self, query: &'static str) -> i64 {
        self.text(query).await.parse().unwrap()
    }

    /// One value out of the data, as text.
    pub(crate) async fn text(&self, query: &str) -> String {
        self.texts(query).await.into_iter().next().unwrap()
    }

    /// The values of one column of the data, as text.
    pub(crate) async fn texts(&self, query: &str) -> Vec<String> {
        let query = format!("WITH found (it) AS ({query}) SELECT CAST(it AS text) FROM found");
        let query = sqlx::AssertSqlSafe(query);
        match &self.store {
            Store::Sqlite | Store::Demo => {
                let mut file = SqliteConnection::connect(&self.sqlite_url()).await.unwrap();
                let texts = sqlx::query_scalar(query).fetch_all(&mut file).await.unwrap();
                file.close().await.unwrap();
                texts
            }
            Store::Postgres(server) => {
                let mut superuser = PgConnection::connect(&server.superuser_url()).await.unwrap();
                sqlx::raw_sql("SET search_path = uku, public").execute(&mut superuser).await.unwrap();
                sqlx::query_scalar(query).fetch_all(&mut superuser).await.unwrap()
            }
        }
    }

    pub(crate) fn sqlite_url(&self) -> String {
        format!("sqlite://{}", self.data().join("uku.db").display())
    }
}
