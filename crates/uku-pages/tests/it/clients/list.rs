use uku_core::client::Client;
use uku_core::connection::{ConnectionOwner, set_paused};
use uku_core::firm::Role;
use uku_testkit::build::{actor, client, firm_a, firm_b, id, key_pair, member};
use uku_web_testkit::Who;

use super::House;

async fn in_every_state() -> House {
    let house = House::new().await;
    for name in ["Aed", "Bar", "Carl", "Doo"] {
        house.connect(name).await;
    }
    house.put("Eha");
    house.0.clients.put(&firm_a(), Client { active: false, ..client("Fix") });
    for name in ["Aed", "Carl"] {
        if name == "Carl" {
            house.0.ledgers.revoke(key_pair(name).public());
        }
        let owner = house.owner();
        owner.post(&format!("/clients/{name}/integration/test"), &[]).await;
    }
    let (actor, owner) = (actor(Role::Admin), ConnectionOwner::Client(id("Doo")));
    set_paused(&actor, house.0.store.as_ref(), &house.0.clock, &owner, true).await.unwrap();
    house
}

/// The clients in a list, in order.
fn names(text: &str) -> Vec<&str> {
    let rows = text.split("<tr id=\"client-").skip(1);
    rows.map(|row| row.split('"').next().unwrap()).collect()
}

#[tokio::test]
async fn the_site_begins_with_the_clients() {
    let house = House::new().await;
    assert_eq!(house.owner().get("/").await.location(), "/clients");
}

#[tokio::test]
async fn chips_show_clients_by_state_and_count_them() {
    let house = in_every_state().await;
    let owner = house.owner();
    let all = owner.get("/clients").await;
    assert_eq!(names(&all.text), ["Aed", "Bar", "Carl", "Doo", "Eha", "Fix"]);
    for (state, label, count, found) in [
        ("connected", "Connected", 2, &["Aed", "Bar"][..]),
        ("failing", "Failing", 1, &["Carl"]),
        ("untested", "Untested", 1, &["Bar"]),
        ("not-connected", "Not connected", 1, &["Eha"]),
        ("paused", "Paused", 1, &["Doo"]),
        ("inactive", "Inactive", 1, &["Fix"]),
    ] {
        let chip = format!("<span>{label}</span><span>{count}</span>");
        assert!(all.says(&chip), "{chip}");
        let answer = owner.get(&format!("/clients?state={state}")).await;
        assert_eq!(names(&answer.text), found, "{state}");
        assert!(answer.says(&format!("href=\"/clients?state={state}\" aria-current=\"true\"")), "{state}");
    }
    assert!(all.says("<span>All</span><span>6</span>"));
}

#[tokio::test]
async fn the_integration_column_says_which_integration_and_how_it_fares() {
    let house = in_every_state().await;
    let page = house.owner().get("/clients").await;
    let row = |name: &str| {
        let from = page.text.split(&format!("<tr id=\"client-{name}\"")).nth(1).unwrap();
        from.split("</tr>").next().unwrap().to_owned()
    };
    assert!(row("Aed").contains("SmartAccounts") && row("Aed").contains("</svg>Connected"));
    assert!(row("Carl").contains("</svg>Failing"));
    assert!(row("Carl").contains("does not accept the keys"));
    assert!(row("Eha").contains("</svg>Not connected") && !row("Eha").contains("SmartAccounts "));
    assert!(row("Fix").contains("</svg>Inactive"));
    assert!(row("Doo").contains("</svg>Resume") && row("Aed").contains("</svg>Pause"));
    // Each control says whose it is.
    assert!(row("Bar").contains("aria-label=\"Integration of Bar\""));
    assert!(row("Bar").contains("href=\"/clients/Bar/integration\""));
}

#[tokio::test]
async fn words_are_searched_and_stay_in_the_field() {
    let house = in_every_state().await;
    let page = house.owner().get("/clients?q=%22ae%22+d").await;
    assert!(page.says("value=\"&#34;ae&#34; d\""), "{}", page.text);
    assert_eq!(names(&house.owner().get("/clients?q=ae").await.text), ["Aed"]);
    // Counts of all clients say nothing of those that match.
    assert!(house.owner().get("/clients?q=ae").await.says("<span>Connected</span></a>"));
}

