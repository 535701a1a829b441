use chrono::{DateTime, Utc};

use super::rules::next_look;
use super::{Due, Schedule, due, next_import};
use crate::calendar::{Month, MonthRange};
use crate::client::{Clients, ClientsError};
use crate::clock::Clock;
use crate::firm::{Denied, Firm, FirmId, Who, WorkPaused};
use crate::ids::Ids;
use crate::ledger::Priority;
use crate::notice::{Audience, MissedBecause, Notice, NoticeEvent, Notices, NoticesError};
use crate::run::{Item, ItemId, Lane, Run, RunId, RunKind};
use crate::store::{IntegrationStore, StoreError, UnitOfWork};
use crate::summary::{
    HandEdits, SettingsDraft, SettingsTrouble, SummarySettings, Tasks, TasksError, settings_trouble,
};

/// Begins what has come up by itself.
#[derive(Clone, Copy)]
pub struct Scheduling<'a> {
    /// The firms.
    pub clients: &'a dyn Clients,
    /// Their topics and custom task fields.
    pub tasks: &'a dyn Tasks,
    /// The integration's own memory.
    pub store: &'a dyn IntegrationStore,
    /// Tells people what did not begin.
    pub notices: &'a dyn Notices,
    /// The time.
    pub clock: &'a dyn Clock,
    /// New identities.
    pub ids: &'a dyn Ids,
}

/// What came of looking at a firm's schedule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ticked {
    /// The runs that began.
    pub began: Vec<RunId>,
    /// When something comes up next; none while nothing can.
    pub next: Option<DateTime<Utc>>,
}

