use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use uku_core::calendar::{ImportDay, Month};
use uku_core::notice::{NoticeEvent, OutcomeTally};
use uku_core::run::{Outcome, RunKind, RunRecord};
use uku_core::summary::SummarySettings;
use uku_testkit::build::month;

use super::firms::{CLIENTS, Household, Village, begin, end, made_at};
use super::program::Look;

/// What is said of all firms together.
#[derive(Debug, Default)]
struct Sums {
    imports: usize,
    looks: usize,
    at_the_moment: usize,
    early: usize,
    updated: usize,
}

pub(super) async fn check(village: &Village, looks: &[Look]) {
    let mut sums = Sums::default();
    for household in &village.households {
        let mut runs = village.house.runs(household.id()).await;
        runs.reverse();
        imports_are_right(household, &runs, looks, &mut sums);
        looks_are_right(household, &runs, looks, &mut sums);
        tasks_are_right(village, household).await;
        notices_are_right(village, household, &runs);
    }
    let died = looks.iter().filter(|look| !look.done).count();
    assert_eq!(sums.imports, 24 * village.households.len());
    // Without these the life was too easy.
    assert!(died > 5 && sums.early > 20 && sums.updated > 20, "{died} died, {sums:?}");
    assert!(sums.at_the_moment * 2 > sums.imports, "{sums:?}");
}

fn moment(settings: &SummarySettings, household: &Household, month: Month) -> DateTime<Utc> {
    settings.import_day.instant_for(month, settings.time(), household.firm.time_zone)
}

/// The months of which something comes up within the two years.
fn within(moment: impl Fn(Month) -> DateTime<Utc>) -> Vec<Month> {
    let all = month("2025-10").through(month("2028-02"));
    all.filter(|month| moment(*month) > begin() && moment(*month) <= end()).collect()
}

/// One run for each month, with each client once, that made each client's task; at the right time.
fn imports_are_right(household: &Household, runs: &[RunRecord], looks: &[Look], sums: &mut Sums) {
    let moment = |month| moment(&household.settings, household, month);
    let scheduled: Vec<&RunRecord> = runs.iter().filter(|run| run.run.kind == RunKind::Scheduled).collect();
    let imported: Vec<Month> = scheduled.iter().map(|record| record.run.months.to()).collect();
    assert_eq!(imported, within(moment), "{}", household.id());
    for record in scheduled {
        let month = record.run.months.to();
        let of = || format!("{} of {}", month, household.id());
        assert!(record.is_over(), "{}", of());
        let clients: BTreeSet<_> = record.items.iter().map(|(item, _)| &item.client).collect();
        assert_eq!((clients.len(), record.items.len()), (CLIENTS, CLIENTS), "{}", of());
        for (_, item) in &record.items {
            let made: Vec<_> = item.outcomes.iter().filter(|it| it.month == month).collect();
            assert!(matches!(made[..], [it] if it.outcome == Outcome::Created), "{}: {made:?}", of());
            let updated = |it: &&uku_core::run::MonthOutcome| matches!(it.outcome, Outcome::Updated(_));
            sums.updated += item.outcomes.iter().filter(updated).count();
        }
        let look = began_in_time(moment(month), made_at(record.run.id.0), looks, &of(), sums);
        let ended = |at| record.items.iter().all(|(_, item)| item.finished_at == Some(at));
        assert!(!look.worked || ended(look.shown), "{} is not finished at once", of());
        sums.imports += 1;
    }
}

/// Whoever looked first when its clock showed the moment began it, unless it died over it: then the first who didn't.
fn began_in_time(
    due: DateTime<Utc>,
    began: DateTime<Utc>,
    looks: &[Look],
    of: &str,
    sums: &mut Sums,
) -> Look {
    assert!(began >= due - TimeDelta::hours(2), "{of} began {} early", due - began);
    let since = looks.partition_point(|look| look.at < due - TimeDelta::hours(2));
    let mut saw = looks[since..].iter().filter(|look| look.shown >= due);
    let first = *saw.next().unwrap();
    let done = if first.done { first } else { *saw.find(|look| look.done).unwrap() };
    assert!(
        (first.at..=done.at).contains(&began),
        "{of} was due at {due} and began at {began}, after {first:?}"
    );
    if first.quiet && first.done {
        assert_eq!(began, due, "{of}");
    }
    sums.at_the_moment += usize::from(began == due);
    sums.early += usize::from(began < due);
    first
}

/// One look in each month, unless an import that came up with it looks anyway.
fn looks_are_right(household: &Household, runs: &[RunRecord], all: &[Look], sums: &mut Sums) {
    let settings = &household.settings;
    let rule = ImportDay::FollowingMonth(settings.late_look.day);
    let zone = household.firm.time_zone;
    let moment = |month: Month| rule.instant_for(month.previous(), settings.time(), zone);
    let imports_then = |month: &Month| {
        let due = moment(*month);
        runs.iter().any(|RunRecord { run, .. }| {
            run.kind == RunKind::Scheduled
                && run.months.to() >= month.previous()
                && run.created_at >= due
                // Nobody looked in between.
                && !all.iter().any(|look| look.done && (due..run.created_at).contains(&look.shown))
        })
    };
    let mut expected = within(moment);
    expected.retain(|month| u8::from(settings.late_look.months) > 0 && !imports_then(month));
    let looks = runs.iter().filter(|run| run.run.kind == RunKind::LateLook);
    let looked: Vec<Month> = looks.map(|record| record.run.months.to().next()).collect();
    assert_eq!(looked, expected, "{}", household.id());
    sums.looks += looked.len();
}

/// One task for each client and month, which says what is in the books.
async fn tasks_are_right(village: &Village, household: &Household) {
    let months = within(|month| moment(&household.settings, household, month));
    let mut tasks = BTreeMap::new();
    for task in village.house.summaries(household.id()).await {
        tasks.insert((task.key.client.as_ref().to_owned(), task.key.month), task);
    }
    assert_eq!(tasks.len(), CLIENTS * months.len(), "{}", household.id());
    for (number, (name, _)) in household.clients.iter().enumerate() {
        for month in &months {
            let says = tasks[&(name.clone(), *month)].values.values().copied().next();
            assert_eq!(says, Some(Decimal::from(village.sales(name, number, *month))), "{month} of {name}");
        }
    }
}

/// One notice for each run that it is over, but for looks that found nothing, and no other.
fn notices_are_right(village: &Village, household: &Household, runs: &[RunRecord]) {
    let notices = village.house.notices.posted(household.id());
    let told: BTreeSet<_> = notices
        .iter()
        .filter_map(|notice| match &notice.event {
            NoticeEvent::RunFinished { run, clients: 3, cancelled: false, tally, .. } => {
                (tally.failed + tally.skipped == 0).then_some(*run)
            }
            _ => None,
        })
        .collect();
    let is_news = |record: &&RunRecord| {
        let outcomes = record.items.iter().flat_map(|(_, item)| &item.outcomes);
        record.run.kind != RunKind::LateLook || !OutcomeTally::of(outcomes).is_quiet()
    };
    let news: BTreeSet<_> = runs.iter().filter(is_news).map(|record| record.run.id).collect();
    assert_eq!((&told, notices.len()), (&news, news.len()), "{}", household.id());
}