#[tokio::test]
async fn what_is_empty_says_why_and_what_to_do() {
    let house = House::new().await;
    let page = house.owner().get("/clients").await;
    assert!(
        page.says("No clients yet") && page.says("href=\"/clients/import\"") && page.says("href=\"/why\"")
    );
    house.put("Kask");
    let page = house.owner().get("/clients?q=nobody").await;
    assert!(page.says("No client matches") && page.says("href=\"/why\""));
    let page = house.owner().in_language("et").get("/clients?q=nobody").await;
    assert!(page.says("Ükski klient ei vasta otsingule") && page.says("Miks andmeid ei ole?"));
}

#[tokio::test]
async fn pages_have_numbers_and_all_that_match_can_be_selected() {
    let house = House::new().await;
    for number in 0..240 {
        house.put(&format!("c{number:03}"));
    }
    let owner = house.owner();
    let first = owner.get("/clients").await;
    assert_eq!(names(&first.text).len(), 100);
    assert!(first.says("1–100 of 240") && first.says("Select all 240 that match"));
    assert!(first.says("data-total=\"240\""));
    let last = owner.get("/clients?page=3").await;
    assert_eq!(names(&last.text).first().copied(), Some("c200"));
    assert!(last.says("201–240 of 240") && last.says("href=\"/clients?page=2\" rel=\"prev\""));
    // A page that isn't there any more is the last one, and what is no page is the first.
    assert!(owner.get("/clients?page=9").await.says("201–240 of 240"));
    assert!(owner.get("/clients?page=x").await.says("1–100 of 240"));
    let filtered = owner.get("/clients?state=not-connected&q=c&page=2").await;
    assert!(filtered.says("href=\"/clients?q=c&#38;state=not-connected\" rel=\"prev\""), "{}", filtered.text);
}

#[tokio::test]
async fn a_member_sees_clients_and_nothing_of_the_integration() {
    let house = in_every_state().await;
    let member = house.0.visitor(Who::Member);
    let page = member.get("/clients").await;
    assert_eq!(names(&page.text).len(), 6);
    for hidden in [
        "SmartAccounts",
        "Not connected",
        "/integration",
        "Add client",
        "data-tick",
        "/clients/import",
        "/edit",
    ] {
        assert!(!page.says(hidden), "{hidden}");
    }
    for path in ["/clients?state=failing", "/clients/new", "/clients/import", "/clients/Aed/integration"] {
        assert_eq!(member.get(path).await.status, 403, "{path}");
    }
}

#[tokio::test]
async fn on_a_lapsed_plan_one_looks_and_takes_keys_away() {
    let house = in_every_state().await;
    let lapsed = house.0.visitor(Who::LapsedOwner);
    let page = lapsed.get("/clients").await;
    assert!(page.says("Integration of Aed") && !page.says("Add client") && !page.says("data-tick"));
    let dialog = lapsed.get("/clients/Aed/integration").await;
    assert!(dialog.says("/integration/delete") && !dialog.says("name=\"secretKey\""));
    assert_eq!(lapsed.post("/clients/Aed/integration/delete", &[]).await.status, 303);
    assert_eq!(house.connection("Aed").await, None);
}

#[tokio::test]
async fn another_firms_clients_are_not_there() {
    let house = House::new().await;
    house.0.clients.put(&firm_b(), client("Kask"));
    let owner = house.owner();
    assert!(!owner.get("/clients").await.says("Kask"));
    for path in ["/clients/Kask", "/clients/Kask/edit", "/clients/Kask/integration", "/clients/nobody"] {
        assert_eq!(owner.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn the_default_member_is_named() {
    let house = House::new().await;
    house.0.clients.put(&firm_a(), Client { default_member: Some(member("admin", true)), ..client("Kask") });
    house.put("Tamm");
    let page = house.owner().get("/clients").await;
    assert!(page.says(">Jaan Kask</td>") && page.says("<span class=\"muted\">Company Owner</span>"));
}

#[tokio::test]
async fn what_outsiders_write_is_text() {
    let house = House::new().await;
    house.0.clients.put(&firm_a(), Client { name: "<script>alert(1)</script>".into(), ..client("Kask") });
    for path in ["/clients", "/clients/Kask", "/clients/Kask/edit", "/clients/Kask/integration"] {
        let page = house.owner().get(path).await;
        assert!(!page.says("<script>alert") && page.says("&#60;script&#62;"), "{path}");
    }
}
