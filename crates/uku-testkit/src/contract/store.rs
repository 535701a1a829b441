//! The clauses of [`IntegrationStore`] and its unit of work. What lies in one has suites of its own, with the same
//! harness: [`runs`](super::runs), [`connections`](super::connections), [`client_imports`](super::client_imports),
//! [`audit`](super::audit) and [`answers`](super::answers); what is claimed of it, [`queue`](super::queue).

use chrono::NaiveTime;
use futures_util::future::join_all;
use uku_core::activation::{Activation, KEYS_KEPT, KeptKeys};
use uku_core::calendar::ImportDay;
use uku_core::counting::DataField;
use uku_core::firm::FirmId;
use uku_core::run::WorkQueue;
use uku_core::schedule::Schedule;
use uku_core::store::{IntegrationStore, UnitOfWork};
use uku_core::summary::{LateLook, SettingsDraft, TaskStatus};

use super::claims::{add, claim, record};
use super::everything::{Everything, STEPS, prepare, step};
use crate::build::{at, connection, firm_a, firm_b, id, item, month, run, sealed_keys, settings_draft};

/// An empty memory with the queue of its work.
pub trait StoreHarness: Send + Sync {
    /// The adapter.
    fn store(&self) -> &dyn IntegrationStore;
    /// The queue of the items of all firms.
    fn queue(&self) -> &dyn WorkQueue;
}

impl<S: IntegrationStore + WorkQueue> StoreHarness for S {
    fn store(&self) -> &dyn IntegrationStore {
        self
    }

    fn queue(&self) -> &dyn WorkQueue {
        self
    }
}

pub use super::looks::{a_look_shows_what_was_committed, who_changes_settings_holds_off_others};

suite! { $ store_contract, store {
    settings_are_remembered,
    settings_said_again_replace,
    who_changes_settings_holds_off_others,
    a_look_shows_what_was_committed,
    another_firms_settings_are_not_seen,
    a_schedule_is_remembered,
    another_firms_schedule_is_not_seen,
    an_activation_is_remembered_as_it_was,
    another_firms_activation_is_not_seen,
    an_activation_that_is_relied_on_stays_until_the_end,
    firms_are_those_that_said_whether_they_use_it,
    what_is_not_committed_never_was,
    dropped_after_any_step_nothing_happened,
    firms_and_clients_may_live_elsewhere,
    units_of_work_side_by_side_lose_nothing,
} }

/// A unit of work, opened for a firm.
pub(super) async fn open(harness: &dyn StoreHarness, firm: &FirmId) -> Box<dyn UnitOfWork> {
    harness.store().open(firm).await.unwrap()
}

/// Does something in a unit of work of its own, and commits it.
pub(super) async fn commit<T>(
    harness: &dyn StoreHarness,
    firm: &FirmId,
    does: impl AsyncFnOnce(&mut dyn UnitOfWork) -> T,
) -> T {
    let mut work = open(harness, firm).await;
    let done = does(work.as_mut()).await;
    work.commit().await.unwrap();
    done
}

async fn put_settings(harness: &dyn StoreHarness, firm: &FirmId, settings: &SettingsDraft) {
    commit(harness, firm, async |work| work.put_settings_draft(settings).await.unwrap()).await;
}

async fn put_activation(harness: &dyn StoreHarness, firm: &FirmId, activation: Activation) {
    commit(harness, firm, async |work| work.put_activation(activation).await.unwrap()).await;
}

fn active() -> Activation {
    Activation::Active { since: at("2026-11-10T05:00:00.123Z") }
}

fn drafts() -> Vec<SettingsDraft> {
    let complete = settings_draft(&DataField::ALL);
    let shared = DataField::MAIN.map(|field| (field, id("documents")));
    let import_days = [
        ImportDay::LastWorkDay,
        ImportDay::LastCalendarDay,
        ImportDay::FollowingMonth(28.try_into().unwrap()),
    ];
    let mut drafts = vec![
        SettingsDraft::default(),
        SettingsDraft { title: Some(id("Raamat \"õ\", {client}")), ..SettingsDraft::default() },
        SettingsDraft { topic: Some(id("books 'õ'")), status: TaskStatus::Open, ..SettingsDraft::default() },
        SettingsDraft { import_time: NaiveTime::from_hms_opt(23, 59, 0), ..SettingsDraft::default() },
        SettingsDraft { mapping: shared.into(), ..complete.clone() },
        complete.clone(),
    ];
    drafts.extend(import_days.map(|day| SettingsDraft { import_day: Some(day), ..complete.clone() }));
    let looks = [(0, 1), (12, 28)].map(|(months, day)| LateLook {
        months: months.try_into().unwrap(),
        day: u8::try_into(day).unwrap(),
    });
    drafts.extend(looks.map(|late_look| SettingsDraft { late_look, ..complete.clone() }));
    drafts
}

