use uku_core::client::{Client, Clients as _, ContactKind};
use uku_testkit::build::{client, contact, firm_a, id, member};
use uku_web_testkit::Answer;

use super::{House, hidden};

async fn stored(house: &House, name: &str) -> Client {
    house.0.clients.client(&firm_a(), &id(name)).await.unwrap().unwrap()
}

fn fault<'a>(answer: &'a Answer, field: &str) -> &'a str {
    let Some(rest) = answer.text.split(&format!("id=\"{field}-error\"")).nth(1) else { return "" };
    rest.split("<span>").nth(1).unwrap().split("</span>").next().unwrap()
}

#[tokio::test]
async fn a_client_is_added_with_contacts_and_is_not_connected() {
    let house = House::new().await;
    let owner = house.owner();
    assert!(owner.get("/clients/new").await.says("Add contact"));
    let typed = [
        ("do", "save"),
        ("name", " Kask OÜ "),
        ("registryCode", "10421629"),
        ("vatNumber", "EE100594102"),
        ("defaultMember", "admin"),
        ("contactKind", "email"),
        ("contactValue", "info@kask.ee"),
        ("contactNote", "office"),
        ("contactKind", "phone"),
        ("contactValue", ""),
        ("contactNote", ""),
    ];
    let added = owner.post("/clients/new", &typed).await;
    assert_eq!(added.status, 303, "{}", added.text);
    let page = owner.get(added.location()).await;
    for text in ["Kask OÜ", "10421629", "EE100594102", "Jaan Kask", "info@kask.ee", "office", "Not connected"]
    {
        assert!(page.says(text), "{text}");
    }
    assert!(page.says("It is not connected yet") && !page.says("Phone"));
    // The same registry code again is another client's; what was typed stays.
    let again = owner.post("/clients/new", &typed).await;
    assert_eq!(again.status, 422);
    assert!(fault(&again, "registryCode").contains("Kask OÜ has this registry code already"));
    assert!(again.says("value=\"info@kask.ee\"") && again.says("value=\"10421629\""));
}

#[tokio::test]
async fn a_client_needs_a_name() {
    let house = House::new().await;
    let page =
        house.owner().post("/clients/new", &[("do", "save"), ("name", " "), ("vatNumber", "EE1")]).await;
    assert_eq!(page.status, 422);
    assert!(fault(&page, "name").contains("needs a name") && page.says("value=\"EE1\""));
    let page = house.owner().in_language("et").post("/clients/new", &[("name", "")]).await;
    assert!(!fault(&page, "name").is_empty() && page.says("Lisa klient"));
}

#[tokio::test]
async fn odd_codes_are_warned_of_and_saved() {
    let house = House::new().await;
    house.put("kask");
    let owner = house.owner();
    let version = hidden(&owner.get("/clients/kask/edit").await, "version");
    let typed = [
        ("name", "kask"),
        ("registryCode", "12345679"),
        ("vatNumber", "100594102"),
        ("active", "yes"),
        ("version", &version),
    ];
    let saved = owner.post("/clients/kask/edit", &typed).await;
    assert_eq!(saved.location(), "/clients/kask?done=client-saved");
    let page = owner.get("/clients/kask").await;
    assert!(page.says("one is probably mistyped") && page.says("begins with the two letters of a country"));
    assert!(owner.get("/clients/kask/edit").await.says("one is probably mistyped"));
    assert_eq!(stored(&house, "kask").await.registry_code.as_deref(), Some("12345679"));
}

#[tokio::test]
async fn rows_of_contacts_come_and_go_without_saving() {
    let house = House::new().await;
    let kask = Client { contacts: vec![contact(ContactKind::Email, "a@kask.ee")], ..client("kask") };
    house.0.clients.put(&firm_a(), kask.clone());
    let owner = house.owner();
    let typed = [
        ("name", "Kask & Co"),
        ("contactKind", "email"),
        ("contactValue", "a@kask.ee"),
        ("contactNote", ""),
        ("contactKind", "person"),
        ("contactValue", "Mari Maasikas"),
        ("contactNote", "accountant"),
    ];
    let more = owner.post("/clients/kask/edit", &[&typed[..], &[("do", "add-contact")]].concat()).await;
    assert_eq!(more.text.matches("name=\"contactValue\"").count(), 3);
    assert!(more.says("value=\"Kask &#38; Co\"") && more.says("value=\"accountant\""));
    let less = owner.post("/clients/kask/edit", &[&typed[..], &[("do", "remove-contact:0")]].concat()).await;
    assert!(!less.says("value=\"a@kask.ee\"") && less.says("value=\"Mari Maasikas\""));
    assert!(less.says("<option value=\"person\" selected>Person</option>"));
    let none = owner.post("/clients/kask/edit", &[&typed[..], &[("do", "remove-contact:7")]].concat()).await;
    assert_eq!(none.text.matches("name=\"contactValue\"").count(), 2);
    assert_eq!(stored(&house, "kask").await, kask);
}

#[tokio::test]
async fn what_somebody_else_changed_meanwhile_is_said_and_nothing_typed_is_lost() {
    let house = House::new().await;
    house.put("kask");
    let owner = house.owner();
    let version = hidden(&owner.get("/clients/kask/edit").await, "version");
    house.0.clients.put(&firm_a(), Client { vat_number: Some("EE1".into()), ..client("kask") });
    let typed = [("name", "Kask OÜ"), ("active", "yes"), ("version", version.as_str())];
    let page = owner.post("/clients/kask/edit", &typed).await;
    assert_eq!(page.status, 422);
    assert!(page.says("changed by somebody else") && page.says("value=\"Kask OÜ\""));
    assert_eq!(stored(&house, "kask").await.vat_number.as_deref(), Some("EE1"));
}

#[tokio::test]
async fn a_form_that_is_sent_twice_changes_once() {
    let house = House::new().await;
    house.put("kask");
    let owner = house.owner();
    let version = hidden(&owner.get("/clients/kask/edit").await, "version");
    let typed = [("name", "Kask OÜ"), ("version", version.as_str())];
    for _ in 0..2 {
        assert_eq!(owner.post("/clients/kask/edit", &typed).await.status, 303);
    }
    let kask = stored(&house, "kask").await;
    assert!(kask.name == "Kask OÜ" && !kask.active);
}

#[tokio::test]
async fn only_members_who_work_there_can_be_chosen_and_one_who_left_may_stay() {
    let house = House::new().await;
    house.0.clients.put(&firm_a(), Client { default_member: Some(member("gone", false)), ..client("kask") });
    let owner = house.owner();
    let page = owner.get("/clients/kask/edit").await;
    assert!(page.says("<option value=\"member\">Liis Põder</option>"));
    let refused = owner.post("/clients/new", &[("name", "x"), ("defaultMember", "nobody")]).await;
    assert!(fault(&refused, "defaultMember").contains("no such member"));
}
