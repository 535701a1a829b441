//! The clauses of [`NoticeBoard`].

use uku_core::client_import::ImportSource;
use uku_core::connection::ConnectionTrouble;
use uku_core::firm::{FirmId, Role, WorkPaused};
use uku_core::notice::{
    Audience, MissedBecause, Notice, NoticeBoard, NoticeEvent, OutcomeTally, PostedNotice, Reader,
};
use uku_core::run::RunKind;

pub use super::notice_mail::{
    addresses_are_remembered, another_firms_notices_are_not_sent,
    of_many_that_ask_at_once_each_notice_is_taken_by_one, unmailed_notices_are_taken_in_order,
    what_was_mailed_does_not_come_again, what_was_posted_before_the_addresses_is_not_sent,
    what_was_taken_and_not_mailed_comes_again, without_addresses_nothing_is_sent,
};

use super::client_imports::{fetch_errors, import_id};
use super::notices::notice;
use super::outcomes::{key_troubles, troubles};
use crate::build::{firm_a, firm_b, id, month, months, run_id};

/// An empty board of the [`two_firms`](crate::build::two_firms).
pub trait NoticeBoardHarness: Send + Sync {
    /// The adapter.
    fn board(&self) -> &dyn NoticeBoard;
}

impl<B: NoticeBoard> NoticeBoardHarness for B {
    fn board(&self) -> &dyn NoticeBoard {
        self
    }
}

suite! { $ notice_board_contract, notice_board {
    notices_of_every_kind_come_back_as_they_were,
    the_latest_notices_come_first,
    a_notice_posted_again_stays_as_it_was,
    who_sees_what,
    what_is_read_stays_read,
    each_person_reads_for_themselves,
    another_firms_notices_are_not_seen,
    addresses_are_remembered,
    without_addresses_nothing_is_sent,
    what_was_posted_before_the_addresses_is_not_sent,
    unmailed_notices_are_taken_in_order,
    what_was_taken_and_not_mailed_comes_again,
    what_was_mailed_does_not_come_again,
    of_many_that_ask_at_once_each_notice_is_taken_by_one,
    another_firms_notices_are_not_sent,
} }

fn reader(member: &str, role: Role) -> Reader {
    Reader { member: id(member), role }
}

fn owner() -> Reader {
    reader("owner", Role::Owner)
}

fn to_member(key: &str, member: &str) -> Notice {
    Notice { to: Audience::Member(id(member)), ..notice(key) }
}

/// Posts notices for the Owner and the Admins of a firm.
pub(super) async fn post(harness: &dyn NoticeBoardHarness, firm: &FirmId, keys: &[&str]) {
    for key in keys {
        harness.board().post(firm, &notice(key)).await.unwrap();
    }
}

async fn page(harness: &dyn NoticeBoardHarness, reader: &Reader) -> Vec<PostedNotice> {
    harness.board().page(&firm_a(), reader, None, 100).await.unwrap()
}

async fn keys(harness: &dyn NoticeBoardHarness, reader: &Reader) -> Vec<String> {
    page(harness, reader).await.into_iter().map(|posted| posted.notice.key).collect()
}

fn events() -> Vec<NoticeEvent> {
    let tally = OutcomeTally {
        created: 1,
        updated: 2,
        unchanged: 3,
        left_alone: 4,
        failed: 5,
        deferred: 6,
        skipped: 7,
        zero: u32::MAX,
    };
    let finished = |(kind, cancelled)| NoticeEvent::RunFinished {
        run: run_id(1),
        kind,
        months: months("2025-11", "2026-10"),
        clients: 300,
        cancelled,
        tally,
    };
    let kinds = [
        (RunKind::Scheduled, false),
        (RunKind::LateLook, true),
        (RunKind::ManualImport, false),
        (RunKind::Reload, true),
    ];
    let because = [
        MissedBecause::NotRunning,
        MissedBecause::SettingsBroken,
        MissedBecause::Subscription(WorkPaused::Lapsed),
        MissedBecause::Subscription(WorkPaused::NoIntegrations),
    ];
    let missed = |because| NoticeEvent::ImportMissed { month: month("2026-10"), because };
    let whose = |(number, trouble): (usize, ConnectionTrouble)| (id(&format!("Õ '{number}'")), trouble);
    let clients = key_troubles().into_iter().enumerate().map(whose).collect();
    let mut events: Vec<NoticeEvent> = kinds.map(finished).into();
    events.extend(because.map(missed));
    events.push(NoticeEvent::KeysStoppedWorking { run: run_id(2), clients });
    events.push(NoticeEvent::SettingsBroken { troubles: troubles() });
    events.extend(import_events());
    assert!(events.iter().all(is_listed));
    events
}

