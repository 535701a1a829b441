use std::fmt;
use std::panic::Location;

/// What a test on a page returns.
pub type Result<T = (), E = Failure> = std::result::Result<T, E>;

/// Why a test on a page fails: what was wanted, and what was there instead.
#[derive(Clone)]
pub struct Failure {
    what: String,
    there: Option<Box<There>>,
    at: Option<&'static Location<'static>>,
}

/// What the browser showed.
#[derive(Clone)]
pub(crate) struct There {
    pub(crate) title: String,
    pub(crate) url: String,
    pub(crate) text: String,
}

/// As much of a page's text as a failure repeats, in characters.
const TEXT: usize = 1500;

impl Failure {
    /// One that says this, for checks of a test's own.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), there: None, at: None }
    }

    pub(crate) fn with(mut self, there: There) -> Self {
        self.there.get_or_insert_with(|| Box::new(there));
        self
    }

    pub(crate) fn knows_the_page(&self) -> bool {
        self.there.is_some()
    }

    pub(crate) fn at(mut self, place: &'static Location<'static>) -> Self {
        self.at.get_or_insert(place);
        self
    }
}

impl From<fantoccini::error::CmdError> for Failure {
    fn from(error: fantoccini::error::CmdError) -> Self {
        Self::new(format!("the browser refused: {error}"))
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(error.to_string())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if let Some(at) = self.at {
            write!(f, "\n  at {at}")?;
        }
        if let Some(there) = &self.there {
            write!(f, "\n  the page was: {}\n  titled: {}\n  with the text:", there.url, there.title)?;
            for line in shortened(&there.text, TEXT).lines() {
                write!(f, "\n    {line}")?;
            }
        }
        Ok(())
    }
}

/// As it is displayed, since this is how the test runner prints what a test returns.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Failure {}

/// The beginning of a text, with dots where something was left out.
pub(crate) fn shortened(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
