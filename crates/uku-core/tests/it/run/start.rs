use uku_core::audit::{AuditEntry, AuditEvent, AuditQuery};
use uku_core::client::Client;
use uku_core::connection::{ConnectionState, ConnectionTrouble, set_paused};
use uku_core::firm::{Action, Actor, Denied, Plan, Role, Subscription, Who, WorkPaused};
use uku_core::ids::Ids as _;
use uku_core::ledger::Priority;
use uku_core::run::{
    Asked, Item, ItemId, ItemRecord, Lane, Run, RunId, RunKind, RunRecord, RunsQuery, StartError, Which,
    start_import,
};
use uku_core::store::{IntegrationStore as _, StoreError};
use uku_core::summary::{
    CustomField, CustomFieldKind, HandEdits, MissingSetting, SettingsTrouble, Tasks as _,
};
use uku_testkit::build::{actor, at, client, fingerprint, firm_a, firm_b, id, months, settings};
use uku_testkit::fake::CountingIds;
use uuid::Uuid;

use super::house::{House, autumn, autumn_of_kask, of};
use crate::support::{block_on, round_trip};

async fn stored(house: &House, run: RunId) -> Option<RunRecord> {
    let mut work = house.store.open(&firm_a()).await.unwrap();
    work.runs().run(run).await.unwrap()
}

async fn last_event(house: &House) -> AuditEntry {
    let mut work = house.store.open(&firm_a()).await.unwrap();
    let last = AuditQuery { client: None, before: None, most: 1 };
    work.audit().page(&last).await.unwrap().remove(0).entry
}

/// An admin of the second firm, or of one that pays for less.
async fn try_as(house: &House, asks: &Actor, asked: &Asked) -> Result<Run, StartError> {
    start_import(asks, &house.clients, &house.tasks, &house.store, &house.clock, &house.ids, asked).await
}

#[test]
fn a_reload_of_some_is_stored_with_one_item_for_each_client_in_the_lane_of_its_key() {
    block_on(async {
        let house = House::new().await;
        house.put(&client("tamm"));
        // Each once, whoever asks for one twice; who has no keys is passed over when the turn comes.
        let which = Which::These(vec![id("tamm"), id("kask"), id("tamm")]);
        let run = house.start(&Asked::reload(which).overwriting()).await;
        let given = |number| Uuid::from_u64_pair(0, number);
        let expected = Run {
            id: RunId(given(3)),
            kind: RunKind::Reload,
            months: months("2025-11", "2026-10"),
            hand_edits: HandEdits::Overwrite,
            priority: Priority::Bulk,
            asked_by: Who::Member(id("owner")),
            created_at: at("2026-11-10T09:00:00Z"),
            once: None,
        };
        assert_eq!(run, expected);
        let record = ItemRecord { due_at: house.now(), ..ItemRecord::default() };
        let tamm = ItemId(given(1));
        let items = vec![
            (Item { id: tamm, client: id("tamm"), lane: Lane::of_item(tamm) }, record.clone()),
            (
                Item { id: ItemId(given(2)), client: id("kask"), lane: Lane::of_key(&fingerprint("kask")) },
                record,
            ),
        ];
        assert_eq!(stored(&house, run.id).await, Some(RunRecord { run: expected, round: 0, items }));
        let entry = last_event(&house).await;
        let event = AuditEvent::RunStarted {
            run: run.id,
            kind: RunKind::Reload,
            months: run.months,
            clients: 2,
            hand_edits: HandEdits::Overwrite,
        };
        assert_eq!((entry.event, entry.who, entry.client), (event, actor(Role::Admin).who(), None));
    });
}

#[test]
fn everybody_is_every_active_client_that_has_keys_whether_they_work_or_not() {
    block_on(async {
        let house = House::new().await;
        house.put(&client("added by hand"));
        for name in ["gone", "paused", "failing"] {
            house.connect(name).await;
        }
        house.put(&Client { active: false, ..client("gone") });
        set_paused(&actor(Role::Admin), &house.store, &house.clock, &of("paused"), true).await.unwrap();
        let mut work = house.store.open(&firm_a()).await.unwrap();
        let state = ConnectionState::Failing { since: house.now(), why: ConnectionTrouble::WrongKeys };
        work.connections().set_state(&of("failing"), &fingerprint("failing"), &state).await.unwrap();
        work.commit().await.unwrap();
        let run = house.start(&Asked::import(Which::Everybody, autumn())).await;
        let items = stored(&house, run.id).await.unwrap().items;
        let clients: Vec<_> = items.iter().map(|(item, _)| item.client.to_string()).collect();
        assert_eq!(clients, ["failing", "kask", "paused"]);
        assert_eq!((run.kind, run.priority, run.months), (RunKind::ManualImport, Priority::Bulk, autumn()));
    });
}

#[test]
fn what_is_asked_for_one_client_goes_before_all_else() {
    block_on(async {
        let house = House::new().await;
        for asked in [autumn_of_kask(), Asked::reload(Which::Everybody)] {
            assert_eq!(house.start(&asked).await.priority, Priority::Interactive);
        }
    });
}

