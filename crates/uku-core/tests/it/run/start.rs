use uku_core::firm::{Action, Actor, Denied, Role};
use uku_core::ids::Ids as _;
use uku_core::run::{Item, ItemId, ItemRecord, Run, RunId, RunKind, RunRecord, StartError, start_import};
use uku_core::store::{IntegrationStore as _, StoreError};
use uku_testkit::build::{actor, at, firm_a, firm_b, id, months};
use uku_testkit::fake::CountingIds;
use uuid::Uuid;

use super::house::{House, autumn};
use crate::support::{block_on, round_trip};

async fn stored(house: &House, run: RunId) -> Option<RunRecord> {
    let mut work = house.store.open(&firm_a()).await.unwrap();
    work.runs().run(run).await.unwrap()
}

#[test]
fn a_started_import_is_stored_with_one_item_for_each_client() {
    block_on(async {
        let house = House::new().await;
        let year = months("2025-11", "2026-10");
        let clients = vec![id("tamm"), id("kask")];
        let run = start_import(
            &actor(Role::Owner),
            &house.store,
            &house.clock,
            &house.ids,
            RunKind::Reload,
            year,
            clients,
        )
        .await
        .unwrap();
        let given = |number| Uuid::from_u64_pair(0, number);
        let expected = Run {
            id: RunId(given(1)),
            kind: RunKind::Reload,
            months: year,
            created_at: at("2026-11-10T09:00:00Z"),
            items: vec![
                Item { id: ItemId(given(2)), client: id("tamm") },
                Item { id: ItemId(given(3)), client: id("kask") },
            ],
        };
        assert_eq!(run, expected);
        let items = vec![ItemRecord::default(), ItemRecord::default()];
        assert_eq!(stored(&house, run.id).await, Some(RunRecord { run, items }));
    });
}

#[test]
fn without_settings_no_import_is_started_and_the_screen_is_named() {
    block_on(async {
        let house = House::without_settings().await;
        for firm in [firm_a(), firm_b()] {
            house.activate(&firm).await;
            let kind = RunKind::ManualImport;
            let asks = Actor { firm, ..actor(Role::Admin) };
            let refused =
                start_import(&asks, &house.store, &house.clock, &house.ids, kind, autumn(), vec![id("kask")])
                    .await;
            let error = refused.unwrap_err();
            assert_eq!(error, StartError::NoSettings);
            assert!(error.to_string().contains("Task title, Topic and Configure data fields"), "{error}");
        }
        // Every identity that was given away: none of them is a run.
        for number in 1..=house.ids.next().as_u64_pair().1 {
            assert_eq!(stored(&house, RunId(Uuid::from_u64_pair(0, number))).await, None);
        }
    });
}

#[test]
fn runs_and_items_show_as_their_uuids() {
    let uuid = CountingIds::default().next();
    assert_eq!(RunId(uuid).to_string(), uuid.to_string());
    assert_eq!(ItemId(uuid).to_string(), uuid.to_string());
    assert_eq!(format!("{:>40}", RunId(uuid)), format!("{uuid:>40}"));
}

#[test]
fn the_names_under_which_kinds_of_runs_are_stored_stay() {
    let kinds = [RunKind::ManualImport, RunKind::Reload];
    assert_eq!(serde_json::to_string(&kinds).unwrap(), r#"["manual_import","reload"]"#);
    assert_eq!(round_trip(&kinds), kinds);
}

#[test]
fn a_store_in_use_says_by_which_process_where_it_is_known() {
    let in_use = |process| StoreError::InUse { place: "/data".into(), process }.to_string();
    assert_eq!(
        in_use(Some(42)),
        "the data in /data is in use by another process (process 42); wait until it is done, or stop it"
    );
    assert_eq!(
        in_use(None),
        "the data in /data is in use by another process; wait until it is done, or stop it"
    );
}

#[test]
fn months_that_have_not_begun_are_refused_and_the_current_one_is_not() {
    block_on(async {
        let (house, asks) = (House::new().await, actor(Role::Admin));
        let start = |months| {
            start_import(
                &asks,
                &house.store,
                &house.clock,
                &house.ids,
                RunKind::ManualImport,
                months,
                Vec::new(),
            )
        };
        assert!(start(months("2026-11", "2026-11")).await.is_ok());
        let refused = start(months("2026-11", "2026-12")).await;
        assert!(matches!(refused, Err(StartError::Months(_))), "{refused:?}");
    });
}

#[test]
fn whoever_may_not_and_what_is_not_active_starts_nothing() {
    block_on(async {
        let house = House::new().await;
        let start = async |asks: &Actor| {
            let kinds = [RunKind::ManualImport, RunKind::Reload];
            let mut refusals = Vec::new();
            for kind in kinds {
                let clients = vec![id("kask")];
                let (store, clock, ids) = (&house.store, &house.clock, &house.ids);
                refusals
                    .push(start_import(asks, store, clock, ids, kind, autumn(), clients).await.unwrap_err());
            }
            refusals
        };
        let refusals = start(&actor(Role::Member)).await;
        let denied = |action| StartError::Denied(Denied::Role(action));
        assert_eq!(refusals, [denied(Action::ImportData), denied(Action::ReloadData)]);
        let elsewhere = Actor { firm: firm_b(), ..actor(Role::Owner) };
        assert_eq!(start(&elsewhere).await, [StartError::NotActive, StartError::NotActive]);
    });
}
