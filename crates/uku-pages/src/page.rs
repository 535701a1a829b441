use uku_core::calendar::Month;
use uku_core::firm::Action;
use uku_l10n::{Locale, Said, Value, Words};
use uku_web::{Desk, Refusal, Theme, Visitor};

use crate::assets;

/// The menu item to which a page belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nav {
    Clients,
    Reports,
    Runs,
    Notices,
    Activity,
    Settings,
    Account,
}

impl Nav {
    fn word(self) -> &'static str {
        match self {
            Self::Clients => "clients",
            Self::Reports => "reports",
            Self::Runs => "runs",
            Self::Notices => "notices",
            Self::Activity => "activity",
            Self::Settings => "settings",
            Self::Account => "account",
        }
    }
}

/// What stands around every page, and how its texts, numbers and dates are said.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) title: String,
    pub(crate) lang: &'static str,
    /// Empty where the person's system decides.
    pub(crate) theme: &'static str,
    pub(crate) nav: &'static str,
    pub(crate) unread: u64,
    pub(crate) member_name: String,
    pub(crate) firm_name: String,
    pub(crate) may_see_integration: bool,
    /// What was just done, in words; empty if nothing was.
    pub(crate) done: String,
    /// Where a choice of language or theme comes back to.
    pub(crate) path: String,
    pub(crate) locale: Locale,
}

impl Page {
    /// A page of a known person.
    pub(crate) async fn of(desk: &Desk, nav: Nav, title: &Said) -> Result<Self, Refusal> {
        let unread = desk.means().notices.unread(desk.firm_id(), &desk.reader()).await?;
        Ok(Self {
            nav: nav.word(),
            unread,
            member_name: desk.identity.name.clone(),
            firm_name: desk.firm.name.clone(),
            may_see_integration: desk.may(Action::SeeIntegration),
            ..Self::around(desk.locale(), &desk.visitor, title)
        })
    }

    /// A page for anybody, known or not.
    pub(crate) fn alone(visitor: &Visitor, title: &Said) -> Self {
        let locale = Locale { language: visitor.language, zone: chrono_tz::Europe::Tallinn };
        Self::around(locale, visitor, title)
    }

    fn around(locale: Locale, visitor: &Visitor, title: &Said) -> Self {
        Self {
            title: locale.say(title),
            lang: locale.language.code(),
            theme: if visitor.theme == Theme::System { "" } else { visitor.theme.word() },
            nav: "",
            unread: 0,
            member_name: String::new(),
            firm_name: String::new(),
            may_see_integration: false,
            done: done(locale, &visitor.path),
            path: without_done(&visitor.path),
            locale,
        }
    }

    /// A text. Inside of a macro's arguments templates hand over an owned key.
    pub(crate) fn t(&self, key: impl AsRef<str>) -> String {
        Words::embedded().text(self.locale.language, key.as_ref())
    }

    /// A text with one argument.
    pub(crate) fn t1(&self, key: &str, name: &'static str, value: impl Shown) -> String {
        self.locale.say(&Said::of(key.to_owned()).with(name, value.value()))
    }

    /// Something to be said.
    pub(crate) fn say(&self, said: &Said) -> String {
        self.locale.say(said)
    }

    /// A month's name with its year.
    pub(crate) fn month(&self, month: Month) -> String {
        self.locale.month(month)
    }

    /// The address of a file of the site.
    #[expect(clippy::unused_self, reason = "templates have a page, and nothing else, at hand everywhere")]
    pub(crate) fn asset(&self, name: &str) -> &'static str {
        assets::address(name)
    }
}

/// What the address says was just done. Only words of ours are said, whatever stands in it.
fn done(locale: Locale, path: &str) -> String {
    let query = path.split_once('?').map_or("", |(_, query)| query);
    let word = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "done");
    let Some((_, word)) = word else { return String::new() };
    let key = format!("done-{word}");
    let text = Words::embedded().text(locale.language, &key);
    if text == key { String::new() } else { text }
}

/// The same address, without what was just done: it is told once.
fn without_done(path: &str) -> String {
    let Some((path, query)) = path.split_once('?') else { return path.to_owned() };
    let kept = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "done");
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// What can stand in a text. Templates hand values over by reference.
pub(crate) trait Shown {
    fn value(self) -> Value;
}

impl Shown for &str {
    fn value(self) -> Value {
        self.to_owned().into()
    }
}

impl Shown for &String {
    fn value(self) -> Value {
        self.clone().into()
    }
}

impl Shown for &u64 {
    fn value(self) -> Value {
        (*self).into()
    }
}

impl Shown for u64 {
    fn value(self) -> Value {
        self.into()
    }
}

impl Shown for &Month {
    fn value(self) -> Value {
        (*self).into()
    }
}
