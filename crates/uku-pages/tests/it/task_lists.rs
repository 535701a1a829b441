//! Topics and custom task fields.

use uku_core::counting::DataField;
use uku_core::run::Epoch;
use uku_core::summary::{CustomFieldKind, SummaryWrite, Tasks as _, WriteStamp};
use uku_testkit::build::{at, draft, firm_a, key, settings_draft};
use uku_web_testkit::Who;

use crate::data_import::{Office, fault, selected, value};

const TOPICS: &str = "/settings/topics";
const FIELDS: &str = "/settings/custom-fields";

impl Office {
    /// A summary task under the topic Books with a number in Sales entries.
    async fn use_both(&self) {
        let stamp = WriteStamp { epoch: Epoch(1), counted_at: at("2026-11-01T03:00:00Z") };
        let draft = draft(key("kask", "2026-10"), &[("sales_entries", 5)]);
        self.0.tasks.write_summary(&firm_a(), &SummaryWrite { draft, expected: None, stamp }).await.unwrap();
    }
}

#[tokio::test]
async fn a_topic_is_added_renamed_archived_brought_back_and_deleted() {
    let office = Office::bare();
    let admin = office.admin();
    let empty = admin.get(TOPICS).await;
    assert!(empty.says("There are no topics yet") && empty.says("href=\"/why\""));
    let added = admin.post(TOPICS, &[("name", "Audit")]).await;
    assert_eq!(added.location(), "/settings/topics?done=topics-added", "{}", added.text);
    assert!(admin.get(added.location()).await.says("The topic is added."));
    let topic = format!("{TOPICS}/{}", office.topics().await[0].id);
    assert_eq!(value(&admin.get(&topic).await, "name"), "Audit");
    assert_eq!(admin.post(&topic, &[("name", "Books")]).await.status, 303);
    assert!(admin.get(TOPICS).await.says("Books") && !admin.get(TOPICS).await.says("Archived"));

    let archived = admin.post(&format!("{topic}/archived"), &[("archived", "true")]).await;
    assert_eq!(archived.location(), "/settings/topics?done=topics-archived");
    let (_, apart) = {
        let page = admin.get(TOPICS).await;
        let (a, b) = page.text.split_once("Archived").unwrap();
        (a.to_owned(), b.to_owned())
    };
    assert!(apart.contains("Books"));
    assert!(admin.get(&topic).await.says("Bring back"));
    admin.post(&format!("{topic}/archived"), &[("archived", "false")]).await;
    assert!(!office.topics().await[0].archived);
    for _ in 0..2 {
        let deleted = admin.post(&format!("{topic}/delete"), &[]).await;
        assert_eq!(deleted.location(), "/settings/topics?done=topics-deleted", "deleting twice does no harm");
    }
    assert!(office.topics().await.is_empty());
    assert_eq!(admin.get(&topic).await.status, 404);
}

#[tokio::test]
async fn a_topic_that_tasks_use_is_not_deleted_but_can_be_archived() {
    let office = Office::new().await;
    office.use_both().await;
    let refused = office.admin().post("/settings/topics/books/delete", &[]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.says("Archive it instead") && refused.says(">Archive<"), "{}", refused.text);
    let refused = office.admin().in_language("et").post("/settings/topics/books/delete", &[]).await;
    assert!(refused.says("Seda kasutavad ülesanded") && refused.says(">Arhiveeri<"));
    assert_eq!(office.topics().await.len(), 1);
}

#[tokio::test]
async fn the_topic_of_the_settings_is_marked() {
    let office = Office::new().await;
    office.put_topic("audit", "Audit", false).await;
    office.complete().await;
    let page = office.admin().get(TOPICS).await;
    assert_eq!(page.text.matches("Summary tasks</span>").count(), 1, "{}", page.text);
    assert!(
        office
            .admin()
            .get("/settings/topics/books")
            .await
            .says("New summary tasks are filed under this topic")
    );
    assert!(!office.admin().get("/settings/topics/audit").await.says("New summary tasks are filed"));
}

#[tokio::test]
async fn names_of_topics_that_do_not_fit_are_refused_beside_the_field() {
    let office = Office::new().await;
    let admin = office.admin();
    let taken = admin.post(TOPICS, &[("name", "BOOKS")]).await;
    assert_eq!((taken.status.as_u16(), value(&taken, "name").as_str()), (422, "BOOKS"));
    assert!(fault(&taken, "name").contains("Choose another name."), "{}", taken.text);
    assert!(fault(&admin.post(TOPICS, &[("name", " ")]).await, "name").contains("give it one"));
    office.put_topic("old", "Books", true).await;
    let back = admin.post("/settings/topics/old/archived", &[("archived", "false")]).await;
    assert_eq!(back.status, 422);
    assert!(fault(&back, "name").contains("Books"));
    let long = "x".repeat(101);
    let renamed = admin.in_language("et").post("/settings/topics/books", &[("name", &long)]).await;
    assert_eq!(value(&renamed, "name"), long);
    assert!(fault(&renamed, "name").contains("101 tähemärki"));
}

