//! The keys of the firm's own SmartAccounts company.

use uku_core::ledger::PublicKey;
use uku_testkit::build::key_pair;
use uku_testkit::fake::FakeLedger;

use crate::house::{House, OVERVIEW, says_all};

const FORM: &str = "/settings/smartaccounts/own-company";
const SECRET: &str = "secret-of-own-0123";

impl House {
    /// The books of the firm's own company.
    fn has_own_books(&self) {
        self.site.ledgers.give(&key_pair("own"), FakeLedger::new(&self.site.clock, 10, []));
    }

    async fn save_keys(&self) {
        let form = [("public_key", "own"), ("secret_key", SECRET), ("do", "save")];
        let saved = self.owner.post(FORM, &form).await;
        assert_eq!(
            saved.location(),
            "/settings/smartaccounts?done=smartaccounts-own-saved",
            "{}",
            saved.text
        );
    }
}

#[tokio::test]
async fn keys_that_work_are_saved() {
    let house = House::active().await;
    house.has_own_books();
    assert!(house.owner.get(OVERVIEW).await.says("Enter keys"));
    house.save_keys().await;
    let page = house.owner.get(OVERVIEW).await;
    assert!(page.says("Change keys") && page.says("…0123") && !page.says(SECRET));
    let form = house.owner.get(FORM).await;
    assert!(form.says("the secret one ends in …0123") && !form.says(SECRET));
    says_all(&form);
}

#[tokio::test]
async fn mistakes_are_said_beside_their_field_and_no_secret_is_shown() {
    let house = House::active().await;
    let wrong = [("public_key", "own"), ("secret_key", " topsecret0123456789"), ("do", "save")];
    for language in ["en", "et"] {
        let owner = house.owner.clone().in_language(language);
        let answer = owner.post(FORM, &wrong).await;
        assert_eq!(answer.status, 422);
        assert!(answer.says("id=\"secret_key-error\"") && answer.says("value=\"own\""), "{}", answer.text);
        assert!(!answer.says("topsecret"));
        says_all(&answer);
    }
    let answer = house.owner.post(FORM, &[("public_key", ""), ("secret_key", "x"), ("do", "test")]).await;
    assert!(answer.status == 422 && answer.says("id=\"public_key-error\""));
    let refused = [("public_key", "own"), ("secret_key", "topsecret0123456789"), ("do", "save")];
    let answer = house.owner.post_part(FORM, &refused).await;
    assert_eq!(answer.status, 422);
    assert!(answer.says("does not accept the keys") && !answer.says("topsecret") && !answer.says("<html"));
    assert!(house.owner.get(OVERVIEW).await.says("Enter keys"));
}

#[tokio::test]
async fn keys_are_tested_before_and_after_they_are_saved() {
    let house = House::active().await;
    house.has_own_books();
    let typed = [("public_key", "own"), ("secret_key", SECRET), ("do", "test")];
    let tested = house.owner.post(FORM, &typed).await;
    assert!(tested.says("Connection successful!") && !tested.says(SECRET));
    assert!(house.owner.get(OVERVIEW).await.says("Enter keys"));
    house.save_keys().await;
    assert!(
        house
            .owner
            .post("/settings/smartaccounts/own-company/test", &[])
            .await
            .says("Connection successful!")
    );
    house.site.ledgers.revoke(key_pair("own").public() as &PublicKey);
    let failing = house.owner.post(FORM, &[("public_key", ""), ("secret_key", ""), ("do", "test")]).await;
    assert!(failing.says("does not accept the keys"), "{}", failing.text);
    assert!(house.owner.get(OVERVIEW).await.says("Failing"));
}

#[tokio::test]
async fn keys_are_paused_and_deleted() {
    let house = House::active().await;
    house.has_own_books();
    house.save_keys().await;
    let paused = house.owner.post("/settings/smartaccounts/own-company/pause", &[("paused", "true")]).await;
    assert_eq!(paused.location(), "/settings/smartaccounts?done=smartaccounts-own-paused");
    assert!(house.owner.get(OVERVIEW).await.says("Resume"));
    house.owner.post("/settings/smartaccounts/own-company/pause", &[("paused", "false")]).await;
    assert!(!house.owner.get(OVERVIEW).await.says("Resume"));
    let delete = "/settings/smartaccounts/own-company/delete";
    assert!(house.owner.get(delete).await.says("be brought back"));
    for _ in 0..2 {
        let deleted = house.owner.post(delete, &[]).await;
        assert_eq!(deleted.location(), "/settings/smartaccounts?done=smartaccounts-own-deleted");
    }
    assert!(house.owner.get(OVERVIEW).await.says("Enter keys"));
    assert_eq!(house.owner.get(delete).await.location(), OVERVIEW);
}
