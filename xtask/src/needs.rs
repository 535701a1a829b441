//! What the tests need of the machine, beyond Rust and a C compiler.

use anyhow::{Context, bail, ensure};
use throwaway_postgres::Programs;

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
    if Programs::find().is_err() {
        install()?;
    }
    let programs =
        Programs::find().context("PostgreSQL was installed, but it is not where it is looked for")?;
    let version = programs.version()?;
    let major =
        programs.major_version()?.with_context(|| format!("`{version}` is no version of PostgreSQL"))?;
    ensure!(
        major >= OLDEST_POSTGRESQL,
        "{} has PostgreSQL {major}; install version {OLDEST_POSTGRESQL} or newer",
        programs.folder().display()
    );
    println!("PostgreSQL {major}: {}", programs.folder().display());
    Ok(())
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
