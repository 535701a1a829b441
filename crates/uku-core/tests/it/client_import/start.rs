use chrono::TimeDelta;
use uku_core::activation::forecast_deactivation;
use uku_core::client_import::{
    ClientImport, ConfirmError, FoundClient, INTERRUPTED_AFTER, ImportSource, ImportState, StartImportError,
    cancel, interrupt_abandoned, may_start, progress, start,
};
use uku_core::firm::{Actor, Denied, Plan, Role, Subscription, WorkPaused};
use uku_testkit::build::{actor, key_pair, profile};

use super::house::{House, Listed};
use crate::support::block_on;

async fn progress_of(house: &House) -> Option<ClientImport> {
    progress(&actor(Role::Admin), &house.store, &house.clock).await.unwrap()
}

async fn cancelled(house: &House) -> Result<ClientImport, StartImportError> {
    cancel(&actor(Role::Admin), &house.store, &house.clock).await
}

#[test]
fn only_who_may_starts_cancels_and_looks() {
    block_on(async {
        let house = House::new().await;
        let of = |plan, lapsed| Actor { subscription: Subscription { plan, lapsed }, ..actor(Role::Owner) };
        for (who, looks) in
            [(actor(Role::Member), false), (of(Plan::Solo, false), true), (of(Plan::Team, true), true)]
        {
            let started = start(&who, &house.store, &house.clock, &house.ids, ImportSource::File).await;
            assert!(matches!(started, Err(StartImportError::Denied(_))), "{who:?}");
            let ended = cancel(&who, &house.store, &house.clock).await;
            assert!(matches!(ended, Err(StartImportError::Denied(_))), "{who:?}");
            assert_eq!(progress(&who, &house.store, &house.clock).await.is_ok(), looks, "{who:?}");
        }
        let who = of(Plan::Elite, true);
        let started = start(&who, &house.store, &house.clock, &house.ids, ImportSource::File).await;
        let Err(StartImportError::Denied(Denied::Subscription { paused, .. })) = started else { panic!() };
        assert_eq!(paused, WorkPaused::Lapsed);
        assert_eq!(progress_of(&house).await, None);
    });
}

#[test]
fn nothing_is_imported_while_the_integration_is_not_active() {
    block_on(async {
        let house = House::new().await;
        house.deactivate().await;
        assert_eq!(house.start(ImportSource::File).await, Err(StartImportError::NotActive));
    });
}

#[test]
fn a_second_import_waits_for_the_first() {
    block_on(async {
        let house = House::new().await;
        let first = house.start(ImportSource::Directory).await.unwrap();
        let again = house.start(ImportSource::File).await;
        assert_eq!(again, Err(StartImportError::AlreadyFetching(first.started_at)));
        assert_eq!(progress_of(&house).await, Some(first));
    });
}

#[test]
fn an_import_that_waits_for_review_is_given_up_for_another_with_its_rows_and_keys() {
    block_on(async {
        let house = House::new().await;
        let row = FoundClient { profile: Ok(profile("Kask")), keys: Some(Ok(key_pair("kask"))) };
        let old = house.import_from(&mut Listed::pages(ImportSource::File, [Ok(vec![row])])).await;
        let new = house.start(ImportSource::File).await.unwrap();
        assert_ne!(new.id, old.id);
        let mut work = uku_core::store::IntegrationStore::open(&house.store, &uku_testkit::build::firm_a())
            .await
            .unwrap();
        assert_eq!(work.client_imports().rows(old.id, 0, 10).await.unwrap(), []);
        assert_eq!(work.client_imports().latest().await.unwrap(), Some(new));
    });
}

#[test]
fn a_half_written_import_is_finished_first() {
    block_on(async {
        use crate::fragile::{Fault, FragileStore, When};
        let house = House::new().await;
        house.import([profile("Kask")]).await;
        let fault = Fault::new(3, When::Before);
        house.confirm_with(&house.clients, &FragileStore(&house.store, fault)).await.unwrap_err();
        assert_eq!(house.latest().await.state, ImportState::Confirming);
        assert_eq!(house.start(ImportSource::File).await, Err(StartImportError::HalfConfirmed));
        assert_eq!(cancelled(&house).await, Err(StartImportError::NothingToCancel));
        house.confirm().await;
        house.start(ImportSource::File).await.unwrap();
    });
}

