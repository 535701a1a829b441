//! Activating and deactivating, and what the overview says about the set-up.

use uku_core::client::Client;
use uku_core::store::IntegrationStore;
use uku_testkit::build::{client, connection, firm_a, sealed_keys};
use uku_web_testkit::Who;

use crate::house::{House, OVERVIEW, company, says_all};

const DEACTIVATE: &str = "/settings/smartaccounts/deactivate";
const DESTROY: &str = "/settings/smartaccounts/destroy-keys";

impl House {
    /// A client, with keys or without.
    async fn has_client(&self, name: &str, connected: bool) {
        self.site.clients.put(&firm_a(), client(name));
        if connected {
            let mut work = self.site.store.open(&firm_a()).await.unwrap();
            work.connections().put(&connection(name, name), &sealed_keys(1)).await.unwrap();
            work.commit().await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_firm_that_never_used_it_can_activate_it() {
    let house = House::new();
    let page = house.owner.get(OVERVIEW).await;
    assert!(page.says("Activate</button>") && !page.says("href=\"/settings/smartaccounts/deactivate\""));
    says_all(&page);
    for _ in 0..2 {
        let answer = house.owner.post("/settings/smartaccounts/activate", &[]).await;
        assert_eq!(answer.location(), "/settings/smartaccounts?done=smartaccounts-activated");
    }
    let page = house.owner.get("/settings/smartaccounts?done=smartaccounts-activated").await;
    assert!(page.says("The SmartAccounts integration is active.") && page.says("Deactivate</a>"));
    assert!(!page.says("Activate</button>"));
}

#[tokio::test]
async fn the_checklist_says_how_far_the_set_up_is() {
    let house = House::active().await;
    let page = house.owner.get(OVERVIEW).await;
    assert!(page.says("1 of 5 done") && page.says("Not filled in yet: "), "{}", page.text);
    house.has_client("kask", true).await;
    house.has_client("tamm", false).await;
    house.has_client("mänd", false).await;
    house.site.clients.put(&firm_a(), Client { active: false, ..client("gone") });
    let page = house.owner.get(OVERVIEW).await;
    assert!(page.says("1 of 3 clients connected") && page.says("2 clients are not connected."));
    assert!(page.says("href=\"/clients?state=not-connected\"") && page.says("2 of 5 done"));
    says_all(&page);
    let page = house.owner.clone().in_language("et").get(OVERVIEW).await;
    assert!(
        page.says("Ülevaade") && page.says("2 klienti on ühendamata.") && page.says("Testi ühendust")
            || page.says("Sisesta võtmed")
    );
    says_all(&page);
}

#[tokio::test]
async fn deactivating_says_first_what_it_does() {
    let house = House::active().await;
    house.has_client("kask", true).await;
    house.fetched([company("Uus OÜ", "10421629")]).await;
    let asked = house.owner.get(DEACTIVATE).await;
    assert!(asked.says("All work stops at once") && asked.says("1 key pair is kept"), "{}", asked.text);
    assert!(asked.says("import that is not confirmed yet is given up") && asked.says("<html"));
    let part = house.owner.get_part(DEACTIVATE).await;
    assert!(part.says("id=\"dialog-title\"") && !part.says("<html"));
    for _ in 0..2 {
        let answer = house.owner.post(DEACTIVATE, &[]).await;
        assert_eq!(answer.location(), "/settings/smartaccounts?done=smartaccounts-deactivated");
    }
    let page = house.owner.get(OVERVIEW).await;
    assert!(page.says("the keys are kept until") && page.says("Activate</button>"), "{}", page.text);
    // The link of an older page leads back to what is.
    assert_eq!(house.owner.get(DEACTIVATE).await.location(), OVERVIEW);
}

#[tokio::test]
async fn from_the_dialog_the_whole_page_goes_on() {
    let house = House::active().await;
    let answer = house.owner.post_part(DEACTIVATE, &[]).await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.headers["hx-redirect"], "/settings/smartaccounts?done=smartaccounts-deactivated");
}

#[tokio::test]
async fn keys_are_destroyed_only_by_the_phrase() {
    let house = House::active().await;
    house.has_client("kask", true).await;
    assert!(house.owner.get(DESTROY).await.says("destroy 1 key pairs"));
    let wrong = house.owner.post(DESTROY, &[("confirmation", "destroy \"all\"")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.says("destroy &#34;all&#34;") && wrong.says("id=\"confirmation-error\""), "{}", wrong.text);
    let done = house.owner.post(DESTROY, &[("confirmation", " destroy 1 key pairs ")]).await;
    assert_eq!(done.location(), "/settings/smartaccounts?done=smartaccounts-keys-destroyed");
    assert!(house.owner.get(OVERVIEW).await.says("0 of 1 client connected"));
}

#[tokio::test]
async fn whose_subscription_is_over_may_still_leave() {
    let house = House::active().await;
    let lapsed = house.site.visitor(Who::LapsedOwner);
    let page = lapsed.get(OVERVIEW).await;
    assert!(page.says("Deactivate</a>") && page.says("Destroy all keys</a>"));
    assert_eq!(lapsed.post(DEACTIVATE, &[]).await.status, 303);
    let page = lapsed.get(OVERVIEW).await;
    assert!(!page.says("Activate</button>") && page.says("It needs Team or Elite"));
    assert_eq!(lapsed.post("/settings/smartaccounts/activate", &[]).await.status, 403);
}
