//! What was typed into a form, and what is wrong with it: shown again beside each field, secrets excepted.

use uku_web::Refusal;

use crate::page::Page;

/// What is wrong with a form, as its page shows it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Faults {
    /// What is wrong as a whole, and what to do; empty if nothing is.
    pub(crate) whole: String,
    fields: Vec<(&'static str, String)>,
}

impl Faults {
    /// What a refusal says of the fields that the form has; the rest is said of the whole. Only what a person can change
    /// by typing is for the form: other refusals come back.
    pub(crate) fn of(refusal: Refusal, page: &Page, fields: &[&str]) -> Result<Self, Refusal> {
        use uku_web::Refused::{Changed, Conflict, Invalid, TooMany};
        if !matches!(refusal.refused, Invalid | Conflict | Changed | TooMany) {
            return Err(refusal);
        }
        let remedy = refusal.remedy.as_ref().map(|remedy| page.say(remedy)).unwrap_or_default();
        let mut faults = Self::default();
        for fault in refusal.faults.iter().filter(|fault| fields.contains(&fault.field)) {
            let text = format!("{} {remedy}", page.say(&fault.said));
            faults.fields.push((fault.field, text.trim().to_owned()));
        }
        if faults.fields.is_empty() {
            let whole = format!("{} {remedy}", page.say(&refusal.said));
            whole.trim().clone_into(&mut faults.whole);
        }
        Ok(faults)
    }

    /// What is wrong with a field; empty if nothing is.
    pub(crate) fn at(&self, field: &str) -> &str {
        self.fields.iter().find(|(name, _)| *name == field).map_or("", |(_, text)| text)
    }
}
