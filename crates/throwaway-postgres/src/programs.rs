use std::cmp::Reverse;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Error;

/// Where Debian and Fedora keep the server's programs: off the path, in a folder of each version.
const VERSIONED: [&str; 2] = ["/usr/lib/postgresql", "/usr"];

/// What it takes to run a server.
const NEEDED: [&str; 3] = ["initdb", "pg_ctl", "postgres"];

/// PostgreSQL's server programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programs {
    folder: PathBuf,
}

impl Programs {
    /// Those on the path, else the newest where systems put them.
    pub fn find() -> Result<Self, Error> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        // What is on the path is often a link to one program, and the others are beside what it leads to.
        let on_path = std::env::split_paths(&path).filter_map(|folder| {
            fs::canonicalize(folder.join("postgres")).ok()?.parent().map(Path::to_owned)
        });
        let complete = |folder: &PathBuf| NEEDED.iter().all(|program| folder.join(program).is_file());
        let found = on_path.chain(versioned()).find(complete);
        found.map(|folder| Self { folder }).ok_or(Error::NoPrograms)
    }

    /// The folder in which they are.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// One of them, or one of the client's programs where they are beside them.
    #[must_use]
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// What the server says of its version, such as `postgres (PostgreSQL) 15.14`.
    pub fn version(&self) -> Result<String, Error> {
        let postgres = self.program("postgres");
        let output = Command::new(&postgres).arg("--version").output();
        let output =
            output.map_err(|error| Error::System(format!("{} --version", postgres.display()), error))?;
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// The first number in the version; none if there is no number in it.
    pub fn major_version(&self) -> Result<Option<u32>, Error> {
        let version = self.version()?;
        Ok(version.split_whitespace().find_map(|word| word.split('.').next()?.parse().ok()))
    }
}

fn versioned() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = VERSIONED
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flat_map(|entries| entries.flatten().map(|entry| entry.path().join("bin")))
        .collect();
    folders.sort_by_key(|folder| Reverse(version_in(folder)));
    folders
}

fn version_in(folder: &Path) -> u32 {
    let digits = |part: &OsStr| part.to_str()?.trim_start_matches("pgsql-").parse().ok();
    folder.iter().find_map(digits).unwrap_or_default()
}
