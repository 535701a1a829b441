//! A notice as it is told: with how grave it is, and where one goes on from it.

use uku_core::client::ClientId;
use uku_core::firm::Action;
use uku_core::notice::{NoticeEvent, PostedNotice};
use uku_l10n::core::notice::{text, title};
use uku_web::{Called, Desk};

use crate::page::Page;
use crate::runs::run_at;
use crate::why::Place;

/// How many clients of one notice are named; the run names all.
pub(super) const NAMED: usize = 10;

/// A notice.
pub(super) struct Told {
    pub(super) number: i64,
    pub(super) unread: bool,
    /// ok, warn, bad or info.
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) paragraphs: Vec<String>,
    /// How many clients are not named.
    pub(super) more: u64,
    pub(super) at: String,
    pub(super) place: Option<Place>,
}

/// The clients that a notice names.
pub(super) fn named(notice: &PostedNotice) -> impl Iterator<Item = ClientId> {
    let clients = match &notice.notice.event {
        NoticeEvent::KeysStoppedWorking { clients, .. } => clients.as_slice(),
        _ => &[],
    };
    clients.iter().take(NAMED).map(|(client, _)| client.clone())
}

impl Told {
    pub(super) fn of(desk: &Desk, page: &Page, posted: PostedNotice, called: &Called) -> Self {
        let PostedNotice { number, mut notice, read } = posted;
        let title = page.say(&title(&notice.event));
        let more = shorten(&mut notice.event);
        let paragraphs = text(&notice.event, called).iter().map(|said| page.say(said)).collect();
        Self {
            number,
            unread: !read,
            kind: kind(&notice.event),
            title,
            paragraphs,
            more,
            at: page.locale.moment(notice.at),
            place: desk.may(Action::SeeIntegration).then(|| place(&notice.event)),
        }
    }
}

/// Leaves out clients beyond those that are named; how many.
fn shorten(event: &mut NoticeEvent) -> u64 {
    let NoticeEvent::KeysStoppedWorking { clients, .. } = event else { return 0 };
    let more = clients.len().saturating_sub(NAMED) as u64;
    clients.truncate(NAMED);
    more
}

fn kind(event: &NoticeEvent) -> &'static str {
    match event {
        NoticeEvent::RunFinished { tally, cancelled, .. } if tally.failed > 0 || *cancelled => "warn",
        NoticeEvent::RunFinished { .. } | NoticeEvent::ClientImportReady { .. } => "ok",
        NoticeEvent::ClientImportInterrupted { .. } | NoticeEvent::ImportMissed { .. } => "warn",
        NoticeEvent::KeysStoppedWorking { .. }
        | NoticeEvent::SettingsBroken { .. }
        | NoticeEvent::ClientImportFailed { .. } => "bad",
    }
}

fn place(event: &NoticeEvent) -> Place {
    match event {
        NoticeEvent::RunFinished { run, .. } => Place { href: run_at(*run), key: "notices-to-run" },
        NoticeEvent::KeysStoppedWorking { clients, .. } => match clients.as_slice() {
            [(client, _)] => Place::integration(client),
            _ => Place { href: "/clients?state=failing".to_owned(), key: "why-place-clients" },
        },
        NoticeEvent::SettingsBroken { .. } => Place::data_import(),
        NoticeEvent::ImportMissed { month, .. } => Place::import_data(None, Some(*month)),
        NoticeEvent::ClientImportReady { .. } => Place { key: "notices-confirm", ..Place::review() },
        NoticeEvent::ClientImportFailed { .. } | NoticeEvent::ClientImportInterrupted { .. } => {
            Place::import()
        }
    }
}
