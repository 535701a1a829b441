//! What the tests need of the machine, beyond Rust and a C compiler.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use crate::command::command;

/// The oldest PostgreSQL that the product works with.
const OLDEST_POSTGRESQL: u32 = 15;

/// System package managers, and how each installs PostgreSQL's server programs.
const PACKAGE_MANAGERS: [(&str, &[&str]); 5] = [
    ("apt-get", &["install", "--yes", "--no-install-recommends", "postgresql"]),
    ("dnf", &["install", "--assumeyes", "postgresql-server"]),
    ("apk", &["add", "postgresql"]),
    ("pacman", &["--sync", "--noconfirm", "postgresql"]),
    ("brew", &["install", "postgresql@17"]),
];

/// Finds PostgreSQL's server programs, installs them where that is allowed, or says what to run.
pub(crate) fn postgresql() -> anyhow::Result<()> {
    if find_postgres().is_none() {
        install()?;
    }
    let postgres =
        find_postgres().context("PostgreSQL was installed, but `postgres` is not where it is looked for")?;
    let version = command(&postgres.to_string_lossy(), &["--version"]).output()?;
    let major = version.split_whitespace().find_map(|word| word.split('.').next()?.parse::<u32>().ok());
    let major = major.with_context(|| format!("`{}` is no version of PostgreSQL", version.trim()))?;
    ensure!(
        major >= OLDEST_POSTGRESQL,
        "{} is PostgreSQL {major}; install version {OLDEST_POSTGRESQL} or newer",
        postgres.display()
    );
    println!("PostgreSQL {major}: {}", postgres.display());
    Ok(())
}

fn find_postgres() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).map(|folder| folder.join("postgres"));
    // Debian and Fedora keep the server's programs off the path.
    let mut versions: Vec<PathBuf> = ["/usr/lib/postgresql", "/usr"]
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flat_map(|entries| entries.flatten().map(|entry| entry.path().join("bin/postgres")))
        .collect();
    versions.sort_by_key(|path| std::cmp::Reverse(version_in(path)));
    on_path.chain(versions).find(|program| program.is_file())
}

fn version_in(program: &Path) -> u32 {
    let digits = |part: &std::ffi::OsStr| part.to_str()?.trim_start_matches("pgsql-").parse().ok();
    program.iter().find_map(digits).unwrap_or_default()
}

fn install() -> anyhow::Result<()> {
    let manager =
        PACKAGE_MANAGERS.iter().find(|(program, _)| command(program, &["--version"]).output().is_ok());
    let Some((program, arguments)) = manager else {
        bail!("the tests need PostgreSQL {OLDEST_POSTGRESQL} or newer; install it and run this again")
    };
    let line = format!("{program} {}", arguments.join(" "));
    let is_root = command("id", &["-u"]).output().is_ok_and(|id| id.trim() == "0");
    // Homebrew refuses to run as root, and needs no rights of its own.
    let prefix: &[&str] = match (is_root, *program) {
        (true, _) | (_, "brew") => &[],
        _ if command("sudo", &["-n", "true"]).output().is_ok() => &["sudo", "-n"],
        _ => bail!("the tests need PostgreSQL; install it and run this again:\n  sudo {line}"),
    };
    println!("PostgreSQL is not here yet: {line}");
    let run = |arguments: &[&str]| {
        let words = [prefix, &[program], arguments].concat();
        command(words[0], &words[1..]).env("DEBIAN_FRONTEND", "noninteractive").run()
    };
    if *program == "apt-get" {
        run(&["update"])?;
    }
    run(arguments).with_context(|| format!("run this, and then this again:\n  sudo {line}"))
}
