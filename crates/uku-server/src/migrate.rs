//! `uku migrate`.

use uku_postgres::PostgresConfig;

use crate::app::open_store;
use crate::args::MigrateArgs;
use crate::failure::Failure;
use crate::output::{json, print};

pub(crate) async fn run(args: MigrateArgs) -> Result<(), Failure> {
    if args.common.store.0 == "sqlite" {
        open_store(&args.common).await?.close().await;
    } else {
        let config = PostgresConfig::from_url(&args.common.store.0).map_err(Failure::usage)?;
        uku_postgres::migrate(&config).await.map_err(Failure::could_not)?;
    }
    if args.common.json {
        return print(&json(&serde_json::json!({ "upToDate": true }))?);
    }
    print("The database is up to date\n")
}
