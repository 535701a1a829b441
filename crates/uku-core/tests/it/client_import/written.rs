use uku_core::client_import::{
    Confirm, ImportState, KeysDone, RowDone, RowKind, RowResult, StartImportError, not_done, written,
};
use uku_core::firm::Role;
use uku_core::store::IntegrationStore;
use uku_testkit::build::{actor, client, firm_a, profile};

use super::house::{House, as_existing, as_new, company};
use crate::support::block_on;

impl House {
    async fn written(&self) -> u32 {
        written(&actor(Role::Admin), &self.store, &self.clock).await.unwrap()
    }
}

#[test]
fn one_sees_how_far_a_confirmation_is() {
    block_on(async {
        let house = House::new().await;
        assert_eq!(house.written().await, 0);
        house.import((0..9).map(|at| profile(&format!("Ettevõte {at}")))).await;
        assert_eq!(house.written().await, 0);
        let actor = actor(Role::Admin);
        let confirm = Confirm {
            actor: &actor,
            clients: &house.clients,
            store: &house.store,
            vault: &house.vault,
            ledgers: &house.ledgers,
            clock: &house.clock,
        };
        let id = house.latest_id().await;
        let confirming = confirm.begin(id).await.unwrap();
        assert_eq!((house.latest().await.state, house.written().await), (ImportState::Confirming, 0));
        for done in 1..=9 {
            let mut work = house.store.open(&firm_a()).await.unwrap();
            let row = RowDone { result: RowResult::Left, keys: None };
            work.client_imports().put_done(id, &[(done, row)]).await.unwrap();
            work.commit().await.unwrap();
            assert_eq!(house.written().await, done);
        }
        confirm.write(confirming).await.unwrap();
        assert_eq!(house.written().await, 9);
    });
}

#[test]
fn what_could_not_be_done_is_told_by_row() {
    block_on(async {
        let house = House::new().await;
        let told = async || not_done(&actor(Role::Admin), &house.store, &house.clock).await;
        assert_eq!(told().await, Ok(Vec::new()));
        house.import([profile("Kask OÜ"), profile("Kask AS"), profile("Mänd")]).await;
        assert_eq!(house.confirm().await.failed, 1);
        let rows = told().await.unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].number, rows[0].name.as_str(), &rows[0].keys), (2, "Kask AS", &None));
        assert!(rows[0].row.as_ref().unwrap().contains("another row of the same list"));

        let keys = KeysDone::NotSaved("others are there".to_owned());
        let row = RowDone { result: RowResult::Updated, keys: Some(keys) };
        let id = house.latest_id().await;
        let mut work = house.store.open(&firm_a()).await.unwrap();
        work.client_imports().put_done(id, &[(3, row)]).await.unwrap();
        work.commit().await.unwrap();
        let rows = told().await.unwrap();
        assert_eq!((rows[1].number, &rows[1].row), (3, &None));
        assert_eq!(rows[1].keys.as_deref(), Some("others are there"));
    });
}

#[test]
fn both_are_for_those_who_see_the_integration() {
    block_on(async {
        let house = House::new().await;
        let member = actor(Role::Member);
        let refused = written(&member, &house.store, &house.clock).await;
        assert!(matches!(refused, Err(StartImportError::Denied(_))));
        let refused = not_done(&member, &house.store, &house.clock).await;
        assert!(matches!(refused, Err(StartImportError::Denied(_))));
    });
}

#[test]
fn who_a_row_may_be_is_told_also_after_a_person_decided() {
    block_on(async {
        let house = House::new().await;
        let kask = client("Kask OÜ");
        house.clients.put(kask.clone());
        let before = house.import([profile("Kask"), company("Mänd", "10000018")]).await;
        assert_eq!((before[0].candidates.len(), before[1].candidates.len()), (1, 0));
        for choice in [as_new(), as_existing(&kask.id)] {
            house.choose(&[(1, choice.clone())]).await.unwrap();
            let now = house.review().await;
            assert_eq!((&now[0].candidates, &now[0].choice), (&before[0].candidates, &choice));
            assert!(!matches!(now[0].kind, RowKind::PossibleDuplicate { .. }));
        }
    });
}
