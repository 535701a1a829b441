//! Outcomes and notices, with names by whoever knows them.

use rust_decimal::Decimal;
use uku_core::calendar::MonthRange;
use uku_core::client::ClientId;
use uku_core::client_import::{ClientImportId, FetchError, ImportSource};
use uku_core::connection::ConnectionTrouble;
use uku_core::firm::WorkPaused;
use uku_core::ledger::DirectoryError;
use uku_core::notice::{MissedBecause, NoticeEvent, OutcomeTally};
use uku_core::run::{Failure, Outcome, RunId, RunKind, SkipReason};
use uku_core::summary::{Change, CustomFieldId, SettingsTrouble};
use uku_l10n::core::{notice, run};
use uku_l10n::{Names, Say};
use uuid::Uuid;

use crate::samples::{Nobody, all_differ, is_sentence, month, noon, said, translated};

/// Everybody is known by name.
struct Known;

impl Names for Known {
    fn client(&self, client: &ClientId) -> Option<String> {
        Some(format!("Kask {client}"))
    }

    fn custom_field(&self, field: &CustomFieldId) -> Option<String> {
        Some(format!("Field {field}"))
    }
}

fn change(old: Option<i64>, new: i64) -> Change {
    let field = "1".to_owned().try_into().unwrap();
    Change { field, old: old.map(Decimal::from), new: Decimal::from(new) }
}

#[test]
fn outcomes() {
    let changes = || vec![change(Some(1234), 5), change(None, 0)];
    let all = [
        Outcome::Created,
        Outcome::Updated(changes()),
        Outcome::Unchanged,
        Outcome::Billed(changes()),
        Outcome::EditedByHand(changes()),
        Outcome::Deleted,
        Outcome::Failed(Failure::Crashed { times: 2 }),
        Outcome::Deferred(noon()),
        Outcome::Skipped(SkipReason::Paused),
    ];
    let sentences: Vec<_> = all.iter().map(|outcome| run::sentence(outcome, &Known)).collect();
    sentences.iter().for_each(is_sentence);
    sentences.iter().for_each(translated);
    all_differ(&sentences);
    let (english, estonian) = said(&sentences[1]);
    assert_eq!(english, "The summary task was changed: Field 1 1,234 → 5 and Field 1 empty → 0.");
    assert_eq!(estonian, "Koondülesannet muudeti: Field 1 1\u{a0}234 → 5 ja Field 1 tühi → 0.");
    is_sentence(&run::sentence(&all[1], &Nobody));
}

fn finished(cancelled: bool, tally: OutcomeTally) -> NoticeEvent {
    NoticeEvent::RunFinished {
        run: RunId(Uuid::nil()),
        kind: RunKind::Reload,
        months: MonthRange::single(month()),
        clients: 1,
        cancelled,
        tally,
    }
}

#[test]
fn notices() {
    let import = ClientImportId(Uuid::nil());
    let client = || "c7".to_owned().try_into().unwrap();
    let keys = |count: usize| NoticeEvent::KeysStoppedWorking {
        run: RunId(Uuid::nil()),
        clients: (0..count).map(|_| (client(), ConnectionTrouble::WrongKeys)).collect(),
    };
    let missed = |because| NoticeEvent::ImportMissed { month: month(), because };
    let all = [
        finished(false, OutcomeTally { updated: 3, ..OutcomeTally::default() }),
        finished(true, OutcomeTally::default()),
        keys(1),
        keys(2),
        NoticeEvent::SettingsBroken { troubles: vec![SettingsTrouble::TopicArchived("Bilanss".into())] },
        missed(MissedBecause::NotRunning),
        NoticeEvent::ClientImportReady { import, source: ImportSource::File, rows: 1 },
        NoticeEvent::ClientImportFailed { import, error: FetchError::Directory(DirectoryError::WrongLogin) },
        NoticeEvent::ClientImportInterrupted { import, source: ImportSource::OwnBooks },
    ];
    let titles: Vec<_> = all.iter().map(notice::title).collect();
    titles.iter().for_each(translated);
    all_differ(&titles);
    for event in &all {
        let paragraphs = notice::text(event, &Known);
        paragraphs.iter().for_each(is_sentence);
        paragraphs.iter().for_each(translated);
        assert_eq!(notice::text(event, &Nobody).len(), paragraphs.len());
    }
    assert_eq!(notice::text(&keys(2), &Known).len(), 2, "one paragraph for each client");
    let (english, _) = said(&notice::text(&keys(1), &Known)[0]);
    assert!(english.starts_with("Kask c7: SmartAccounts does not accept the keys"), "{english}");
    for because in [MissedBecause::Subscription(WorkPaused::Lapsed), MissedBecause::SettingsBroken] {
        is_sentence(&notice::text(&missed(because), &Known)[0]);
    }
}

#[test]
fn tallies() {
    let tally = OutcomeTally {
        created: 1,
        updated: 2,
        unchanged: 3,
        left_alone: 4,
        failed: 5,
        deferred: 6,
        skipped: 7,
        zero: 8,
    };
    let (english, estonian) = said(&tally.said());
    assert_eq!(
        english,
        "1 summary task created, 2 updated, 3 unchanged, 4 left as they are, 5 failed, 6 waiting, 7 passed over and 8 \
         with nothing to count"
    );
    assert!(estonian.starts_with("1 koondülesanne loodud, 2 uuendatud, "), "{estonian}");
    translated(&OutcomeTally::default().said());
}
