use std::fmt;

/// What a drill found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How often harm was done.
    pub tried: u32,
    /// What was wrong; nothing if all is well.
    pub wrong: Vec<String>,
    /// What else is worth knowing.
    pub notes: Vec<String>,
}

impl Report {
    pub(crate) fn note(&mut self, text: impl Into<String>) {
        self.notes.push(text.into());
    }

    pub(crate) fn found_wrong(&mut self, text: impl Into<String>) {
        self.wrong.push(text.into());
    }
}

/// The last line is `N tried, M wrong`.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.notes.iter().try_for_each(|note| writeln!(f, "{note}"))?;
        self.wrong.iter().take(20).try_for_each(|wrong| writeln!(f, "wrong: {wrong}"))?;
        write!(f, "{} tried, {} wrong", self.tried, self.wrong.len())
    }
}
