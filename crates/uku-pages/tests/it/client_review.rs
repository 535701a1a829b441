//! The review list: what would become of each row, and what a person decides about it.

use uku_core::client::{Client, ClientProfile, Clients};
use uku_core::client_import::ImportState;
use uku_testkit::build::{client, firm_a, profile};
use uku_web_testkit::Answer;

use crate::house::{House, IMPORT, REVIEW, company, says_all};

const ALL: &str = "/settings/smartaccounts/import/review/all";

impl House {
    /// Sends what was changed in the list.
    async fn decide(&self, go: &str, changes: &[(&str, &str)]) -> Answer {
        let import = self.seen().await;
        let mut form = vec![("import", import.as_str()), ("go", go)];
        form.extend(changes);
        self.owner.post(REVIEW, &form).await
    }

    fn has(&self, client: Client) {
        self.site.clients.put(&firm_a(), client);
    }
}

fn ticked(page: &Answer, row: u32) -> bool {
    let at = page.text.find(&format!("id=\"tick-{row}\"")).unwrap();
    page.text[at..].split('>').next().unwrap().contains(" checked")
}

/// A new one, one that changes, one that doesn't, one that may be a client, and one without a name.
async fn reviewing() -> House {
    let house = House::active().await;
    house.has(Client { registry_code: Some("10060701".to_owned()), ..client("Tamm vana") });
    house.has(Client { registry_code: Some("10000018".to_owned()), ..client("Mänd OÜ") });
    house.has(client("Kuusk OÜ"));
    house
        .fetched([
            company("Kask <b>", "10421629"),
            ClientProfile { vat_number: Some("EE100366327".to_owned()), ..company("Tamm uus", "10060701") },
            company("Mänd OÜ", "10000018"),
            profile("Kuusk"),
            profile(" "),
        ])
        .await;
    house
}

#[tokio::test]
async fn each_row_says_what_would_become_of_it() {
    let house = reviewing().await;
    let page = house.owner.get(REVIEW).await;
    let proposed: Vec<bool> = (1..=5).map(|row| ticked(&page, row)).collect();
    assert_eq!(proposed, [true, true, false, false, false]);
    assert!(page.says("Kask &#60;b&#62;") && !page.says("Kask <b>"));
    assert!(page.says("<span class=\"sr\">was </span>Tamm vana") && page.says("Say which client it is"));
    assert!(page.says("Ticked: 1 new and 1 to update"), "{}", page.text);
    says_all(&page);
    let page = house.owner.clone().in_language("et").get(REVIEW).await;
    assert!(page.says("Märgitud: 1 uus ja 1 uuendus") && page.says("Ei ole veel klient"));
    says_all(&page);
}

#[tokio::test]
async fn the_list_is_filtered_by_kind_and_searched() {
    let house = reviewing().await;
    let page = house.owner.get(&format!("{REVIEW}?kind=update")).await;
    assert!(page.says("Tamm uus") && !page.says("Kask"));
    let page = house.owner.get(&format!("{REVIEW}?text=MÄND")).await;
    assert!(page.says("Mänd OÜ") && !page.says("id=\"row-1\""));
    let page = house.owner.get(&format!("{REVIEW}?text=10421629&kind=nonsense&page=-7")).await;
    assert!(page.says("id=\"row-1\"") && !page.says("id=\"row-2\""));
    assert!(house.owner.get(&format!("{REVIEW}?text=nobody")).await.says("No company fits"));
}