/// Why a firm's schedule could not be followed now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The firm could not be read.
    #[error(transparent)]
    Clients(#[from] ClientsError),
    /// Topics and custom task fields could not be read.
    #[error(transparent)]
    Tasks(#[from] TasksError),
    /// A notice could not be posted.
    #[error(transparent)]
    Notices(#[from] NoticesError),
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why nothing begins by itself on an import day.
enum Hindrance {
    Subscription(WorkPaused),
    Settings(Vec<SettingsTrouble>),
}

impl Scheduling<'_> {
    /// Begins what has come up for a firm and was not begun, however many programs ask. It may be repeated after any crash.
    ///
    /// While the integration is inactive or its settings are incomplete, nothing comes up. Where the subscription or what the
    /// settings name stands in the way on an import day, people are told, and the month is offered instead.
    pub async fn tick(&self, firm: &FirmId) -> Result<Ticked, ScheduleError> {
        let now = self.clock.now();
        let mut work = self.store.open(firm).await?;
        let active = work.is_active().await?;
        let draft = work.settings_draft().await?.unwrap_or_default();
        let schedule = work.schedule().await?;
        drop(work);
        let Ok(settings) = draft.complete() else { return Ok(Ticked::default()) };
        if !active {
            return Ok(Ticked::default());
        }
        let firm = self.clients.firm(firm).await?.ok_or_else(|| ClientsError::NoSuchFirm(firm.clone()))?;
        let due = due(&settings, firm.time_zone, schedule, now);
        let mut began = Vec::new();
        if !due.is_empty() {
            let hindrance = self.hindrance(&firm, &draft).await?;
            self.tell(&firm, &due, hindrance.as_ref(), now).await?;
            began = self.begin(&firm, &settings, &due, hindrance.is_none(), now).await?;
        }
        Ok(Ticked { began, next: Some(next(&settings, &firm, schedule, now)) })
    }

    /// What keeps a firm's months from being imported by themselves, if anything does.
    async fn hindrance(
        &self,
        firm: &Firm,
        settings: &SettingsDraft,
    ) -> Result<Option<Hindrance>, TasksError> {
        if let Err(paused) = firm.subscription.allows_work() {
            return Ok(Some(Hindrance::Subscription(paused)));
        }
        let troubles = settings_trouble(self.tasks, &firm.id, settings).await?;
        Ok((!troubles.is_empty()).then_some(Hindrance::Settings(troubles)))
    }

    async fn begin(
        &self,
        firm: &Firm,
        settings: &SummarySettings,
        due: &Due,
        nothing_hinders: bool,
        now: DateTime<Utc>,
    ) -> Result<Vec<RunId>, StoreError> {
        let mut work = self.store.open(&firm.id).await?;
        if !work.is_active().await? {
            return Ok(Vec::new());
        }
        let mut began = Vec::new();
        if nothing_hinders {
            let back = u32::from(u8::from(settings.late_look.months));
            for month in &due.imports {
                let months = MonthRange::new(month.back(back), *month).unwrap_or(MonthRange::single(*month));
                began.extend(self.add(work.as_mut(), RunKind::Scheduled, *month, months, now).await?);
            }
            if let Some(month) = due.look {
                let before = month.previous();
                let months = MonthRange::new(month.back(back), before).unwrap_or(MonthRange::single(before));
                began.extend(self.add(work.as_mut(), RunKind::LateLook, month, months, now).await?);
            }
        }
        // Another program may have come first, and further.
        let schedule = work.schedule().await?;
        let imported = due.imports.last().copied();
        let schedule = Schedule {
            imported: schedule.imported.max(imported),
            looked: schedule.looked.max(due.looked),
            ..schedule
        };
        work.put_schedule(&schedule).await?;
        work.commit().await?;
        Ok(began)
    }

    /// Adds a run for everybody who is connected; none if nobody is, or if there is one already.
    async fn add(
        &self,
        work: &mut dyn UnitOfWork,
        kind: RunKind,
        month: Month,
        months: MonthRange,
        now: DateTime<Utc>,
    ) -> Result<Option<RunId>, StoreError> {
        let connections = work.connections().all().await?;
        let items: Vec<Item> = connections
            .iter()
            .filter_map(|connection| {
                let client = connection.owner.client()?.clone();
                Some(Item {
                    id: ItemId(self.ids.next()),
                    client,
                    lane: Lane::of_key(&connection.fingerprint),
                })
            })
            .collect();
        if items.is_empty() {
            return Ok(None);
        }
        let (what, priority) = match kind {
            RunKind::LateLook => ("late-look", Priority::Bulk),
            _ => ("scheduled", Priority::Scheduled),
        };
        let run = Run {
            id: RunId(self.ids.next()),
            kind,
            months,
            hand_edits: HandEdits::Keep,
            priority,
            asked_by: Who::Software,
            created_at: now,
            once: Some(format!("{what}:{month}")),
        };
        Ok(work.runs().add(&run, &items).await?.then_some(run.id))
    }

    /// Tells people of import days that pass without an import. Before it is remembered that they passed: then a
    /// program that dies in between tells it again, and the notice is there once.
    async fn tell(
        &self,
        firm: &Firm,
        due: &Due,
        hindrance: Option<&Hindrance>,
        now: DateTime<Utc>,
    ) -> Result<(), NoticesError> {
        let missed = |month: Month, because| {
            let event = NoticeEvent::ImportMissed { month, because };
            Notice { key: format!("import-missed:{month}"), at: now, to: Audience::Admins, event }
        };
        for month in &due.missed {
            self.notices.post(&firm.id, &missed(*month, MissedBecause::NotRunning)).await?;
        }
        for month in due.imports.iter().filter(|_| hindrance.is_some()) {
            let because = match hindrance {
                Some(Hindrance::Subscription(paused)) => MissedBecause::Subscription(*paused),
                _ => MissedBecause::SettingsBroken,
            };
            self.notices.post(&firm.id, &missed(*month, because)).await?;
        }
        if let Some(Hindrance::Settings(troubles)) = hindrance {
            let day = now.with_timezone(&firm.time_zone).date_naive();
            let event = NoticeEvent::SettingsBroken { troubles: troubles.clone() };
            let key = format!("settings-broken:{day}");
            self.notices.post(&firm.id, &Notice { key, at: now, to: Audience::Admins, event }).await?;
        }
        Ok(())
    }
}

fn next(settings: &SummarySettings, firm: &Firm, schedule: Schedule, now: DateTime<Utc>) -> DateTime<Utc> {
    let import = next_import(settings, firm.time_zone, schedule, now).at;
    next_look(settings, firm.time_zone, now).map_or(import, |look| look.min(import))
}