/// Settings come back as they were said last, however much of them is filled in.
pub async fn settings_are_remembered(harness: &dyn StoreHarness) {
    assert_eq!(open(harness, &firm_a()).await.settings_draft().await.unwrap(), None);
    for said in drafts() {
        put_settings(harness, &firm_a(), &said).await;
        assert_eq!(open(harness, &firm_a()).await.settings_draft().await.unwrap(), Some(said));
    }
}

/// A firm has one set of settings: what it said last.
pub async fn settings_said_again_replace(harness: &dyn StoreHarness) {
    put_settings(harness, &firm_a(), &settings_draft(&DataField::ALL)).await;
    let said = SettingsDraft { status: TaskStatus::Open, ..settings_draft(&[DataField::BankEntries]) };
    put_settings(harness, &firm_a(), &said).await;
    assert_eq!(open(harness, &firm_a()).await.settings_draft().await.unwrap(), Some(said));
    put_settings(harness, &firm_a(), &SettingsDraft::default()).await;
    let emptied = open(harness, &firm_a()).await.settings_draft().await.unwrap();
    assert_eq!(emptied, Some(SettingsDraft::default()));
}

/// One firm's settings are not another's.
pub async fn another_firms_settings_are_not_seen(harness: &dyn StoreHarness) {
    put_settings(harness, &firm_a(), &settings_draft(&DataField::MAIN)).await;
    assert_eq!(open(harness, &firm_b()).await.settings_draft().await.unwrap(), None);
}

async fn put_schedule(harness: &dyn StoreHarness, firm: &FirmId, schedule: &Schedule) {
    commit(harness, firm, async |work| work.put_schedule(schedule).await.unwrap()).await;
}

/// Which months came up comes back as it was said last, whatever of it there is; at first there is nothing.
pub async fn a_schedule_is_remembered(harness: &dyn StoreHarness) {
    let nothing = Schedule::default();
    assert_eq!(open(harness, &firm_a()).await.schedule().await.unwrap(), nothing);
    let followed_since = Some(at("2026-11-10T05:00:00.123Z"));
    let (imported, looked) = (Some(month("2026-10")), Some(month("2025-12")));
    for schedule in [
        Schedule { followed_since, ..nothing },
        Schedule { imported, ..nothing },
        Schedule { looked, ..nothing },
        Schedule { followed_since, imported, looked },
        nothing,
    ] {
        put_schedule(harness, &firm_a(), &schedule).await;
        assert_eq!(open(harness, &firm_a()).await.schedule().await.unwrap(), schedule);
    }
}

/// What came up for one firm came up for no other.
pub async fn another_firms_schedule_is_not_seen(harness: &dyn StoreHarness) {
    let ours = Schedule { imported: Some(month("2026-10")), ..Schedule::default() };
    put_schedule(harness, &firm_a(), &ours).await;
    assert_eq!(open(harness, &firm_b()).await.schedule().await.unwrap(), Schedule::default());
    let theirs = Schedule { imported: Some(month("2026-09")), ..Schedule::default() };
    put_schedule(harness, &firm_b(), &theirs).await;
    assert_eq!(open(harness, &firm_a()).await.schedule().await.unwrap(), ours);
}

/// Whether a firm uses the integration comes back as it was said last, whatever was said.
pub async fn an_activation_is_remembered_as_it_was(harness: &dyn StoreHarness) {
    assert_eq!(open(harness, &firm_a()).await.activation().await.unwrap(), None);
    let since = at("2026-11-11T05:00:00.456Z");
    for said in [
        active(),
        Activation::Inactive { since, keys: KeptKeys::Until(since + KEYS_KEPT) },
        Activation::Inactive { since, keys: KeptKeys::Destroyed(since) },
        active(),
    ] {
        put_activation(harness, &firm_a(), said).await;
        assert_eq!(open(harness, &firm_a()).await.activation().await.unwrap(), Some(said));
    }
}

/// That one firm uses the integration says nothing of another.
pub async fn another_firms_activation_is_not_seen(harness: &dyn StoreHarness) {
    put_activation(harness, &firm_a(), active()).await;
    assert_eq!(open(harness, &firm_b()).await.activation().await.unwrap(), None);
}

/// What a unit of work does because the integration is active is done before it is deactivated.
pub async fn an_activation_that_is_relied_on_stays_until_the_end(harness: &dyn StoreHarness) {
    put_activation(harness, &firm_a(), active()).await;
    let mut relies = open(harness, &firm_a()).await;
    assert_eq!(relies.activation().await.unwrap(), Some(active()));
    let stopped = Activation::Inactive {
        since: at("2026-11-11T09:00:00Z"),
        keys: KeptKeys::Destroyed(at("2026-11-11T09:00:00Z")),
    };
    let changing = async {
        let mut changes = open(harness, &firm_a()).await;
        changes.activation_to_change().await.unwrap();
        changes.put_activation(stopped).await.unwrap();
        changes.commit().await.unwrap();
    };
    let mut changing = std::pin::pin!(changing);
    let meanwhile = tokio::time::timeout(std::time::Duration::from_millis(100), &mut changing).await;
    assert!(meanwhile.is_err(), "it was changed while another unit of work relied on it");
    relies.commit().await.unwrap();
    changing.await;
    assert_eq!(open(harness, &firm_a()).await.activation().await.unwrap(), Some(stopped));
}

