use std::fmt::Write as _;
use std::future::Future;
use std::sync::{Arc, Mutex};

use crate::session::Session;
use crate::{Result, Theme};

/// What a browser shows, or a part of it: whatever is looked for or acted on is looked for in this part only, anew each
/// time. Clones and parts share the browser.
#[derive(Debug, Clone)]
pub struct Page {
    session: Arc<Session>,
    usual: Arc<Mutex<Looks>>,
    steps: Vec<Step>,
}

/// How a part lies in the part around it: of which kind, and its text.
pub(crate) type Step = (&'static str, String);

/// The room of a page, and its theme.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Looks {
    pub(crate) size: (u32, u32),
    pub(crate) theme: Theme,
}

impl Page {
    pub(crate) fn new(session: Session, size: (u32, u32), theme: Theme) -> Self {
        let usual = Arc::new(Mutex::new(Looks { size, theme }));
        Self { session: Arc::new(session), usual, steps: Vec::new() }
    }

    pub(crate) fn session(&self) -> &Session {
        &self.session
    }

    pub(crate) fn usual(&self) -> std::sync::MutexGuard<'_, Looks> {
        self.usual.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub(crate) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The `WebDriver` client below, for what has no word here yet.
    #[must_use]
    pub fn client(&self) -> &fantoccini::Client {
        &self.session.client
    }

    /// Goes to a path below the base address.
    #[track_caller]
    pub fn go(&self, path: &str) -> impl Future<Output = Result> {
        self.here(async move {
            let url = self.session.base.join(path);
            let url = url.map_err(|error| crate::Failure::new(format!("`{path}` is no path: {error}")))?;
            Ok(self.session.client.goto(url.as_str()).await?)
        })
    }

    /// The table row with this text: where a cell says just this, that row; else the one that has it somewhere.
    #[must_use]
    pub fn row(&self, text: &str) -> Self {
        self.part("row", text)
    }

    /// The open dialog; of several, the last.
    #[must_use]
    pub fn dialog(&self) -> Self {
        self.part("dialog", "")
    }

    /// What stands under this heading, legend or summary: the section, fieldset, form or the like around it.
    #[must_use]
    pub fn section(&self, heading: &str) -> Self {
        self.part("section", heading)
    }

    /// The only visible element of this CSS selector. For what has neither heading nor name.
    #[must_use]
    pub fn within(&self, selector: &str) -> Self {
        self.part("css", selector)
    }

    /// The whole page.
    #[must_use]
    pub fn whole(&self) -> Self {
        Self { steps: Vec::new(), ..self.clone() }
    }

    pub(crate) fn part(&self, kind: &'static str, text: &str) -> Self {
        let mut part = self.clone();
        part.steps.push((kind, text.to_owned()));
        part
    }

    /// Which part this is, for messages; nothing if it is all.
    pub(crate) fn place(&self) -> String {
        self.steps.iter().rev().fold(String::new(), |mut place, (kind, text)| {
            let quoted = if text.is_empty() { String::new() } else { format!(" “{text}”") };
            // Writing to a String can't fail.
            let _ = write!(place, " in the {kind}{quoted}");
            place
        })
    }
}
