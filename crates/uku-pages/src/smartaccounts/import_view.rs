use uku_core::client_import::{
    ClientImport, Confirmed, ImportSource, ImportState, NotDone, not_done, progress, written,
};
use uku_core::firm::Action;
use uku_l10n::{Remedy, Said, Say};
use uku_web::{Desk, Refusal};

use super::is_active;
use super::own_books::connection;
use crate::form::Faults;
use crate::page::Page;

/// No more rows that could not be written are listed.
const MOST_LISTED: usize = 200;

/// How far something is.
pub(super) struct Bar {
    pub(super) done: u32,
    pub(super) all: u32,
    pub(super) text: String,
}

/// How many of what.
pub(super) struct Figure {
    pub(super) label: String,
    pub(super) number: String,
}

/// A row that could not be written.
pub(super) struct Trouble {
    pub(super) name: String,
    pub(super) why: String,
}

/// The firm's latest client import.
pub(super) struct Latest {
    pub(super) id: String,
    pub(super) state: &'static str,
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) texts: Vec<String>,
    pub(super) bar: Option<Bar>,
    pub(super) figures: Vec<Figure>,
    pub(super) troubles: Vec<Trouble>,
    /// How many more rows could not be written than are listed; empty if none.
    pub(super) more_troubles: String,
    /// Whether clients without keys are the way on.
    pub(super) keys_next: bool,
}

/// What the Import view shows.
#[expect(clippy::struct_excessive_bools, reason = "each shows or hides a part of the page")]
pub(super) struct ImportView {
    pub(super) latest: Option<Latest>,
    /// Whether something goes on, so that one looks again.
    pub(super) live: bool,
    pub(super) may: bool,
    pub(super) active: bool,
    /// What another import would give up; empty if nothing.
    pub(super) gives_up: String,
    pub(super) own_books: bool,
    /// Which import was the latest when this was shown; empty if there was none.
    pub(super) seen: String,
    /// What was typed.
    pub(super) email: String,
    pub(super) faults: Faults,
}

impl ImportView {
    pub(super) async fn of(desk: &Desk, page: &Page, email: String, faults: Faults) -> Result<Self, Refusal> {
        let import = progress(desk.actor(), desk.store(), desk.means().clock.as_ref()).await?;
        let state = import.as_ref().map(|import| import.state.clone());
        let waits = import.as_ref().filter(|import| import.state == ImportState::Ready);
        let gives_up = waits.map(|import| Said::of("client-import-gives-up").with("count", import.rows));
        let latest = match &import {
            Some(import) => latest(desk, page, import).await?,
            None => None,
        };
        Ok(Self {
            live: matches!(state, Some(ImportState::Fetching { .. } | ImportState::Confirming)),
            may: desk.may(Action::ImportClients),
            active: is_active(desk).await?,
            gives_up: gives_up.map(|said| page.say(&said)).unwrap_or_default(),
            own_books: connection(desk).await?.is_some(),
            seen: import.map(|import| import.id.to_string()).unwrap_or_default(),
            latest,
            email,
            faults,
        })
    }

    /// Whether an import can be started here now.
    pub(super) fn offers(&self) -> bool {
        self.may && self.active && !self.live
    }
}

/// What is said of an import; nothing of one that a person gave up.
async fn latest(desk: &Desk, page: &Page, import: &ClientImport) -> Result<Option<Latest>, Refusal> {
    let (actor, store, clock) = (desk.actor(), desk.store(), desk.means().clock.as_ref());
    let source = Said::of("client-import-from").with("source", import.source.said());
    let started = source.with("at", import.started_at);
    let mut latest = Latest {
        id: import.id.to_string(),
        state: import.state.word(),
        kind: "info",
        title: String::new(),
        texts: vec![page.say(&started)],
        bar: None,
        figures: Vec::new(),
        troubles: Vec::new(),
        more_troubles: String::new(),
        keys_next: false,
    };
    let say = |key: &'static str| page.say(&Said::of(key));
    match &import.state {
        ImportState::Cancelled => return Ok(None),
        ImportState::Fetching { heard_at } => {
            latest.title = say("client-import-fetching");
            latest.texts.insert(0, page.say(&Said::of("client-import-so-far").with("count", import.rows)));
            if *heard_at > clock.now() {
                latest.texts.push(page.say(&Said::of("client-import-waits-until").with("until", *heard_at)));
            }
            latest.texts.push(say("client-import-keep-working"));
        }
        ImportState::Ready => {
            latest.kind = "ok";
            latest.title = say("client-import-ready");
            latest.texts.insert(0, page.say(&Said::of("client-import-found").with("count", import.rows)));
            if import.repeats > 0 {
                latest.texts.push(page.say(&Said::of("client-import-repeats").with("count", import.repeats)));
            }
        }
        ImportState::Confirming => {
            let done = written(actor, store, clock).await?;
            latest.title = say("client-import-writing");
            let text = Said::of("client-import-written").with("done", done).with("all", import.rows);
            latest.bar = Some(Bar { done, all: import.rows.max(1), text: page.say(&text) });
            latest.texts.push(say("client-import-keep-working"));
            latest.texts.push(say("client-import-half-written"));
        }
        ImportState::Confirmed(confirmed) => {
            latest.kind = "ok";
            latest.title = say("client-import-confirmed");
            latest.figures = figures(page, confirmed);
            latest.keys_next = true;
            if confirmed.failed > 0 || confirmed.not_connected > 0 {
                latest.kind = "warn";
                let all = not_done(actor, store, clock).await?;
                let more = all.len().saturating_sub(MOST_LISTED);
                if more > 0 {
                    latest.more_troubles =
                        page.say(&Said::of("client-import-more-failed").with("count", more));
                }
                latest.troubles = all.into_iter().take(MOST_LISTED).map(|row| trouble(page, row)).collect();
            }
        }
        ImportState::Failed(error) => {
            latest.kind = "bad";
            latest.title = say("client-import-failed");
            latest.texts = vec![page.say(&error.said())];
            latest.texts.extend(error.remedy_said().map(|remedy| page.say(&remedy)));
        }
        ImportState::Interrupted => {
            latest.kind = "warn";
            latest.title = say("client-import-interrupted");
            latest.texts.push(say(if import.source == ImportSource::Directory {
                "client-import-sign-in-again"
            } else {
                "client-import-start-again"
            }));
        }
    }
    Ok(Some(latest))
}

fn figures(page: &Page, confirmed: &Confirmed) -> Vec<Figure> {
    let Confirmed { created, updated, unchanged, declined, left, failed, connected, not_connected } =
        *confirmed;
    [
        ("client-import-tally-created", created, true),
        ("client-import-tally-updated", updated, true),
        ("client-import-tally-unchanged", unchanged, false),
        ("client-import-tally-declined", declined, false),
        ("client-import-tally-left", left, false),
        ("client-import-tally-failed", failed, false),
        ("client-import-tally-connected", connected, true),
        ("client-import-tally-not-connected", not_connected, false),
    ]
    .into_iter()
    .filter(|(_, count, always)| *always || *count > 0)
    .map(|(key, count, _)| Figure { label: page.t(key), number: page.locale.number(count) })
    .collect()
}

fn trouble(page: &Page, row: NotDone) -> Trouble {
    use uku_core::client_import::{KeysDone, RowResult};
    let why = row.row.map(|why| page.say(&RowResult::Failed(why).said()));
    let keys = row.keys.map(|why| page.say(&KeysDone::NotSaved(why).said()));
    Trouble { name: row.name, why: why.into_iter().chain(keys).collect::<Vec<_>>().join(" ") }
}
