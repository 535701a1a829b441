//! What the compiler knows of the store crates' queries: `.sqlx`, made from databases with all of their tables.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use throwaway_postgres::{Cluster, Programs};

use crate::command::{cargo, command, root};

pub(crate) fn run() -> anyhow::Result<()> {
    sqlite()?;
    postgres()
}

fn sqlite() -> anyhow::Result<()> {
    let target = root().join("target");
    fs::create_dir_all(&target)?;
    let database = target.canonicalize()?.join("prepare.db");
    remove(fs::remove_file(&database))?;
    let krate = root().join("crates/uku-sqlite");
    for migration in migrations(&[krate.join("migrations/store"), krate.join("migrations/budget")])? {
        let read = format!(".read '{}'", migration.display());
        let applied = command("sqlite3", &["-bail", &database.to_string_lossy(), &read]).run();
        applied.with_context(|| format!("{} (is the sqlite3 command installed?)", migration.display()))?;
    }
    prepare("uku-sqlite", "UKU_SQLITE_DATABASE_URL", &format!("sqlite:{}", database.display()))
}

fn postgres() -> anyhow::Result<()> {
    /// What sqlx makes before it migrates, as far as the migrations speak of it.
    const BEFORE: &str = "CREATE SCHEMA uku; CREATE TABLE uku._sqlx_migrations (version bigint PRIMARY KEY)";

    let programs = Programs::find()?;
    let cluster = Cluster::start(&programs)?;
    let url = cluster.url("postgres");
    let psql = Some(programs.program("psql")).filter(|psql| psql.is_file()).unwrap_or_else(|| "psql".into());
    let run = |arguments: &[&str]| {
        let options = ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", &url];
        command(&psql.to_string_lossy(), &[&options, arguments].concat()).run()
    };
    run(&["--command", BEFORE]).context("is the psql command installed?")?;
    for migration in migrations(&[root().join("crates/uku-postgres/migrations")])? {
        let file = migration.to_string_lossy();
        run(&["--file", &file]).with_context(|| file.to_string())?;
    }
    prepare("uku-postgres", "UKU_POSTGRES_DATABASE_URL", &format!("{url}?options[search_path]=uku"))
}

/// The migrations in some folders, in the order of their numbers.
fn migrations(folders: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut migrations = Vec::new();
    for folder in folders {
        for file in fs::read_dir(folder)? {
            migrations.push(file?.path().canonicalize()?);
        }
    }
    migrations.sort_by_key(|path| path.file_name().map(ToOwned::to_owned));
    Ok(migrations)
}

/// Compiles a crate against a database, which writes what it learns of the queries.
fn prepare(name: &str, variable: &str, url: &str) -> anyhow::Result<()> {
    let krate = root().join("crates").join(name).canonicalize()?;
    let offline = krate.join(".sqlx");
    remove(fs::remove_dir_all(&offline))?;
    fs::create_dir_all(&offline)?;
    touch(&krate.join("src/lib.rs"))?;
    cargo(&["check", "--package", name]).env(variable, url).env("SQLX_OFFLINE_DIR", &offline).run()
}

/// Makes cargo compile a file anew: it doesn't see that the variables changed.
fn touch(file: &Path) -> std::io::Result<()> {
    fs::write(file, fs::read(file)?)
}

fn remove(removed: std::io::Result<()>) -> std::io::Result<()> {
    match removed {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
