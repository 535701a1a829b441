//! What the tests need of the machine, beyond Rust and a C compiler.

use anyhow::{Context, bail, ensure};
use throwaway_postgres::Programs;

use crate::command::command;

/// The oldest PostgreSQL that the product works with.
const OLDEST_POSTGRESQL: u32 = 15;

/// Something that the tests need, and how each system package manager installs it.
struct Need {
    /// What it is called.
    name: &'static str,
    /// A manager, and its arguments.
    packages: &'static [(&'static str, &'static [&'static str])],
}

/// PostgreSQL's server programs.
const POSTGRESQL: Need = Need {
    name: "PostgreSQL 15 or newer",
    packages: &[
        ("apt-get", &["install", "--yes", "--no-install-recommends", "postgresql"]),
        ("dnf", &["install", "--assumeyes", "postgresql-server"]),
        ("apk", &["add", "postgresql"]),
        ("pacman", &["--sync", "--noconfirm", "postgresql"]),
        ("brew", &["install", "postgresql@17"]),
    ],
};

/// A browser, and the program that drives it.
const BROWSER: Need = Need {
    name: "Chromium and chromedriver",
    packages: &[
        ("apt-get", &["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver"]),
        ("dnf", &["install", "--assumeyes", "chromium", "chromedriver"]),
        ("apk", &["add", "chromium", "chromium-chromedriver"]),
        ("pacman", &["--sync", "--noconfirm", "chromium"]),
        ("brew", &["install", "--cask", "google-chrome", "chromedriver"]),
    ],
};

/// Finds PostgreSQL's server programs, installs them where that is allowed, or says what to run.
pub(crate) fn postgresql() -> anyhow::Result<()> {
    if Programs::find().is_err() {
        POSTGRESQL.install()?;
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

/// Finds Chromium and chromedriver, installs them where that is allowed, or says what to run.
pub(crate) fn browser() -> anyhow::Result<()> {
    let find = uku_browser::Programs::find;
    if let Err(missing) = find() {
        // Whoever named a program means that one.
        ensure!(!missing.was_named(), missing);
        BROWSER.install()?;
    }
    let programs = find().context("a browser was installed, but it is not where it is looked for")?;
    let version =
        programs.version().with_context(|| format!("{} does not start", programs.chromium.display()))?;
    println!("{version}: {}, {}", programs.chromium.display(), programs.chromedriver.display());
    Ok(())
}

impl Need {
    fn install(&self) -> anyhow::Result<()> {
        let name = self.name;
        let manager =
            self.packages.iter().find(|(program, _)| command(program, &["--version"]).output().is_ok());
        let Some((program, arguments)) = manager else {
            bail!("the tests need {name}; install it and run this again")
        };
        let line = format!("{program} {}", arguments.join(" "));
        let is_root = command("id", &["-u"]).output().is_ok_and(|id| id.trim() == "0");
        // Homebrew refuses to run as root, and needs no rights of its own.
        let prefix: &[&str] = match (is_root, *program) {
            (true, _) | (_, "brew") => &[],
            _ if command("sudo", &["-n", "true"]).output().is_ok() => &["sudo", "-n"],
            _ => bail!("the tests need {name}; install it and run this again:\n  sudo {line}"),
        };
        println!("{name}: not here yet: {line}");
        let run = |arguments: &[&str]| {
            let words = [prefix, &[program], arguments].concat();
            command(words[0], &words[1..]).env("DEBIAN_FRONTEND", "noninteractive").run()
        };
        if *program == "apt-get" {
            run(&["update"])?;
        }
        run(arguments).with_context(|| format!("run this, and then this again:\n  sudo {line}"))
    }
}