fn import_events() -> impl Iterator<Item = NoticeEvent> {
    let import = import_id(1);
    let ended = [ImportSource::Directory, ImportSource::OwnBooks, ImportSource::File].into_iter().flat_map(
        move |source| {
            let ready = NoticeEvent::ClientImportReady { import, source, rows: u32::MAX };
            [ready, NoticeEvent::ClientImportInterrupted { import, source }]
        },
    );
    let failed = move |error| NoticeEvent::ClientImportFailed { import, error };
    ended.chain(fetch_errors().into_iter().map(failed))
}

/// Fails to compile when an event is added: then the list above needs one more.
fn is_listed(event: &NoticeEvent) -> bool {
    match event {
        NoticeEvent::RunFinished { .. }
        | NoticeEvent::KeysStoppedWorking { .. }
        | NoticeEvent::SettingsBroken { .. }
        | NoticeEvent::ImportMissed {
            because:
                MissedBecause::NotRunning
                | MissedBecause::SettingsBroken
                | MissedBecause::Subscription(WorkPaused::Lapsed | WorkPaused::NoIntegrations),
            ..
        }
        | NoticeEvent::ClientImportReady { .. }
        | NoticeEvent::ClientImportFailed { .. }
        | NoticeEvent::ClientImportInterrupted { .. } => true,
    }
}

/// Nothing of them is lost, whoever they are for.
pub async fn notices_of_every_kind_come_back_as_they_were(harness: &dyn NoticeBoardHarness) {
    let mut expected = Vec::new();
    for (number, event) in events().into_iter().enumerate() {
        for to in [Audience::Admins, Audience::Member(id("mari õ"))] {
            let posted =
                Notice { to, event: event.clone(), ..notice(&format!("õ:{number}:{}", expected.len())) };
            harness.board().post(&firm_a(), &posted).await.unwrap();
            expected.push(posted);
        }
    }
    expected.reverse();
    let found = page(harness, &reader("mari õ", Role::Admin)).await;
    let found: Vec<Notice> = found.into_iter().map(|posted| posted.notice).collect();
    assert_eq!(found, expected);
}

/// By their numbers, whatever time they tell; pages follow each other without gap or repeat.
pub async fn the_latest_notices_come_first(harness: &dyn NoticeBoardHarness) {
    post(harness, &firm_a(), &["1", "2", "3"]).await;
    let earlier = Notice { at: crate::build::at("2026-01-01T00:00:00Z"), ..notice("4") };
    harness.board().post(&firm_a(), &earlier).await.unwrap();
    let all = page(harness, &owner()).await;
    assert_eq!(keys(harness, &owner()).await, ["4", "3", "2", "1"]);
    assert!(all.is_sorted_by(|a, b| a.number > b.number));
    let first = harness.board().page(&firm_a(), &owner(), None, 3).await.unwrap();
    assert_eq!(first, all[..3]);
    let second = harness.board().page(&firm_a(), &owner(), Some(first[2].number), 3).await.unwrap();
    assert_eq!(second, all[3..]);
    let third = harness.board().page(&firm_a(), &owner(), Some(second[0].number), 3).await.unwrap();
    assert_eq!(third, []);
}