#[test]
fn without_settings_no_import_is_started_and_what_is_missing_is_named() {
    block_on(async {
        let house = House::without_settings().await;
        let error = house.try_to_start(&autumn_of_kask()).await.unwrap_err();
        let missing = vec![
            MissingSetting::TaskTitle,
            MissingSetting::Topic,
            MissingSetting::DataImport,
            MissingSetting::DataFields,
        ];
        assert_eq!(error, StartError::Incomplete(missing));
        assert!(
            error.to_string().ends_with("Task title, Topic, Data import, Configure data fields"),
            "{error}"
        );
        assert_no_run(&house).await;
    });
}

#[test]
fn settings_that_name_something_broken_start_nothing() {
    block_on(async {
        let house = House::new().await;
        let text = CustomField {
            id: id("sales_entries"),
            name: "Sales".into(),
            kind: CustomFieldKind::Text,
            archived: false,
        };
        house.tasks.put_custom_field(&firm_a(), &text).await.unwrap();
        let error = house.try_to_start(&autumn_of_kask()).await.unwrap_err();
        assert!(matches!(error, StartError::Settings(SettingsTrouble::NotANumber { .. })), "{error}");
        assert_no_run(&house).await;
    });
}

#[test]
fn where_nobody_is_connected_there_is_nobody_to_import_for() {
    block_on(async {
        let house = House::unused();
        house.activate().await;
        house.set(&settings(&[uku_core::counting::DataField::SalesEntries])).await;
        house.put(&client("kask"));
        assert_eq!(house.try_to_start(&Asked::reload(Which::Everybody)).await, Err(StartError::Nobody));
        // Who is ticked is told what is missing.
        assert!(house.try_to_start(&autumn_of_kask()).await.is_ok());
    });
}

async fn assert_no_run(house: &House) {
    let mut work = house.store.open(&firm_a()).await.unwrap();
    assert_eq!(work.runs().page(RunsQuery { before: None, most: 10 }).await.unwrap(), []);
}

#[test]
fn months_that_have_not_begun_are_refused_and_the_current_one_is_not() {
    block_on(async {
        let house = House::new().await;
        let start = async |to: &str| {
            let asked = Asked::import(Which::Everybody, months("2026-11", to));
            house.try_to_start(&asked).await
        };
        assert!(start("2026-11").await.is_ok());
        assert!(matches!(start("2026-12").await, Err(StartError::Months(_))));
        // In SmartAccounts December begins at midnight of Estonia.
        house.clock.advance(at("2026-11-30T21:59:59Z") - house.now());
        assert!(matches!(start("2026-12").await, Err(StartError::Months(_))));
        house.clock.advance(at("2026-11-30T22:00:00Z") - house.now());
        assert!(start("2026-12").await.is_ok());
    });
}

#[test]
fn whoever_may_not_and_what_is_not_active_starts_nothing() {
    block_on(async {
        let house = House::new().await;
        let start = async |asks: &Actor| {
            let mut refusals = Vec::new();
            for asked in [autumn_of_kask(), Asked::reload(Which::Everybody)] {
                refusals.push(try_as(&house, asks, &asked).await.unwrap_err());
            }
            refusals
        };
        let both = |why: &dyn Fn(Action) -> Denied| {
            [Action::ImportData, Action::ReloadData].map(|action| StartError::Denied(why(action)))
        };
        assert_eq!(start(&actor(Role::Member)).await, both(&Denied::Role));
        let lapsed =
            Actor { subscription: Subscription { plan: Plan::Team, lapsed: true }, ..actor(Role::Owner) };
        let paused = WorkPaused::Lapsed;
        assert_eq!(start(&lapsed).await, both(&|action| Denied::Subscription { action, paused }));
        let elsewhere = Actor { firm: firm_b(), ..actor(Role::Owner) };
        assert_eq!(start(&elsewhere).await, [StartError::NotActive, StartError::NotActive]);
        assert_no_run(&house).await;
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
    let kinds = [RunKind::Scheduled, RunKind::LateLook, RunKind::ManualImport, RunKind::Reload];
    let names = r#"["scheduled","late_look","manual_import","reload"]"#;
    assert_eq!(serde_json::to_string(&kinds).unwrap(), names);
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
fn who_asks_twice_with_one_identity_gets_one_run() {
    block_on(async {
        let house = House::new().await;
        let asked = Asked::reload(Which::Everybody).as_run(RunId(Uuid::from_u64_pair(7, 7)));
        let first = house.start(&asked).await;
        assert_eq!(first.id, RunId(Uuid::from_u64_pair(7, 7)));
        assert_eq!(house.start(&asked).await, first);
        let mut work = house.store.open(&firm_a()).await.unwrap();
        assert_eq!(work.runs().page(RunsQuery { before: None, most: 10 }).await.unwrap().len(), 1);
    });
}
