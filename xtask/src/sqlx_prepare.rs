//! What the compiler knows of uku-sqlite's queries: `.sqlx`, made from a database with all of its tables.

use std::fs;

use anyhow::Context;

use crate::command::{cargo, command, root};

pub(crate) fn run() -> anyhow::Result<()> {
    let krate = root().join("crates/uku-sqlite").canonicalize()?;
    let target = root().join("target");
    fs::create_dir_all(&target)?;
    let database = target.canonicalize()?.join("prepare.db");
    let offline = krate.join(".sqlx");
    remove(fs::remove_file(&database))?;
    remove(fs::remove_dir_all(&offline))?;
    fs::create_dir_all(&offline)?;

    let mut migrations = Vec::new();
    for folder in ["migrations/store", "migrations/budget"] {
        for file in fs::read_dir(krate.join(folder))? {
            migrations.push(file?.path());
        }
    }
    migrations.sort();
    for migration in migrations {
        let read = format!(".read '{}'", migration.display());
        let applied = command("sqlite3", &["-bail", &database.to_string_lossy(), &read]).run();
        applied.with_context(|| format!("{} (is the sqlite3 command installed?)", migration.display()))?;
    }

    // Cargo doesn't see that the variables below changed.
    let lib = krate.join("src/lib.rs");
    fs::write(&lib, fs::read(&lib)?)?;
    cargo(&["check", "--package", "uku-sqlite"])
        .env("UKU_SQLITE_DATABASE_URL", format!("sqlite:{}", database.display()))
        .env("SQLX_OFFLINE_DIR", &offline)
        .run()
}

fn remove(removed: std::io::Result<()>) -> std::io::Result<()> {
    match removed {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