/// It neither changes nor comes up again, nor is it unread again.
pub async fn a_notice_posted_again_stays_as_it_was(harness: &dyn NoticeBoardHarness) {
    post(harness, &firm_a(), &["first", "second"]).await;
    let before = page(harness, &owner()).await;
    harness.board().mark_read(&firm_a(), &owner(), before[0].number).await.unwrap();
    let event = NoticeEvent::ImportMissed { month: month("2026-09"), because: MissedBecause::NotRunning };
    harness.board().post(&firm_a(), &Notice { event, ..notice("first") }).await.unwrap();
    let read: Vec<_> = before.into_iter().map(|posted| PostedNotice { read: true, ..posted }).collect();
    assert_eq!(page(harness, &owner()).await, read);
    assert_eq!(harness.board().unread(&firm_a(), &owner()).await, Ok(0));
}

/// What is for a person only that person; what is for the Owner and the Admins none but they.
pub async fn who_sees_what(harness: &dyn NoticeBoardHarness) {
    post(harness, &firm_a(), &["admins"]).await;
    harness.board().post(&firm_a(), &to_member("mari's", "mari")).await.unwrap();
    for (member, role, seen) in [
        ("owner", Role::Owner, &["admins"][..]),
        ("jaan", Role::Admin, &["admins"]),
        ("jaan", Role::Member, &[]),
        ("mari", Role::Admin, &["mari's", "admins"]),
        ("mari", Role::Member, &["mari's"]),
    ] {
        let reader = reader(member, role);
        assert_eq!(keys(harness, &reader).await, seen, "{reader:?}");
        assert_eq!(harness.board().unread(&firm_a(), &reader).await, Ok(seen.len() as u64), "{reader:?}");
    }
}

/// Up to the notice that was seen last; what comes later is unread, and looking at an earlier one changes nothing.
pub async fn what_is_read_stays_read(harness: &dyn NoticeBoardHarness) {
    post(harness, &firm_a(), &["1", "2", "3"]).await;
    let numbers: Vec<i64> = page(harness, &owner()).await.iter().map(|posted| posted.number).collect();
    let is_read = async || page(harness, &owner()).await.iter().map(|posted| posted.read).collect::<Vec<_>>();
    assert_eq!(is_read().await, [false, false, false]);
    for up_to in [numbers[1], numbers[2]] {
        harness.board().mark_read(&firm_a(), &owner(), up_to).await.unwrap();
        assert_eq!(is_read().await, [false, true, true]);
        assert_eq!(harness.board().unread(&firm_a(), &owner()).await, Ok(1));
    }
    harness.board().mark_read(&firm_a(), &owner(), numbers[0]).await.unwrap();
    assert_eq!(harness.board().unread(&firm_a(), &owner()).await, Ok(0));
    post(harness, &firm_a(), &["4"]).await;
    assert_eq!(is_read().await, [false, true, true, true]);
    assert_eq!(harness.board().unread(&firm_a(), &owner()).await, Ok(1));
}

/// What one person has read, another may not have.
pub async fn each_person_reads_for_themselves(harness: &dyn NoticeBoardHarness) {
    post(harness, &firm_a(), &["1", "2"]).await;
    let latest = page(harness, &owner()).await[0].number;
    harness.board().mark_read(&firm_a(), &owner(), latest).await.unwrap();
    let jaan = reader("jaan", Role::Admin);
    assert_eq!(harness.board().unread(&firm_a(), &jaan).await, Ok(2));
    assert!(page(harness, &jaan).await.iter().all(|posted| !posted.read));
}

/// Nor does what somebody of the same name has read there count here.
pub async fn another_firms_notices_are_not_seen(harness: &dyn NoticeBoardHarness) {
    post(harness, &firm_a(), &["1", "2"]).await;
    assert_eq!(harness.board().page(&firm_b(), &owner(), None, 10).await, Ok(vec![]));
    assert_eq!(harness.board().unread(&firm_b(), &owner()).await, Ok(0));
    harness.board().mark_read(&firm_b(), &owner(), i64::MAX).await.unwrap();
    assert_eq!(harness.board().unread(&firm_a(), &owner()).await, Ok(2));
}