#[test]
fn cancelling_deletes_the_rows_and_writes_nothing() {
    block_on(async {
        let house = House::new().await;
        assert_eq!(cancelled(&house).await, Err(StartImportError::NothingToCancel));
        house.import([profile("Kask")]).await;
        assert_eq!(cancelled(&house).await.unwrap().state, ImportState::Cancelled);
        assert_eq!(house.rows().await, []);
        assert_eq!(house.names().await, <[&str; 0]>::default());
        assert_eq!(cancelled(&house).await, Err(StartImportError::NothingToCancel));
        let confirmed = house.confirm_with(&house.clients, &house.store).await;
        assert_eq!(confirmed, Err(ConfirmError::NothingToConfirm));
    });
}

#[test]
fn who_is_not_heard_of_for_long_is_taken_for_dead() {
    block_on(async {
        let house = House::new().await;
        let import = house.start(ImportSource::Directory).await.unwrap();
        house.clock.advance(INTERRUPTED_AFTER);
        assert_eq!(progress_of(&house).await, Some(import));
        house.clock.advance(TimeDelta::seconds(1));
        assert_eq!(progress_of(&house).await.unwrap().state, ImportState::Interrupted);
        assert_eq!(cancelled(&house).await, Err(StartImportError::NothingToCancel));
        house.start(ImportSource::Directory).await.unwrap();
    });
}

#[test]
fn whoever_knows_that_nobody_fetches_any_more_need_not_wait() {
    block_on(async {
        let house = House::new().await;
        let firm = uku_testkit::build::firm_a();
        let abandoned = || interrupt_abandoned(&house.store, &house.clock, &firm);
        assert_eq!(abandoned().await, Ok(false));
        house.start(ImportSource::Directory).await.unwrap();
        assert_eq!(abandoned().await, Ok(true));
        assert_eq!(progress_of(&house).await.unwrap().state, ImportState::Interrupted);
        assert_eq!(house.rows().await, []);
        assert_eq!(abandoned().await, Ok(false));
        // What waits for a person is nobody's work.
        house.import([profile("Kask")]).await;
        assert_eq!(abandoned().await, Ok(false));
        assert_eq!(house.latest().await.state, ImportState::Ready);
    });
}

#[test]
fn deactivating_gives_up_the_import_and_says_so_beforehand() {
    block_on(async {
        let house = House::new().await;
        house.import([profile("Kask")]).await;
        let forecast = forecast_deactivation(&actor(Role::Owner), &house.store, &house.clock).await.unwrap();
        assert!(forecast.gives_up_import);
        house.deactivate().await;
        assert_eq!(house.latest().await.state, ImportState::Cancelled);
        assert_eq!(house.rows().await, []);
        house.activate().await;
        let confirmed = house.confirm_with(&house.clients, &house.store).await;
        assert_eq!(confirmed, Err(ConfirmError::NothingToConfirm));
    });
}

#[test]
fn before_a_password_is_asked_it_is_said_whether_an_import_may_begin_and_what_it_would_give_up() {
    block_on(async {
        let house = House::new().await;
        let asks = actor(Role::Admin);
        let may = async |asks: &Actor| may_start(asks, &house.store, &house.clock).await;
        assert_eq!(may(&asks).await, Ok(None));
        house.import([profile("Kask")]).await;
        let waiting = may(&asks).await.unwrap().unwrap();
        assert_eq!((waiting.id, waiting.rows), (house.latest_id().await, 1));
        // Asking gives nothing up.
        assert_eq!(house.latest().await.state, ImportState::Ready);
        assert!(matches!(may(&actor(Role::Member)).await, Err(StartImportError::Denied(_))));
        house.confirm().await;
        assert_eq!(may(&asks).await, Ok(None));
    });
}
