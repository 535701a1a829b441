//! No browser outlives the process that opened it, not even one that is killed.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Command;
use tokio::time::{Instant, sleep};
use uku_browser::{Browser, Failure, Result};

/// The argument of the process that opens a browser and keeps it.
const HOLD: &str = "hold";

/// How long a killed process's browser may take to end.
const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::main]
async fn main() -> Result {
    if std::env::args().any(|argument| argument == HOLD) {
        return hold().await;
    }
    let mut holder =
        Command::new(std::env::current_exe()?).arg(HOLD).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
    let Some(stdout) = holder.stdout.take() else { return Err(Failure::new("no pipe")) };
    let said = BufReader::new(stdout).lines().next_line().await?;
    let profile = PathBuf::from(said.ok_or_else(|| Failure::new("no browser was opened"))?);
    if !profile.is_dir() {
        return Err(Failure::new(format!("{} is no profile", profile.display())));
    }
    if cfg!(target_os = "linux") && !has_process(&profile) {
        return Err(Failure::new("no process has this profile"));
    }
    holder.kill().await?;
    let deadline = Instant::now() + PATIENCE;
    while profile.exists() || profile.parent().is_some_and(Path::exists) || has_process(&profile) {
        if Instant::now() > deadline {
            return Err(Failure::new(format!("something of {} is left", profile.display())));
        }
        sleep(Duration::from_millis(50)).await;
    }
    println!("test a_killed_process_leaves_no_browser ... ok");
    Ok(())
}

/// Opens a browser, says where its profile is, and stays.
async fn hold() -> Result {
    let page = Browser::at("http://127.0.0.1:9").open().await?;
    let profile =
        page.client().capabilities().and_then(|all| all.get("chrome")?.get("userDataDir")?.as_str());
    println!("{}", profile.unwrap_or_default());
    std::future::pending().await
}

/// Whether a process was started with this profile; where the system lists them as files.
fn has_process(profile: &Path) -> bool {
    let profile = profile.display().to_string();
    let Ok(processes) = std::fs::read_dir("/proc") else { return false };
    processes.flatten().any(|process| {
        let line = std::fs::read(process.path().join("cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&line).contains(&profile)
    })
}
