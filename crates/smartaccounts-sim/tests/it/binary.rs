//! The program: its keys file, its one line, its exit statuses.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use smartaccounts_sim::SimConfig;

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smartaccounts-sim"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Kills the program when a test fails before it stopped it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn it_writes_the_keys_says_where_it_listens_and_stops_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys.json");
    let users = folder.path().join("users.json");
    let out = ["--keys-out", keys.to_str().unwrap(), "--users-out", users.to_str().unwrap()];
    let arguments = [&["--listen", "127.0.0.1:0", "--companies", "4", "--seed", "9"][..], &out].concat();
    let mut program = Running(command(&arguments).spawn().unwrap());
    let mut stdout = BufReader::new(program.0.stdout.take().unwrap());
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    let url = line.strip_prefix("SmartAccounts simulator listens on ").unwrap().trim_end();
    assert!(url.starts_with("http://127.0.0.1:") && url.ends_with("/api"), "{line}");

    let written: Value = serde_json::from_str(&std::fs::read_to_string(&keys).unwrap()).unwrap();
    let config = SimConfig { companies: 4, seed: 9, ..SimConfig::default() };
    assert_eq!(written, serde_json::to_value(config.keys()).unwrap());
    let written: Value = serde_json::from_str(&std::fs::read_to_string(&users).unwrap()).unwrap();
    assert_eq!(written, serde_json::to_value(config.users()).unwrap());
    assert_eq!(written[0]["kind"], "accountant");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        for file in [&keys, &users] {
            assert_eq!(std::fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        let pid = program.0.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        assert_eq!(program.0.wait().unwrap().code(), Some(0));
        let mut rest = String::new();
        stdout.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "", "one line and no more");
    }
}

#[test]
fn a_port_in_use_is_status_1_and_says_what_to_do() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = command(&["--listen", &address]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains(&address) && message.contains("--listen"), "{message}");
    assert!(output.stdout.is_empty());
}

#[test]
fn wrong_usage_is_status_2() {
    for arguments in [
        &["--companies", "0"][..],
        &["--limits", "maybe"],
        &["--clock", "yesterday"],
        &["--page-size", "0"],
        &["--nonsense"],
    ] {
        assert_eq!(command(arguments).output().unwrap().status.code(), Some(2), "{arguments:?}");
    }
    assert_eq!(command(&["--help"]).output().unwrap().status.code(), Some(0));
}
