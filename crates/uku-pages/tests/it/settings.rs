//! Settings & Apps.

use uku_web_testkit::Who;

use crate::house::{House, OVERVIEW, says_all};

#[tokio::test]
async fn everything_that_can_be_set_up_is_there() {
    let house = House::active().await;
    let page = house.owner.get("/settings").await;
    assert_eq!(page.status, 200);
    for href in [OVERVIEW, "/settings/topics", "/settings/custom-fields", "/settings/members"] {
        assert!(page.says(&format!("href=\"{href}\"")), "{href}");
    }
    assert!(page.says("Settings &#38; Apps") && page.says("Billing products") && page.says("Active"));
    says_all(&page);

    let page = house.owner.clone().in_language("et").get("/settings").await;
    assert!(page.says("Seaded ja rakendused") && page.says("Ülesande lisaväljad") && page.says("Aktiivne"));
    says_all(&page);
}

#[tokio::test]
async fn it_says_where_the_integration_is_not_active() {
    let house = House::new();
    assert!(house.owner.get("/settings").await.says("Not active"));
}

#[tokio::test]
async fn members_have_no_business_there() {
    let house = House::active().await;
    let member = house.site.visitor(Who::Member);
    for path in
        ["/settings", OVERVIEW, "/settings/smartaccounts/import", "/settings/smartaccounts/own-company"]
    {
        assert_eq!(member.get(path).await.status, 403, "{path}");
    }
}
