use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, ensure};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::scene::Scene;

/// One running program, `uku serve --role worker`.
pub(crate) struct Node {
    child: Child,
    pid: u32,
}

impl Node {
    pub(crate) fn start(program: &Path, scene: &Scene, lease_seconds: u32) -> anyhow::Result<Self> {
        let home = scene.home.path();
        let log = std::fs::File::options().create(true).append(true).open(home.join("nodes.log"))?;
        let mut command = Command::new(program);
        command
            .args(["serve", "--role", "worker", "--lease-seconds", &lease_seconds.to_string()])
            .env_clear()
            .env("HOME", home)
            .env("XDG_STATE_HOME", home.join("state"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("share"))
            .env("UKU_MASTER_KEYS_FILE", scene.master_keys())
            .env("UKU_SA_URL", scene.simulator.base_url())
            .env("UKU_SA_LIMITS", "60/1000")
            .env("UKU_LOG", "info")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true);
        match scene.database("uku_login:login") {
            Some(url) => command.env("UKU_STORE", url),
            None => command.arg("--data").arg(scene.data()),
        };
        let child = command.spawn().with_context(|| format!("{} could not be started", program.display()))?;
        let pid = child.id().context("the program ended at once")?;
        Ok(Self { child, pid })
    }

    /// Its process, which is part of its name as a node.
    pub(crate) fn pid(&self) -> u32 {
        self.pid
    }

    /// Kills it without a word.
    pub(crate) async fn kill(mut self) -> anyhow::Result<()> {
        Ok(self.child.kill().await?)
    }

    /// Sends it a signal by name, such as STOP.
    pub(crate) async fn signal(&self, name: &str) -> anyhow::Result<()> {
        let sent = Command::new("kill").arg(format!("-{name}")).arg(self.pid.to_string()).status().await?;
        ensure!(sent.success(), "the signal {name} could not be sent to {}", self.pid);
        Ok(())
    }

    /// Tells it to stop; false if it is still there after ten seconds.
    pub(crate) async fn stop(mut self) -> anyhow::Result<bool> {
        self.signal("TERM").await?;
        if let Ok(status) = timeout(Duration::from_secs(10), self.child.wait()).await {
            return Ok(status?.success());
        }
        self.child.kill().await?;
        Ok(false)
    }
}