#[tokio::test]
async fn a_custom_task_field_is_added_changed_archived_and_deleted() {
    let office = Office::bare();
    let admin = office.admin();
    assert!(admin.get(FIELDS).await.says("There are no custom task fields yet"));
    assert_eq!(selected(&admin.get(FIELDS).await, "kind"), "number");
    let added = admin.post(FIELDS, &[("name", "Note"), ("kind", "text")]).await;
    assert_eq!(added.location(), "/settings/custom-fields?done=custom-fields-added", "{}", added.text);
    let field = format!("{FIELDS}/{}", office.fields().await[0].id);
    let page = admin.get(&field).await;
    assert_eq!((value(&page, "name").as_str(), selected(&page, "kind").as_str()), ("Note", "text"));
    assert_eq!(admin.post(&field, &[("name", "Count"), ("kind", "number")]).await.status, 303);
    assert_eq!(office.fields().await[0].kind, CustomFieldKind::Number);
    admin.post(&format!("{field}/archived"), &[("archived", "true")]).await;
    assert!(admin.get(FIELDS).await.text.split_once("Archived").unwrap().1.contains("Count"));
    admin.post(&format!("{field}/archived"), &[("archived", "false")]).await;
    assert!(!office.fields().await[0].archived);
    let deleted = admin.post(&format!("{field}/delete"), &[]).await;
    assert_eq!(deleted.location(), "/settings/custom-fields?done=custom-fields-deleted");
    assert!(office.fields().await.is_empty());
}

#[tokio::test]
async fn a_custom_task_field_in_use_keeps_its_type_and_is_not_deleted() {
    let office = Office::new().await;
    office.use_both().await;
    let admin = office.admin();
    let typed = [("name", "Sales"), ("kind", "text")];
    let refused = admin.post("/settings/custom-fields/sales_entries", &typed).await;
    assert_eq!(refused.status, 409);
    assert!(refused.says("so its type stays as it is"), "{}", refused.text);
    assert_eq!((value(&refused, "name").as_str(), selected(&refused, "kind").as_str()), ("Sales", "text"));
    let refused = admin.post("/settings/custom-fields/sales_entries/delete", &[]).await;
    assert!(refused.status == 409 && refused.says("Archive it instead"));
    assert_eq!(office.fields().await.len(), DataField::ALL.len());
}

#[tokio::test]
async fn what_is_written_into_a_custom_task_field_is_shown() {
    let office = Office::new().await;
    office.put_draft(&settings_draft(&[DataField::SalesEntries])).await;
    let page = office.admin().in_language("et").get(FIELDS).await;
    assert_eq!(page.text.matches("Müügikanded").count(), 1, "{}", page.text);
    let page = office.admin().get("/settings/custom-fields/sales_entries").await;
    assert!(page.says("Sales entries is written into this field"));
    assert!(!office.admin().get("/settings/custom-fields/documents").await.says("is written into"));
}

#[tokio::test]
async fn unknown_types_and_names_are_refused_beside_the_field() {
    let office = Office::new().await;
    let admin = office.admin();
    let refused = admin.post(FIELDS, &[("name", "New"), ("kind", "colour")]).await;
    assert_eq!(refused.status, 422);
    assert_eq!(value(&refused, "name"), "New");
    assert!(fault(&refused, "kind").contains("There is no such type"), "{}", refused.text);
    let refused = admin.post(FIELDS, &[("name", "sales entries"), ("kind", "number")]).await;
    assert!(refused.status == 422 && fault(&refused, "name").contains("Choose another name."));
    let refused = admin.post("/settings/custom-fields/documents", &[("name", "D"), ("kind", "")]).await;
    assert!(refused.status == 422 && value(&refused, "name") == "D");
}

#[tokio::test]
async fn lists_are_changed_by_those_who_may_and_seen_by_those_who_see_the_integration() {
    let office = Office::new().await;
    for list in [TOPICS, FIELDS] {
        let lapsed = office.0.visitor(Who::LapsedOwner).get(list).await;
        assert_eq!(lapsed.status, 200);
        assert!(!lapsed.says("<form class=\"form card\"") && !lapsed.says("aria-label=\"Change the"));
        assert_eq!(office.0.visitor(Who::Member).get(list).await.status, 403);
        for who in [Who::LapsedOwner, Who::Member] {
            let added = office.0.visitor(who).post(list, &[("name", "Mine"), ("kind", "number")]).await;
            assert_eq!(added.status, 403, "{who:?} {list}");
        }
        assert!(office.0.visitor(Who::OtherOwner).get(list).await.says("yet"), "another firm sees its own");
    }
    for path in ["/settings/topics/books", "/settings/custom-fields/documents"] {
        assert_eq!(office.0.visitor(Who::OtherOwner).get(path).await.status, 404);
        assert_eq!(
            office.0.visitor(Who::OtherOwner).post(path, &[("name", "X"), ("kind", "text")]).await.status,
            404
        );
    }
}
