//! A firm whose months come up by themselves.

use chrono::TimeDelta;
use chrono_tz::Europe::Tallinn;
use uku_core::calendar::{ImportDay, Month};
use uku_core::counting::DataField;
use uku_core::firm::Role;
use uku_core::notice::Notices;
use uku_core::run::{RunKind, RunRecord, RunsQuery};
use uku_core::schedule::{Due, Schedule, ScheduleError, Scheduling, Ticked, due};
use uku_core::store::IntegrationStore;
use uku_core::summary::{SettingsDraft, SummarySettings, change_settings};
use uku_testkit::build::{actor, at, firm_a, month, settings};

use crate::run::house::House;

/// Settings of this rule, as the firm fills them in, without looks at late documents.
pub(super) fn rule(day: &str) -> SummarySettings {
    let mut settings = looking(day);
    settings.late_look.months = 0.try_into().unwrap();
    settings
}

/// Settings of this rule that look back three months on the 10th.
pub(super) fn looking(day: &str) -> SummarySettings {
    let import_day: ImportDay = day.parse().unwrap();
    SummarySettings { import_day, ..settings(&[DataField::SalesEntries]) }
}

/// A schedule that is followed since an instant, of which nothing has come up.
pub(super) fn since(instant: &str) -> Schedule {
    Schedule { followed_since: Some(at(instant)), ..Schedule::default() }
}

/// What has come up at an instant, in Estonia.
pub(super) fn due_at(settings: &SummarySettings, schedule: Schedule, now: &str) -> Due {
    due(settings, Tallinn, schedule, at(now))
}

pub(super) fn imports(months: &[&str]) -> Due {
    Due { imports: months.iter().map(|of| month(of)).collect(), ..Due::default() }
}

impl House {
    pub(super) async fn tick(&self) -> Ticked {
        self.tick_with(&self.store, &self.notices).await.unwrap()
    }

    pub(super) async fn tick_with(
        &self,
        store: &dyn IntegrationStore,
        notices: &dyn Notices,
    ) -> Result<Ticked, ScheduleError> {
        let (clients, tasks) = (&self.clients, &self.tasks);
        Scheduling { clients, tasks, store, notices, clock: &self.clock, ids: &self.ids }
            .tick(&firm_a())
            .await
    }

    pub(super) async fn tick_at(&self, instant: &str) -> Ticked {
        self.go_to(instant);
        self.tick().await
    }

    pub(super) fn go_to(&self, instant: &str) {
        self.clock.advance(at(instant) - self.now());
    }

    pub(super) fn wait(&self, by: TimeDelta) {
        self.clock.advance(by);
    }

    /// An admin changes the settings.
    pub(super) async fn choose(&self, settings: &SummarySettings) {
        self.choose_draft(&settings.clone().into()).await;
    }

    pub(super) async fn choose_draft(&self, draft: &SettingsDraft) {
        change_settings(&actor(Role::Admin), &self.tasks, &self.store, &self.clock, draft).await.unwrap();
    }

    pub(super) async fn runs(&self) -> Vec<RunRecord> {
        let mut work = self.store.open(&firm_a()).await.unwrap();
        let mut runs = work.runs().page(RunsQuery { before: None, most: 1_000 }).await.unwrap();
        runs.reverse();
        runs
    }

    /// The month of each scheduled import, the earliest run first.
    pub(super) async fn imported(&self) -> Vec<Month> {
        let runs = self.runs().await.into_iter().map(|record| record.run);
        runs.filter(|run| run.kind == RunKind::Scheduled).map(|run| run.months.to()).collect()
    }

    /// The first and the last month of each look at late documents.
    pub(super) async fn looks(&self) -> Vec<(Month, Month)> {
        let runs = self.runs().await.into_iter().map(|record| record.run);
        let looks = runs.filter(|run| run.kind == RunKind::LateLook);
        looks.map(|run| (run.months.from(), run.months.to())).collect()
    }
}

/// A house that follows a rule since an instant.
pub(super) async fn following(settings: &SummarySettings, instant: &str) -> House {
    let house = House::unused();
    house.go_to(instant);
    house.activate().await;
    house.connect("kask").await;
    house.choose(settings).await;
    house
}

pub(super) fn all(of: &[&str]) -> Vec<Month> {
    of.iter().map(|of| month(of)).collect()
}
