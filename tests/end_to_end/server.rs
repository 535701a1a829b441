//! `uku serve`, as it runs beside other programs.

use std::path::PathBuf;
use std::process::{Child, ExitStatus, Stdio};
use std::time::Duration;

use tokio::time::Instant;

use crate::house::House;

/// The longest to wait for something that is bound to happen, however busy the computer is.
const PATIENCE: Duration = Duration::from_mins(3);

/// A server that runs; it ends with the test.
pub(crate) struct Server {
    child: Child,
    log: PathBuf,
}

impl Server {
    /// Starts one on the data of a house. Its log lies in the house.
    pub(crate) fn start(house: &House, arguments: &[&str]) -> Self {
        Self::start_with(house, arguments, &[])
    }

    /// Starts one with more in its environment.
    pub(crate) fn start_with(house: &House, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut command = house.command();
        command.arg("serve").args(arguments).envs(environment.iter().copied());
        let name = tempfile::Builder::new().prefix("serve-").suffix(".log").tempfile_in(&house.scene.home);
        let (file, log) = name.unwrap().keep().unwrap();
        let said = command.stdin(Stdio::null()).stdout(file.try_clone().unwrap()).stderr(file);
        Self { child: said.spawn().unwrap(), log }
    }

    /// One that works, and does not answer.
    pub(crate) fn worker(house: &House) -> Self {
        Self::start(house, &["--role", "worker"])
    }

    /// Waits until it works, and so has looked at what has come up.
    pub(crate) async fn works(&self) {
        eventually(async || self.log().contains("begins to work")).await;
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Tells it to stop; how it ended and how long that took.
    pub(crate) fn stop(mut self) -> (ExitStatus, Duration) {
        let begun = Instant::now();
        let pid = self.child.id().to_string();
        assert!(std::process::Command::new("kill").arg(pid).status().unwrap().success());
        (self.child.wait().unwrap(), begun.elapsed())
    }

    /// Where it answers, once it says so.
    pub(crate) async fn address(&self) -> String {
        let said =
            || self.log().lines().find_map(|line| Some(line.split_once("HTTP address=")?.1.to_owned()));
        eventually(async || said().is_some()).await;
        said().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ended = self.child.kill();
        let _waited = self.child.wait();
    }
}

/// Waits until something is so.
pub(crate) async fn eventually(is_so: impl AsyncFn() -> bool) {
    let begun = Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < PATIENCE, "it is not so after {PATIENCE:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
