use std::fs::{self, DirBuilder};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::user::User;
use crate::{Error, Programs};

/// Whoever asks for a free port may find it taken a moment later.
const TRIES: u32 = 5;

/// A PostgreSQL server, with a superuser who needs no password. Dropped, it is stopped and removed.
#[derive(Debug)]
pub struct Cluster {
    /// The URL of the server up to its databases, and what comes after them.
    url: (String, String),
    /// What runs the server; none if the server was given.
    guard: Option<Guard>,
}

/// The shell that runs the server, and what it says.
#[derive(Debug)]
struct Guard {
    shell: Child,
    said: BufReader<ChildStdout>,
}

/// What the shell says when the server answers.
const READY: &str = "ready\n";

impl Cluster {
    /// The server that `DATABASE_URL` names, else a new one.
    pub fn given_or_new() -> Result<Self, Error> {
        match std::env::var("DATABASE_URL") {
            Ok(url) if !url.trim().is_empty() => Ok(Self { url: around_database(url.trim()), guard: None }),
            _ => Self::start(&Programs::find()?),
        }
    }

    /// A new server.
    pub fn start(programs: &Programs) -> Result<Self, Error> {
        let mut tries = 1;
        loop {
            match Self::try_start(programs) {
                Err(Error::NotStarted(said)) if said.contains("in use") && tries < TRIES => tries += 1,
                other => return other,
            }
        }
    }

    fn try_start(programs: &Programs) -> Result<Self, Error> {
        let folder =
            new_folder().map_err(|error| Error::System("making a temporary folder".to_owned(), error))?;
        let words = own(&folder).inspect_err(|_| drop(fs::remove_dir(&folder)))?;
        let port = free_port().map_err(|error| Error::System("finding a free port".to_owned(), error))?;
        let (program, arguments) = words.split_first().map_or(("sh", &[][..]), |(first, rest)| (first, rest));
        let mut shell = Command::new(program)
            .args(arguments)
            .args(if words.is_empty() { &["-c"][..] } else { &["sh", "-c"] })
            .args([include_str!("guard.sh"), "guard"])
            .args([programs.folder(), &folder])
            .arg(port.to_string())
            .current_dir("/")
            // Out of reach of a Ctrl-C on the terminal: the guard ends when we have ended, and not before.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| Error::System(format!("starting {program}"), error))?;
        let Some(stdout) = shell.stdout.take() else { return Err(Error::NotStarted(String::new())) };
        let mut guard = Guard { shell, said: BufReader::new(stdout) };
        guard.wait_until_ready()?;
        Ok(Self {
            url: (format!("postgres://postgres@127.0.0.1:{port}/"), String::new()),
            guard: Some(guard),
        })
    }

    /// Crashes the server and starts it again, at the same place. A server that was given is left as it is.
    pub fn restart(&mut self) -> Result<(), Error> {
        let Some(guard) = &mut self.guard else { return Ok(()) };
        if let Some(stdin) = &mut guard.shell.stdin {
            let asked = stdin.write_all(b"restart\n");
            asked.map_err(|error| Error::System("restarting the server".to_owned(), error))?;
        }
        guard.wait_until_ready()
    }

    /// The URL of a database on the server, whether there is one of this name or not; the superuser's.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!("{}{database}{}", self.url.0, self.url.1)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(guard) = &mut self.guard {
            // Closes the pipe first, which is what the shell waits for.
            drop(guard.shell.wait());
        }
    }
}

/// A URL without its database: what comes before it and what comes after.
fn around_database(url: &str) -> (String, String) {
    let (place, parameters) = url.find('?').map_or((url, ""), |at| url.split_at(at));
    let host = place.find("://").map_or(0, |at| at + 3);
    let end = place[host..].find('/').map_or(place.len(), |at| host + at);
    (format!("{}/", &place[..end]), parameters.to_owned())
}

fn new_folder() -> io::Result<PathBuf> {
    let mut number = 0;
    loop {
        let name = format!("throwaway-postgres-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        match DirBuilder::new().mode(0o700).create(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            made => return made.map(|()| folder),
        }
    }
}

/// Gives the folder to somebody as whom PostgreSQL runs; the words that make a command theirs, none if it is us.
fn own(folder: &Path) -> Result<Vec<String>, Error> {
    let ours = |error| Error::System(format!("giving {} away", folder.display()), error);
    // What we make belongs to whoever we are.
    if fs::metadata(folder).map_err(ours)?.uid() != 0 {
        return Ok(Vec::new());
    }
    let user = User::find().ok_or(Error::NoUser)?;
    let prefix = user.prefix().ok_or(Error::NoUser)?;
    chown(folder, Some(user.uid), Some(user.gid)).map_err(ours)?;
    Ok(prefix)
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

impl Guard {
    fn wait_until_ready(&mut self) -> Result<(), Error> {
        let mut said = String::new();
        let heard = self.said.read_line(&mut said);
        let heard =
            if said == READY { heard } else { heard.and_then(|_| self.said.read_to_string(&mut said)) };
        heard.map_err(|error| Error::System("hearing the server".to_owned(), error))?;
        if said == READY {
            return Ok(());
        }
        drop(self.shell.wait());
        Err(Error::NotStarted(said))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_url_is_taken_for_any_database() {
        for (given, expected) in [
            ("postgres://me@db.example:5433", "postgres://me@db.example:5433/x"),
            ("postgres://me:p%40ss@db.example/", "postgres://me:p%40ss@db.example/x"),
            ("postgres://db.example/mine?sslmode=verify-full", "postgres://db.example/x?sslmode=verify-full"),
            ("postgres://db.example?user=me", "postgres://db.example/x?user=me"),
        ] {
            let cluster = Cluster { url: around_database(given), guard: None };
            assert_eq!(cluster.url("x"), expected);
        }
    }
}
