use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, bail, ensure};

/// A command, in the workspace's folder.
pub(crate) struct Run(Command);

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A command with its arguments.
pub(crate) fn command(program: &str, arguments: &[&str]) -> Run {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    Run(command)
}

/// This cargo, with its arguments.
pub(crate) fn cargo(arguments: &[&str]) -> Run {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    command(&cargo, arguments)
}

impl Run {
    /// The same, with a variable set.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    /// Runs it to its end; an error if it fails.
    pub(crate) fn run(mut self) -> anyhow::Result<()> {
        let status = self.0.status().with_context(|| format!("{:?} could not be started", self.0))?;
        ensure!(status.success(), "{:?} failed ({status})", self.0);
        Ok(())
    }

    /// What it prints, whether it fails or not.
    pub(crate) fn any_output(mut self) -> anyhow::Result<String> {
        let output = self.0.output().with_context(|| format!("{:?} could not be started", self.0))?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// What it prints; an error if it fails.
    pub(crate) fn output(mut self) -> anyhow::Result<String> {
        let output = self.0.output().with_context(|| format!("{:?} could not be started", self.0))?;
        if !output.status.success() {
            bail!("{:?} failed ({})\n{}", self.0, output.status, String::from_utf8_lossy(&output.stderr));
        }
        Ok(String::from_utf8(output.stdout)?)
    }
}
