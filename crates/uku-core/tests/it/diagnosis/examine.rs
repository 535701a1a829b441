//! The facts are looked up.

use uku_core::activation::{KEYS_KEPT, KeptKeys};
use uku_core::client::ClientId;
use uku_core::clock::Clock as _;
use uku_core::connection::{KeyHint, Saving};
use uku_core::diagnosis::{Examination, ExamineError, Finding};
use uku_core::firm::{Action, Actor, Denied, Plan, Role, Subscription};
use uku_core::store::IntegrationStore as _;
use uku_core::summary::{SettingsTrouble, Tasks as _, Topic};
use uku_core::vault::VaultError;
use uku_testkit::build::{actor, firm_a, id, month, settings_draft};
use uku_testkit::fake::MemoryTasks;

use super::facts::{BANK, SALES, everything};
use crate::connection::house::{House, admin, of};
use crate::connection::meddling::Meddling;
use crate::support::block_on;

async fn set(house: &House) {
    let mut work = house.store.open(&firm_a()).await.unwrap();
    work.put_settings_draft(&settings_draft(&[SALES])).await.unwrap();
    work.commit().await.unwrap();
}

macro_rules! examine {
    ($house:expr, $actor:expr, $vault:expr) => {
        Examination {
            actor: &$actor,
            clients: $house.clients.as_ref(),
            tasks: &MemoryTasks::default(),
            store: $house.store.as_ref(),
            vault: $vault,
            clock: &$house.clock,
        }
    };
}

#[test]
fn an_examination_looks_up_the_facts_of_each_client_by_name() {
    block_on(async {
        let house = House::new().await;
        let admin = admin();
        let examination = examine!(house, admin, house.vault.as_ref());
        assert_eq!(
            examination.firm().await.unwrap(),
            [Finding::SettingsMissing(everything()), Finding::NobodyConnected]
        );
        set(&house).await;
        let keys = house.company("pk-1");
        house.save(&of("kask"), &keys, Saving::Untested).await.unwrap();
        assert_eq!(examination.firm().await.unwrap(), []);
        let hint = KeyHint::of(&keys);
        let all = examination.all(Some(month("2026-10"))).await.unwrap();
        let found: Vec<_> = all.iter().map(|of| (of.client.id.to_string(), of.findings.clone())).collect();
        let not_yet = Finding::MonthNotImported(month("2026-10"));
        let expected = [
            ("kask".to_owned(), vec![Finding::Untested(hint.clone()), not_yet.clone()]),
            ("tamm".to_owned(), vec![Finding::NotConnected, not_yet.clone()]),
            ("meie".to_owned(), vec![Finding::NotConnected, not_yet]),
        ];
        assert_eq!(found, expected);
        assert_eq!(all[0].connection, house.stored(&of("kask")).await.map(|(connection, _)| connection));
        assert_eq!(all[1].connection, None);

        let kask: ClientId = id("kask");
        let one = examination.client(&kask, None, Some(BANK)).await.unwrap();
        let expected = [Finding::Unmapped(BANK), Finding::Untested(hint), Finding::NothingImported];
        assert_eq!(one.findings, expected);
        assert_eq!(house.requests(&keys), 0, "it asks nobody");
    });
}

#[test]
fn an_examination_finds_keys_under_a_lost_master_key() {
    block_on(async {
        let house = House::new().await;
        set(&house).await;
        house.connected("kask", "pk-1").await;
        let admin = admin();
        let vault = Meddling::without_key_of(&house.vault, &of("kask"));
        let diagnosis = examine!(house, admin, &vault).client(&id("kask"), None, None).await.unwrap();
        let expected =
            [Finding::KeysSealed(VaultError::NoMasterKey("2025".into())), Finding::NothingImported];
        assert_eq!(diagnosis.findings, expected);
    });
}

#[test]
fn an_examination_is_for_owners_and_admins_whatever_is_paid_and_for_clients_that_exist() {
    block_on(async {
        let house = House::new().await;
        let member = actor(Role::Member);
        let examination = examine!(house, member, house.vault.as_ref());
        let denied = ExamineError::Denied(Denied::Role(Action::SeeIntegration));
        assert_eq!(examination.firm().await, Err(denied.clone()));
        assert_eq!(examination.all(None).await, Err(denied.clone()));
        assert_eq!(examination.client(&id("kask"), None, None).await, Err(denied));
        let subscription = Subscription { plan: Plan::Team, lapsed: true };
        let owner = Actor { subscription, ..actor(Role::Owner) };
        let examination = examine!(house, owner, house.vault.as_ref());
        assert!(examination.firm().await.is_ok());
        let nobody = examination.client(&id("nobody"), None, None).await;
        assert_eq!(nobody, Err(ExamineError::NoSuchClient(id("nobody"))));
    });
}

#[test]
fn a_deactivated_firm_is_told_until_when_its_keys_are_kept() {
    block_on(async {
        let house = House::new().await;
        house.deactivate().await;
        let admin = admin();
        let findings = examine!(house, admin, house.vault.as_ref()).firm().await.unwrap();
        let keys = KeptKeys::Until(house.clock.now() + KEYS_KEPT);
        assert_eq!(findings[0], Finding::Deactivated { since: house.clock.now(), keys });
        assert!(findings[0].to_string().contains("kept until 10.12.2026 11:00:00"), "{}", findings[0]);
    });
}

#[test]
fn an_examination_finds_what_the_settings_name_and_is_not_there_as_it_should_be() {
    block_on(async {
        let house = House::new().await;
        set(&house).await;
        house.connected("kask", "pk-1").await;
        let (admin, tasks) = (admin(), MemoryTasks::default());
        let books = Topic { id: id("books"), name: "Books".into(), archived: true };
        tasks.put_topic(&firm_a(), &books).await.unwrap();
        let examination = examine!(house, admin, house.vault.as_ref());
        let examination = Examination { tasks: &tasks, ..examination };
        let broken = Finding::SettingsBroken(SettingsTrouble::TopicArchived("Books".into()));
        assert_eq!(examination.firm().await.unwrap(), std::slice::from_ref(&broken));
        let kask = examination.client(&id("kask"), None, None).await.unwrap();
        assert_eq!(kask.findings, [broken, Finding::NothingImported]);
    });
}
