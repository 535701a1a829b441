//! The clauses of [`IntegrationStore`] and its unit of work. What lies in one has suites of its own, with the same
//! harness: [`runs`](super::runs), [`connections`](super::connections), [`client_imports`](super::client_imports) and
//! [`audit`](super::audit).

use futures_util::future::join_all;
use uku_core::activation::{Activation, KEYS_KEPT, KeptKeys};
use uku_core::counting::DataField;
use uku_core::firm::FirmId;
use uku_core::run::Run;
use uku_core::store::{IntegrationStore, UnitOfWork};
use uku_core::summary::{SummarySettings, TaskStatus};

use super::everything::{Everything, STEPS, prepare, step};
use super::runs::{add, item, record, run, start};
use crate::build::{at, connection, firm_a, firm_b, id, sealed_keys, settings};

/// An empty memory.
pub trait StoreHarness: Send + Sync {
    /// The adapter.
    fn store(&self) -> &dyn IntegrationStore;
}

impl<S: IntegrationStore> StoreHarness for S {
    fn store(&self) -> &dyn IntegrationStore {
        self
    }
}

suite! { $ store_contract, store {
    settings_are_remembered,
    settings_said_again_replace,
    another_firms_settings_are_not_seen,
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

async fn put_settings(harness: &dyn StoreHarness, firm: &FirmId, settings: &SummarySettings) {
    commit(harness, firm, async |work| work.put_summary_settings(settings).await.unwrap()).await;
}

async fn put_activation(harness: &dyn StoreHarness, firm: &FirmId, activation: Activation) {
    commit(harness, firm, async |work| work.put_activation(activation).await.unwrap()).await;
}

fn active() -> Activation {
    Activation::Active { since: at("2026-11-10T05:00:00.123Z") }
}

/// Settings come back as they were said.
pub async fn settings_are_remembered(harness: &dyn StoreHarness) {
    assert_eq!(open(harness, &firm_a()).await.summary_settings().await.unwrap(), None);
    let said = settings(&DataField::ALL);
    put_settings(harness, &firm_a(), &said).await;
    assert_eq!(open(harness, &firm_a()).await.summary_settings().await.unwrap(), Some(said));
}

/// A firm has one set of settings: what it said last.
pub async fn settings_said_again_replace(harness: &dyn StoreHarness) {
    put_settings(harness, &firm_a(), &settings(&DataField::ALL)).await;
    let said = SummarySettings { status: TaskStatus::Open, ..settings(&[DataField::BankEntries]) };
    put_settings(harness, &firm_a(), &said).await;
    assert_eq!(open(harness, &firm_a()).await.summary_settings().await.unwrap(), Some(said));
}

/// One firm's settings are not another's.
pub async fn another_firms_settings_are_not_seen(harness: &dyn StoreHarness) {
    put_settings(harness, &firm_a(), &settings(&DataField::MAIN)).await;
    assert_eq!(open(harness, &firm_b()).await.summary_settings().await.unwrap(), None);
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
    put_settings(harness, &firm_a(), &settings(&DataField::MAIN)).await;
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
    let run = run(1, vec![item(2, "kask")]);
    let mut work = open(harness, &firm_a()).await;
    work.put_summary_settings(&settings(&DataField::MAIN)).await.unwrap();
    work.put_activation(active()).await.unwrap();
    work.runs().add(&run).await.unwrap();
    work.runs().start_item(run.items[0].id).await.unwrap();
    drop(work);
    let mut work = open(harness, &firm_a()).await;
    assert_eq!(work.summary_settings().await.unwrap(), None);
    assert_eq!(work.activation().await.unwrap(), None);
    assert_eq!(work.runs().run(run.id).await.unwrap(), None);
    drop(work);
    assert_eq!(harness.store().firms().await.unwrap(), []);
}

/// A unit of work may be dropped between any two of its writes, of whatever kind: all is as before. Committed, each
/// of them counts.
pub async fn dropped_after_any_step_nothing_happened(harness: &dyn StoreHarness) {
    prepare(harness).await;
    let before = Everything::read(harness).await;
    for steps in 0..=STEPS {
        let mut work = open(harness, &firm_a()).await;
        for number in 0..steps {
            step(work.as_mut(), number).await;
        }
        drop(work);
        assert_eq!(Everything::read(harness).await, before, "after {steps} steps");
    }
    let mut last = before;
    for number in 0..STEPS {
        commit(harness, &firm_a(), async |work| step(work, number).await).await;
        let now = Everything::read(harness).await;
        assert_ne!(now, last, "step {number}");
        last = now;
    }
}

/// A larger product keeps firms and clients in a database of its own.
pub async fn firms_and_clients_may_live_elsewhere(harness: &dyn StoreHarness) {
    let (elsewhere, said) = (id("firm elsewhere"), settings(&DataField::MAIN));
    put_settings(harness, &elsewhere, &said).await;
    put_activation(harness, &elsewhere, active()).await;
    let run = run(1, vec![item(2, "client elsewhere")]);
    let connection = connection("client elsewhere", "key");
    commit(harness, &elsewhere, async |work| {
        work.runs().add(&run).await.unwrap();
        work.runs().start_item(run.items[0].id).await.unwrap();
        work.connections().put(&connection, &sealed_keys(1)).await.unwrap();
    })
    .await;
    let mut work = open(harness, &elsewhere).await;
    assert_eq!(work.summary_settings().await.unwrap(), Some(said));
    assert_eq!(work.connections().all().await.unwrap(), [connection]);
    drop(work);
    assert_eq!(harness.store().firms().await.unwrap(), [elsewhere]);
}

/// Units of work of several tasks at once each keep what they did.
pub async fn units_of_work_side_by_side_lose_nothing(harness: &dyn StoreHarness) {
    let runs: Vec<Run> = (0..8).map(|n| run(10 + n, vec![item(100 + n, "kask")])).collect();
    join_all(runs.iter().map(|run| add(harness, run))).await;
    let mut epochs = join_all(runs.iter().map(|run| start(harness, run.items[0].id))).await;
    epochs.sort_unstable();
    epochs.dedup();
    assert_eq!(epochs.len(), runs.len());
    for run in &runs {
        assert_eq!(record(harness, run).await.run, *run);
    }
}
