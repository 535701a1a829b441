//! Signing in, links, the own account and the members of the firm.

use uku_core::firm::Role;
use uku_core::sign_in::{Account, Operator};
use uku_testkit::fake::FakeTokens;
use uku_web_testkit::{Answer, Browser, TestSite, Who};

const PASSWORD: &str = "rohelised pihlakad kevadel";

fn site() -> TestSite {
    TestSite::new(|site| uku_pages::pages(site).0)
}

/// The path of a new link for the owner.
async fn welcome(site: &TestSite) -> String {
    let operator =
        Operator { accounts: site.accounts.as_ref(), tokens: &FakeTokens::default(), clock: &site.clock };
    let email = "mari@firm.example".parse().unwrap();
    let link = operator.create_owner(&TestSite::firm(), "Mari Maasikas", &email).await.unwrap();
    format!("/link/{}", secrecy::ExposeSecret::expose_secret(&link.token))
}

fn cookie(answer: &Answer, name: &str) -> String {
    let set = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let found = set.into_iter().find(|value| value.starts_with(&format!("{name}="))).unwrap();
    found.split(';').next().unwrap().to_owned()
}

/// The browser of the owner, who has just set a password by a link.
async fn owner(site: &TestSite) -> Browser {
    let nobody = site.visitor(Who::Nobody);
    let answer = nobody.post(&welcome(site).await, &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    nobody.with_cookie(cookie(&answer, "uku"))
}

#[tokio::test]
async fn a_link_lets_the_owner_set_a_password_once() {
    let site = site();
    let (link, nobody) = (welcome(&site).await, site.visitor(Who::Nobody));
    assert!(nobody.get(&link).await.says("Hello Mari Maasikas!"));
    let different = nobody.post(&link, &[("password", PASSWORD), ("again", "another")]).await;
    assert!(different.status == 422 && different.says("The two passwords are not the same."));
    let short = nobody.post(&link, &[("password", "short"), ("again", "short")]).await;
    assert!(short.status == 422 && short.says("too short"), "{}", short.text);
    let set = nobody.post(&link, &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!(set.status, 303);
    let again = nobody.get(&link).await;
    assert!(again.status == 410 && again.says("The link was used already"), "{}", again.text);
}

#[tokio::test]
async fn what_was_typed_stays_but_for_the_password() {
    let site = site();
    owner(&site).await;
    let typed = [("email", "mari@firm.example"), ("password", "wrong wrong wrong"), ("next", "/reports")];
    let answer = site.visitor(Who::Nobody).post("/sign-in", &typed).await;
    assert_eq!(answer.status, 422);
    assert!(answer.says("mari@firm.example") && answer.says("/reports") && !answer.says("wrong wrong"));
    let right = [("email", "MARI@firm.example"), ("password", PASSWORD), ("next", "/reports")];
    let answer = site.visitor(Who::Nobody).post("/sign-in", &right).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/reports"));
    let set = answer.headers["set-cookie"].to_str().unwrap();
    assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax"), "{set}");
}

#[tokio::test]
async fn nobody_is_sent_to_sign_in_and_comes_back() {
    let answer = site().visitor(Who::Nobody).get("/settings/members?x=1").await;
    assert_eq!(answer.location(), "/sign-in?next=%2Fsettings%2Fmembers%3Fx%3D1");
}

#[tokio::test]
async fn a_form_that_was_sent_after_the_session_ended_is_not_lost() {
    let answer = site().visitor(Who::Nobody).post("/settings/members/invite", &[("name", "x")]).await;
    assert!(answer.status == 401 && answer.says("Sign in in a new tab"));
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let site = site();
    let owner = owner(&site).await;
    assert_eq!(owner.get("/account").await.status, 200);
    assert_eq!(owner.post("/sign-out", &[]).await.location(), "/sign-in");
    assert_eq!(owner.get("/account").await.status, 303);
}

#[tokio::test]
async fn an_invited_member_gets_a_link_that_is_shown_once() {
    let site = site();
    let owner = owner(&site).await;
    let bad = [("name", "Liis"), ("email", "liis"), ("role", "admin")];
    let refused = owner.post("/settings/members/invite", &bad).await;
    assert!(refused.status == 422 && refused.says("value=\"Liis\""), "{}", refused.text);
    let fields = [("name", "Liis Põder"), ("email", "liis@firm.example"), ("role", "admin")];
    let invited = owner.post("/settings/members/invite", &fields).await;
    assert!(invited.status == 200 && invited.says("http://uku.example/link/"), "{}", invited.text);
    let members = owner.get("/settings/members").await;
    assert!(members.says("Liis Põder") && members.says("Invited") && !members.says("/link/"));
}

#[tokio::test]
async fn an_admin_can_not_touch_the_owner() {
    let site = site();
    owner(&site).await;
    let admin = site.visitor(Who::Admin);
    let answer = admin.post("/settings/members/owner/active", &[("active", "false")]).await;
    assert_eq!(answer.status, 403);
    let accounts: Vec<Account> =
        uku_core::sign_in::Accounts::accounts(site.accounts.as_ref(), &TestSite::firm_id()).await.unwrap();
    assert!(accounts.iter().any(|account| account.role == Role::Owner && account.active));
}

#[tokio::test]
async fn a_password_is_changed_by_whoever_knows_the_old_one() {
    let site = site();
    let owner = owner(&site).await;
    let new = "sinised kellukad suvel";
    let wrong = [("password", "not this one"), ("new_password", new), ("again", new)];
    let refused = owner.post("/account/password", &wrong).await;
    assert!(refused.status == 422 && refused.says("The password is wrong."), "{}", refused.text);
    let right = [("password", PASSWORD), ("new_password", new), ("again", new)];
    assert_eq!(owner.post("/account/password", &right).await.location(), "/account?done=password-changed");
}

#[tokio::test]
async fn an_authenticator_app_is_set_up_and_asked_for() {
    let site = site();
    let owner = owner(&site).await;
    let begun = owner.post("/account/authenticator", &[]).await;
    assert!(begun.says("<svg") && !begun.says("<?xml"), "{}", begun.text);
    let wrong = owner.post("/account/authenticator/confirm", &[("code", "000000")]).await;
    assert!(wrong.status == 422 && wrong.says("The code is wrong"), "{}", wrong.text);
    let secret = begun.text.split("id=\"secret\"").nth(1).unwrap();
    let secret = secret.split(['>', '<']).nth(1).unwrap().to_owned();
    let now = uku_core::clock::Clock::now(&site.clock);
    let code = uku_testkit::fake::FakeCodes::code(&secret.into(), now);
    let confirmed = owner.post("/account/authenticator/confirm", &[("code", &code)]).await;
    assert!(confirmed.says("These codes are shown only now"), "{}", confirmed.text);

    let fields = [("email", "mari@firm.example"), ("password", PASSWORD), ("next", "/clients")];
    let nobody = site.visitor(Who::Nobody);
    let step = nobody.post("/sign-in", &fields).await;
    assert_eq!(step.location(), "/sign-in/code?next=%2Fclients");
    let nobody = nobody.with_cookie(cookie(&step, "uku-step"));
    // The same code once more is no code.
    let replayed = nobody.post("/sign-in/code", &[("code", &code), ("next", "/clients")]).await;
    assert_eq!(replayed.status, 422);
}
