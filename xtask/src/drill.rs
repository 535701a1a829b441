//! Drills run as people run the program: built for release.

use anyhow::Context;

use crate::command::{cargo, command};
use crate::needs;

pub(crate) fn run(arguments: &[String]) -> anyhow::Result<()> {
    needs::postgresql()?;
    cargo(&["build", "--release", "--locked", "--package", "uku-server", "--package", "uku-drills"]).run()?;
    let this = std::env::current_exe()?;
    let built = this.ancestors().nth(2).context("this program lies in no target folder")?.join("release");
    let (drill, program) =
        (built.join("drill").display().to_string(), built.join("uku").display().to_string());
    let arguments = arguments.iter().map(String::as_str);
    command(&drill, &["--program", &program].into_iter().chain(arguments).collect::<Vec<_>>()).run()
}