#[tokio::test]
async fn what_is_unticked_is_not_written() {
    let house = reviewing().await;
    // The box of row 1 was ticked and is not any more; row 2 was and is.
    let changes = [("row_was", "1"), ("row_was", "2"), ("row", "2")];
    let saved = house.decide("save", &changes).await;
    assert_eq!(saved.location(), REVIEW);
    let page = house.owner.get(REVIEW).await;
    assert!(!ticked(&page, 1) && ticked(&page, 2));
    assert_eq!(house.decide("confirm", &[]).await.location(), IMPORT);
    house.settle().await;
    assert_eq!(house.clients().await, ["Kuusk OÜ", "Mänd OÜ", "Tamm vana"]);
    let page = house.owner.get(IMPORT).await;
    assert!(page.says("<dt>Updated</dt><dd>1</dd>") && page.says("<dt>Declined</dt><dd>1</dd>"));
    // Next time it is not proposed.
    house.fetched([company("Kask", "10421629")]).await;
    let page = house.owner.get(REVIEW).await;
    assert!(page.says("Ignored before") && !ticked(&page, 1));
}

#[tokio::test]
async fn a_suggestion_is_decided_by_a_person() {
    let house = reviewing().await;
    let saved = house.decide("save", &[("as", "4:new"), ("as_was", "4:")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    let page = house.owner.get(REVIEW).await;
    assert!(ticked(&page, 4) && page.says("<option value=\"4:new\" selected>"));
    let other = [("as", "4:Kuusk OÜ"), ("as_was", "4:new"), ("row", "4"), ("row_was", "4")];
    house.decide("save", &other).await;
    let page = house.owner.get(REVIEW).await;
    assert!(page.says("<option value=\"4:Kuusk OÜ\" selected>"));
    house.decide("confirm", &[("as", "4:"), ("as_was", "4:Kuusk OÜ")]).await;
    house.settle().await;
    assert!(!house.clients().await.contains(&"Kuusk".to_owned()));
}

#[tokio::test]
async fn the_registry_code_decides_against_a_person() {
    let house = House::active().await;
    for name in ["A", "B"] {
        house.has(Client { registry_code: Some("10060701".to_owned()), ..client(name) });
    }
    house.fetched([company("Tamm", "10060701")]).await;
    assert!(!house.owner.get(REVIEW).await.says("value=\"1:new\""));
    let refused = house.decide("save", &[("as", "1:new"), ("as_was", "1:")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("has the registry code of the client A"), "{}", refused.text);
    let unknown = house.decide("save", &[("as", "1:nobody"), ("as_was", "1:")]).await;
    assert_eq!(unknown.status, 404);
}

#[tokio::test]
async fn nothing_of_a_page_is_saved_where_a_row_of_it_cannot_be_ticked() {
    let house = reviewing().await;
    let refused = house.decide("confirm", &[("row", "4"), ("row_was", "1")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("may be the client Kuusk OÜ") && ticked(&refused, 4) && !ticked(&refused, 1));
    assert_eq!(house.settle().await, ImportState::Ready);
    assert!(ticked(&house.owner.get(REVIEW).await, 1));
}

#[tokio::test]
async fn what_a_person_edited_is_overwritten_only_when_ticked() {
    let house = House::active().await;
    house.fetched([company("Kask", "10421629")]).await;
    house.decide("confirm", &[]).await;
    house.settle().await;
    let mut kask = house.site.clients.clients(&firm_a()).await.unwrap().remove(0);
    kask.name = "Kask, meie oma".to_owned();
    house.has(kask);
    house.fetched([company("Kask", "10421629")]).await;
    let page = house.owner.get(REVIEW).await;
    assert!(page.says("Overwrite what was edited in Uku") && !ticked(&page, 1));
    house.decide("save", &[("overwrite", "1:name"), ("overwrite", "1:nonsense"), ("row", "1")]).await;
    house.decide("confirm", &[("overwrite", "1:name"), ("overwrite_was", "1:name")]).await;
    house.settle().await;
    assert_eq!(house.clients().await, ["Kask"]);
}

#[tokio::test]
async fn all_of_a_kind_are_ticked_at_once() {
    let house = reviewing().await;
    let import = house.seen().await;
    let send = async |tick: &str, kind: &str| {
        let form = [("import", import.as_str()), ("tick", tick), ("kind", kind)];
        house.owner.post(ALL, &form).await
    };
    assert_eq!(send("false", "new").await.location(), format!("{REVIEW}?kind=new"));
    let page = house.owner.get(REVIEW).await;
    assert!(!ticked(&page, 1) && ticked(&page, 2));
    send("true", "").await;
    let page = house.owner.get(REVIEW).await;
    let now: Vec<bool> = (1..=5).map(|row| ticked(&page, row)).collect();
    assert_eq!(now, [true, true, true, false, false]);
}

#[tokio::test]
async fn two_tabs_do_not_undo_each_other() {
    let house = reviewing().await;
    // Both saw rows 1 and 2 ticked; one unticks 1, then the other, as it was shown, unticks 2.
    house.decide("save", &[("row_was", "1"), ("row_was", "2"), ("row", "2")]).await;
    house.decide("save", &[("row_was", "1"), ("row_was", "2"), ("row", "1")]).await;
    let page = house.owner.get(REVIEW).await;
    assert!(!ticked(&page, 1) && !ticked(&page, 2));
}

#[tokio::test]
async fn a_tick_is_saved_on_the_spot_where_scripts_run() {
    let house = reviewing().await;
    let import = house.seen().await;
    let form = [("import", import.as_str()), ("row_was", "1"), ("row_was", "2"), ("row", "2")];
    let part = house.owner.post_part(REVIEW, &form).await;
    assert_eq!(part.status, 200);
    assert!(part.says("Ticked: 1 to update") && !ticked(&part, 1) && ticked(&part, 2));
    assert!(part.says("id=\"review-list\"") && !part.says("<html"));
}

#[tokio::test]
async fn a_list_that_was_given_up_meanwhile_decides_nothing() {
    let house = reviewing().await;
    let import = house.seen().await;
    house.owner.post("/settings/smartaccounts/import/cancel", &[]).await;
    let form = [("import", import.as_str()), ("row_was", "1"), ("go", "save")];
    assert_eq!(house.owner.post(REVIEW, &form).await.location(), IMPORT);
    let part = house.owner.post_part(REVIEW, &form).await;
    assert!(part.status == 409 && part.says("doesn&#39;t wait for review any more"), "{}", part.text);
    let confirm = house.owner.post(REVIEW, &[("import", &import), ("go", "confirm")]).await;
    assert_eq!(confirm.status, 409);
    // Nor does it decide about a later one.
    house.fetched([company("Kask", "10421629")]).await;
    house.owner.post(REVIEW, &form).await;
    assert!(ticked(&house.owner.get(REVIEW).await, 1));
}

#[tokio::test]
async fn long_lists_come_in_pages() {
    let house = House::active().await;
    house.fetched((0..450).map(|at| profile(&format!("Ettevõte {at:03}")))).await;
    let page = house.owner.get(REVIEW).await;
    assert!(page.says("1–200 of 450") && page.says("id=\"row-200\"") && !page.says("id=\"row-201\""));
    let saved = house.decide("next", &[("page", "1"), ("row_was", "1")]).await;
    assert_eq!(saved.location(), format!("{REVIEW}?page=2"));
    let last = house.owner.get(&format!("{REVIEW}?page=99")).await;
    assert!(last.says("401–450 of 450") && last.says("Ticked: 449 new"));
}

#[tokio::test]
async fn a_row_that_cannot_be_written_says_why() {
    let house = House::active().await;
    house.fetched([profile("Kask OÜ"), profile("Kask AS")]).await;
    house.decide("confirm", &[]).await;
    assert!(matches!(house.settle().await, ImportState::Confirmed(done) if done.failed == 1));
    for language in ["en", "et"] {
        let page = house.owner.clone().in_language(language).get(IMPORT).await;
        assert!(page.says(">Kask AS</th>"), "{}", page.text);
        says_all(&page);
    }
    let page = house.owner.get(IMPORT).await;
    assert!(page.says("What could not be done") && page.says("<dt>Failed</dt><dd>1</dd>"));
}
