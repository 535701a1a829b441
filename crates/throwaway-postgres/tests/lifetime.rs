//! How long a server lives.
#![expect(clippy::unwrap_used, reason = "helpers of tests, which clippy only knows inside of tests")]

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use throwaway_postgres::{Cluster, Programs};

fn address(url: &str) -> SocketAddr {
    let (_, host) = url.trim().split_once('@').unwrap();
    host.split('/').next().unwrap().parse().unwrap()
}

fn listens(url: &str) -> bool {
    TcpStream::connect(address(url)).is_ok()
}

/// The program, and the URL that it printed.
fn program() -> (Child, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_throwaway-postgres"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut url = String::new();
    BufReader::new(program.stdout.as_mut().unwrap()).read_line(&mut url).unwrap();
    assert!(listens(&url), "{url}");
    (program, url)
}

fn folder(of: &Child) -> PathBuf {
    std::env::temp_dir().join(format!("throwaway-postgres-{}-0", of.id()))
}

/// Comes back when the program and the shell that runs its server are gone: they have standard error open.
fn wait(program: &mut Child) {
    let mut said = String::new();
    program.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(said, "");
    program.wait().unwrap();
}

#[test]
fn a_dropped_server_is_gone() {
    let programs = Programs::find().unwrap();
    let first = Cluster::start(&programs).unwrap();
    let second = Cluster::start(&programs).unwrap();
    let url = first.url("postgres");
    assert!(listens(&url));
    drop(first);
    assert!(!listens(&url));
    assert!(listens(&second.url("postgres")));
}

#[test]
fn a_restarted_server_is_where_it_was() {
    let mut cluster = Cluster::start(&Programs::find().unwrap()).unwrap();
    let url = cluster.url("postgres");
    for _ in 0..2 {
        cluster.restart().unwrap();
        assert!(listens(&url));
    }
}

#[test]
fn a_killed_process_leaves_nothing() {
    let (mut program, url) = program();
    let folder = folder(&program);
    assert!(folder.is_dir());
    program.kill().unwrap();
    wait(&mut program);
    assert!(!folder.exists());
    assert!(!listens(&url));
}

#[test]
fn the_program_ends_with_its_standard_input() {
    let (mut program, url) = program();
    let folder = folder(&program);
    drop(program.stdin.take());
    wait(&mut program);
    assert!(!folder.exists());
    assert!(!listens(&url));
}

#[test]
fn the_programs_say_their_version() {
    let programs = Programs::find().unwrap();
    assert!(programs.major_version().unwrap().unwrap() >= 15);
}
