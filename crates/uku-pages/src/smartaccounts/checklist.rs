use uku_core::client_import::{ClientImport, ImportState, progress};
use uku_core::connection::{ConnectionCounts, counts};
use uku_core::schedule::upcoming_import;
use uku_core::summary::{MissingSetting, settings};
use uku_l10n::{Said, Say, Value};
use uku_web::{Desk, Refusal};

use super::{FAILING, IMPORT, NOT_CONNECTED, REVIEW};
use crate::page::Page;

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Done,
    /// It is the next one.
    Now,
    /// Something is wrong with it.
    Bad,
    Later,
}

/// A way on.
pub(super) struct Way {
    pub(super) href: &'static str,
    pub(super) text: String,
}

/// A step of the set-up.
pub(super) struct Step {
    pub(super) mark: Mark,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) ways: Vec<Way>,
}

/// How far the set-up is.
pub(super) struct Checklist {
    pub(super) steps: Vec<Step>,
    /// "3 of 5 done".
    pub(super) done: String,
    pub(super) connected: u64,
    pub(super) clients: u64,
    /// "212 of 240 clients connected".
    pub(super) connected_text: String,
}

impl Checklist {
    pub(super) async fn of(desk: &Desk, page: &Page, active: bool, since: &str) -> Result<Self, Refusal> {
        let (actor, store, means) = (desk.actor(), desk.store(), desk.means());
        let clock = means.clock.as_ref();
        let counts = counts(actor, means.clients.as_ref(), store).await?;
        let latest = progress(actor, store, clock).await?;
        let missing = settings(actor, store).await?.complete().err();
        let next = upcoming_import(actor, means.clients.as_ref(), store, clock).await?;
        let next_text = match next {
            Some(next) => page
                .say(&Said::of("smartaccounts-step-next-at").with("month", next.month).with("at", next.at)),
            None => page.t("smartaccounts-step-next-none"),
        };
        let mut steps = vec![
            Step {
                mark: if active { Mark::Done } else { Mark::Later },
                title: page.t("smartaccounts-step-activate"),
                text: if active { since.to_owned() } else { page.t("smartaccounts-step-activate-text") },
                ways: Vec::new(),
            },
            clients_step(page, &counts, latest.as_ref()),
            keys_step(page, &counts),
            settings_step(page, missing.as_deref()),
            Step {
                mark: Mark::Later,
                title: page.t("smartaccounts-step-next"),
                text: next_text,
                ways: Vec::new(),
            },
        ];
        if let Some(first) = steps.iter_mut().find(|step| step.mark == Mark::Later) {
            first.mark = Mark::Now;
        }
        let (done, all) = (steps.iter().filter(|step| step.mark == Mark::Done).count(), steps.len());
        Ok(Self {
            done: page.say(&Said::of("smartaccounts-steps-done").with("done", done).with("all", all)),
            connected: counts.connected,
            clients: counts.active,
            connected_text: page.say(
                &Said::of("smartaccounts-clients-connected")
                    .with("connected", counts.connected)
                    .with("clients", counts.active),
            ),
            steps,
        })
    }
}

fn clients_step(page: &Page, counts: &ConnectionCounts, latest: Option<&ClientImport>) -> Step {
    let waits = latest.is_some_and(|import| import.state == ImportState::Ready);
    let way = |href, key: &str| vec![Way { href, text: page.t(key) }];
    let ways = match () {
        () if waits => way(REVIEW, "smartaccounts-review"),
        () if counts.clients > 0 => way(IMPORT, "smartaccounts-import-again"),
        () => way(IMPORT, "smartaccounts-import-clients"),
    };
    let text = match latest {
        Some(import) if waits => Said::of("smartaccounts-step-clients-wait").with("count", import.rows),
        _ if counts.clients > 0 => Said::of("smartaccounts-step-clients-count").with("count", counts.clients),
        _ => Said::of("smartaccounts-step-clients-none"),
    };
    Step {
        mark: if counts.clients > 0 { Mark::Done } else { Mark::Later },
        title: page.t("smartaccounts-step-clients"),
        text: page.say(&text),
        ways,
    }
}

fn keys_step(page: &Page, counts: &ConnectionCounts) -> Step {
    let mut texts = Vec::new();
    let mut ways = Vec::new();
    if counts.not_connected > 0 {
        texts.push(Said::of("smartaccounts-step-keys-missing").with("count", counts.not_connected));
        ways.push(Way { href: NOT_CONNECTED, text: page.t("smartaccounts-not-connected") });
    }
    if counts.failing > 0 {
        texts.push(Said::of("smartaccounts-step-keys-failing").with("count", counts.failing));
        ways.push(Way { href: FAILING, text: page.t("smartaccounts-failing") });
    }
    if counts.paused > 0 {
        texts.push(Said::of("smartaccounts-step-keys-paused").with("count", counts.paused));
    }
    let mark = match counts {
        ConnectionCounts { failing: 1.., .. } => Mark::Bad,
        ConnectionCounts { active: 1.., not_connected: 0, .. } => Mark::Done,
        _ => Mark::Later,
    };
    let text = match () {
        () if counts.active == 0 => page.t("smartaccounts-step-keys-nobody"),
        () if texts.is_empty() => page.t("smartaccounts-step-keys-all"),
        () => page.say(&Said::of("smartaccounts-step-keys-list").with("parts", Value::List(texts))),
    };
    Step { mark, title: page.t("smartaccounts-step-keys"), text, ways }
}

fn settings_step(page: &Page, missing: Option<&[MissingSetting]>) -> Step {
    let text = match missing {
        None => Said::of("smartaccounts-step-settings-all"),
        Some(missing) => {
            let missing = missing.iter().map(Say::said).collect();
            Said::of("smartaccounts-step-settings-missing").with("missing", Value::List(missing))
        }
    };
    Step {
        mark: if missing.is_none() { Mark::Done } else { Mark::Later },
        title: page.t("smartaccounts-step-settings"),
        text: page.say(&text),
        ways: vec![Way {
            href: "/settings/smartaccounts/data-import",
            text: page.t(if missing.is_none() {
                "smartaccounts-change-settings"
            } else {
                "smartaccounts-configure"
            }),
        }],
    }
}
