//! Somebody else to be, for a program that refuses to run as root.

use std::fs;
use std::process::{Command, Stdio};

/// Whom we may be, the best first.
const USERS: [&str; 2] = ["postgres", "nobody"];

/// A user of the machine.
pub(crate) struct User {
    name: String,
    pub(crate) uid: u32,
    pub(crate) gid: u32,
}

impl User {
    /// The first of the users that there is on this machine.
    pub(crate) fn find() -> Option<Self> {
        let users = fs::read_to_string("/etc/passwd").ok()?;
        USERS.iter().find_map(|name| users.lines().find_map(|line| Self::named(name, line)))
    }

    /// The user in a line of `/etc/passwd`, if it is this one.
    fn named(name: &str, line: &str) -> Option<Self> {
        let mut fields = line.split(':');
        let found = fields.next().filter(|found| *found == name)?.to_owned();
        let mut number = |skipped| fields.nth(skipped)?.parse().ok();
        Some(Self { name: found, uid: number(1)?, gid: number(0)? })
    }

    /// The words to put before a command so that this user runs it; none if nothing here can do that.
    pub(crate) fn prefix(&self) -> Option<Vec<String>> {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let (uid, gid) = (format!("--reuid={}", self.uid), format!("--regid={}", self.gid));
        let ways = [
            words(&["setpriv", &uid, &gid, "--clear-groups"]),
            words(&["runuser", "-u", &self.name, "--"]),
            // A shell of our own: that of these users is often none.
            words(&["su", "-s", "/bin/sh", &self.name, "-c", r#"exec "$0" "$@""#, "--"]),
        ];
        ways.into_iter().find(|way| {
            let tried = Command::new(&way[0]).args(&way[1..]).arg("true").stderr(Stdio::null()).status();
            tried.is_ok_and(|status| status.success())
        })
    }
}
