//! The firm of `uku demo`, which runs until it is dropped.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use tempfile::TempDir;
use uku_browser::{Browser, Page};

/// A demo that somebody may sign in to.
pub(super) struct DemoFirm {
    child: Child,
    /// Where the pages are.
    pub(super) base: String,
    /// The path of the link that lets its visitor in.
    link: String,
    _folder: TempDir,
}

impl DemoFirm {
    /// With so many clients.
    pub(super) fn of(clients: u16) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_uku"))
            .args(["demo", "--clients", &clients.to_string(), "--data"])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let told = lines.into_iter().find(|line| line.starts_with("Sign in: ")).unwrap();
        let address = told.trim_start_matches("Sign in: ");
        let at = address.find("/link/").unwrap();
        let (base, link) = (address[..at].to_owned(), address[at..].to_owned());
        Self { child, base, link, _folder: folder }
    }

    /// The visitor's browser, signed in.
    pub(super) async fn visitor(&self, language: &str) -> uku_browser::Result<Page> {
        let page = Browser::at(&self.base).language(language).size(1280, 900).open().await?;
        page.go(&self.link).await?;
        Ok(page)
    }
}

impl Drop for DemoFirm {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}