/// A firm that stopped using it is still one of them; one that only has settings is not.
pub async fn firms_are_those_that_said_whether_they_use_it(harness: &dyn StoreHarness) {
    put_settings(harness, &firm_a(), &settings_draft(&DataField::MAIN)).await;
    assert_eq!(harness.store().firms().await.unwrap(), []);
    put_activation(harness, &firm_b(), active()).await;
    assert_eq!(harness.store().firms().await.unwrap(), [firm_b()]);
    let since = at("2026-11-11T05:00:00Z");
    let stopped = Activation::Inactive { since, keys: KeptKeys::Destroyed(since) };
    put_activation(harness, &firm_a(), stopped).await;
    put_activation(harness, &firm_a(), stopped).await;
    assert_eq!(harness.store().firms().await.unwrap(), [firm_a(), firm_b()]);
}

/// A unit of work that is dropped changed nothing at all.
pub async fn what_is_not_committed_never_was(harness: &dyn StoreHarness) {
    let run = run(1);
    let mut work = open(harness, &firm_a()).await;
    work.put_settings_draft(&settings_draft(&DataField::MAIN)).await.unwrap();
    work.put_activation(active()).await.unwrap();
    assert!(work.runs().add(&run, &[item(2, "kask")]).await.unwrap());
    drop(work);
    let mut work = open(harness, &firm_a()).await;
    assert_eq!(work.settings_draft().await.unwrap(), None);
    assert_eq!(work.activation().await.unwrap(), None);
    assert_eq!(work.runs().run(run.id).await.unwrap(), None);
    drop(work);
    assert_eq!(harness.store().firms().await.unwrap(), []);
}

/// A unit of work may be dropped between any two of its writes, of whatever kind: all is as before. Committed, each
/// of them counts.
pub async fn dropped_after_any_step_nothing_happened(harness: &dyn StoreHarness) {
    let claim = prepare(harness).await;
    let before = Everything::read(harness).await;
    for steps in 0..=STEPS {
        let mut work = open(harness, &firm_a()).await;
        for number in 0..steps {
            step(work.as_mut(), &claim, number).await;
        }
        drop(work);
        assert_eq!(Everything::read(harness).await, before, "after {steps} steps");
    }
    let mut last = before;
    for number in 0..STEPS {
        commit(harness, &firm_a(), async |work| step(work, &claim, number).await).await;
        let now = Everything::read(harness).await;
        assert_ne!(now, last, "step {number}");
        last = now;
    }
}

/// A larger product keeps firms and clients in a database of its own.
pub async fn firms_and_clients_may_live_elsewhere(harness: &dyn StoreHarness) {
    let (elsewhere, said) = (id("firm elsewhere"), settings_draft(&DataField::MAIN));
    put_settings(harness, &elsewhere, &said).await;
    put_activation(harness, &elsewhere, active()).await;
    let (run, item) = (run(1), item(2, "client-elsewhere"));
    let connection = connection("client-elsewhere", "key");
    commit(harness, &elsewhere, async |work| {
        assert!(work.runs().add(&run, std::slice::from_ref(&item)).await.unwrap());
        work.connections().put(&connection, &sealed_keys(1)).await.unwrap();
    })
    .await;
    let mut work = open(harness, &elsewhere).await;
    assert_eq!(work.settings_draft().await.unwrap(), Some(said));
    assert_eq!(work.connections().all().await.unwrap(), [connection]);
    drop(work);
    let claim = claim(harness).await.unwrap();
    assert_eq!((&claim.firm, claim.item), (&elsewhere, item.id));
    let claimed = open(harness, &elsewhere).await.runs().claimed(claim.item, claim.epoch).await.unwrap();
    assert_eq!(claimed.map(|claimed| claimed.item), Some(item));
    assert_eq!(harness.store().firms().await.unwrap(), [elsewhere]);
}

/// Units of work of several tasks at once each keep what they did.
pub async fn units_of_work_side_by_side_lose_nothing(harness: &dyn StoreHarness) {
    let parts: Vec<_> = (0..8).map(|n| (run(10 + n), [item(100 + n, &format!("client-{n}"))])).collect();
    join_all(parts.iter().map(|(run, items)| add(harness, run, items))).await;
    let mut claims = join_all(parts.iter().map(|_| claim(harness))).await;
    claims.retain(Option::is_some);
    claims.sort_by_key(|claim| claim.as_ref().map(|claim| claim.epoch));
    claims.dedup_by_key(|claim| claim.as_ref().map(|claim| claim.epoch));
    assert_eq!(claims.len(), parts.len());
    for (run, _) in &parts {
        assert_eq!(record(harness, run.id).await.run, *run);
    }
}
