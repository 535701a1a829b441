//! What stands around every page.

use uku_web_testkit::{TestSite, Who};

fn site() -> TestSite {
    TestSite::new(|site| uku_pages::pages(site).0)
}

#[tokio::test]
async fn files_have_addresses_that_change_with_them() {
    let site = site();
    let asked = site.visitor(Who::Nobody).get("/assets/0000000000000000/uku.css").await;
    assert_eq!(asked.status, 404);
}

#[tokio::test]
async fn a_choice_of_language_comes_back_to_where_one_was() {
    let site = site();
    let fields = [("language", "et"), ("back", "/clients?text=a")];
    let answer = site.visitor(Who::Nobody).post("/account/language", &fields).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/clients?text=a"));
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("uku-language=et;") && cookie.contains("HttpOnly"), "{cookie}");
}

#[tokio::test]
async fn nobody_is_sent_elsewhere() {
    let fields = [("theme", "dark"), ("back", "https://elsewhere.example/")];
    let answer = site().visitor(Who::Nobody).post("/account/theme", &fields).await;
    assert_eq!(answer.location(), "/");
}
