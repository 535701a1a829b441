//! One chromedriver for the whole process, which ends with the process however that ends.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use crate::{Failure, Programs};

/// A chromedriver that listens.
#[derive(Debug)]
pub(crate) struct Driver {
    pub(crate) programs: Programs,
    port: u16,
    profiles: PathBuf,
    /// The shell around it: it waits for the end of a pipe from us, which the system closes also when we are killed.
    _guard: Mutex<Child>,
}

/// What chromedriver says when it listens, before the port.
const LISTENS: &str = "started successfully on port ";

/// How long a browser may take to close before it is left to the guard.
const CLOSING: Duration = Duration::from_secs(10);

impl Driver {
    /// This process's own, started when it is first asked for.
    pub(crate) fn of_this_process() -> crate::Result<&'static Self> {
        static DRIVER: OnceLock<Result<Driver, String>> = OnceLock::new();
        let driver = DRIVER.get_or_init(|| Self::start().map_err(|failure| failure.to_string()));
        driver.as_ref().map_err(|why| Failure::new(why.clone()))
    }

    fn start() -> crate::Result<Self> {
        let programs = Programs::find().map_err(|missing| Failure::new(missing.to_string()))?;
        let failed = |what: &str| {
            let what = format!("{what} for chromedriver failed");
            move |error: std::io::Error| Failure::new(format!("{what}: {error}"))
        };
        let profiles = tempfile::Builder::new()
            .prefix("uku-browser-")
            .tempdir()
            .map_err(failed("making a temporary folder"))?
            // The guard removes it, also where nothing of ours runs any more.
            .keep();
        let mut guard = Command::new("sh")
            .args(["-c", include_str!("guard.sh"), "guard"])
            .args([&programs.chromedriver, &profiles])
            .current_dir("/")
            // Out of reach of a Ctrl-C on the terminal: the guard ends when we have ended, and not before.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed("starting a shell"))?;
        let stdout = guard.stdout.take();
        let port = stdout.and_then(port_said).ok_or_else(|| {
            drop(guard.stdin.take());
            let _ = guard.wait();
            Failure::new(format!("{} did not start", programs.chromedriver.display()))
        })?;
        Ok(Self { programs, port, profiles, _guard: Mutex::new(guard) })
    }

    /// Where it takes commands.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A new empty folder for a browser's profile, gone when it is dropped.
    pub(crate) fn new_profile(&self) -> crate::Result<tempfile::TempDir> {
        tempfile::Builder::new()
            .prefix("profile-")
            .tempdir_in(&self.profiles)
            .map_err(|error| Failure::new(format!("making a folder for a profile failed: {error}")))
    }

    /// Closes a session and its browser. Waits for it, and needs no runtime: a test that panicked has none.
    pub(crate) fn close(&self, session: &str) {
        let request = format!(
            "DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Length: 0\r\n\
             Connection: close\r\n\r\n",
            self.port
        );
        let answer = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).and_then(|mut stream| {
            stream.set_read_timeout(Some(CLOSING))?;
            stream.write_all(request.as_bytes())?;
            // The first byte of the answer comes when the browser has ended.
            stream.read(&mut [0; 1])
        });
        // What is not closed now, the guard closes.
        drop(answer);
    }
}

/// The port that chromedriver says it listens on. What it says later is read too, so that it never blocks.
fn port_said(stdout: ChildStdout) -> Option<u16> {
    let mut lines = BufReader::new(stdout).lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
        let rest = line.split(LISTENS).nth(1)?;
        rest.trim_end_matches('.').trim().parse().ok()
    });
    std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
    port
}
