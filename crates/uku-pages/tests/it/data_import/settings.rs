use uku_core::counting::DataField;
use uku_core::summary::{CustomFieldKind, SettingsDraft, TaskStatus};
use uku_testkit::build::{client, firm_a, id, settings_draft};
use uku_web_testkit::Who;

use super::{Office, TAB, choices, fault, filled, selected, send, value};

#[tokio::test]
async fn what_is_required_and_missing_is_listed() {
    let office = Office::new().await;
    let page = office.admin().get(TAB).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.says("Nothing is imported until these are filled in"));
    for (name, at) in [
        ("Task title", "title"),
        ("Topic", "topic"),
        ("Data import", "import_day"),
        ("Configure data fields", "sales_entries"),
    ] {
        assert!(page.says(&format!("<a href=\"#{at}\">{name}</a>")), "{name}");
        assert!(page.says(&format!(" id=\"{at}\"")), "{at}");
    }
    assert_eq!(page.text.matches("class=\"required\"").count(), 3);
    assert!(page.says("Nothing is planned"));
    let page = office.admin().in_language("et").get(TAB).await;
    assert!(page.says("Enne ei impordita midagi, kui need on täidetud") && page.says("Ülesande pealkiri"));
}

#[tokio::test]
async fn settings_are_saved_and_the_next_import_is_shown() {
    let office = Office::new().await;
    office.connect("Kask").await;
    office.0.clients.put(&firm_a(), client("Tamm"));
    let admin = office.admin();
    let form = filled(
        &admin.get(TAB).await,
        &[
            ("title", "Books of {month}"),
            ("topic", "books"),
            ("import_day", "last-work-day"),
            ("import_time", "20:30"),
            ("status", "open"),
            ("look_back", "2"),
            ("look_day", "12"),
            ("sales_entries", "sales_entries"),
            ("payroll_entries", "payroll_entries"),
        ],
    );
    let saved = send(&admin, &form).await;
    assert_eq!(
        (saved.status.as_u16(), saved.location()),
        (303, "/settings/smartaccounts/data-import?done=data-import-saved"),
        "{}",
        saved.text
    );
    let draft = office.draft().await;
    assert_eq!(draft.title.as_ref().unwrap().as_ref(), "Books of {month}");
    assert_eq!((draft.topic.clone(), draft.status), (Some(id("books")), TaskStatus::Open));
    assert_eq!((u8::from(draft.late_look.months), u8::from(draft.late_look.day)), (2, 12));
    let mapped: Vec<&str> = draft.mapping.values().map(AsRef::as_ref).collect();
    assert_eq!(mapped, ["sales_entries", "payroll_entries"]);

    let page = admin.get(saved.location()).await;
    assert!(page.says("The settings are saved."));
    assert!(
        page.says("November 2026") && page.says("30 Nov 2026, 20:30") && page.says("1 of 2"),
        "{}",
        page.text
    );
    assert!(page.says("What is entered after that is missed until the late look."));
    assert_eq!(
        (value(&page, "title"), value(&page, "import_time")),
        ("Books of {month}".into(), "20:30".into())
    );
    assert_eq!(selected(&page, "payroll_entries"), "payroll_entries");
    assert!(page.says("<details class=\"more\" open>"), "what is mapped is not hidden");
    let page = admin.in_language("et").get(TAB).await;
    assert!(page.says("november 2026") && page.says("30.11.2026 kell 20:30") && page.says("1 / 2"));

    // Sent once more by a second click: nothing is wrong, and nothing changes.
    assert_eq!(send(&office.admin(), &form).await.status, 303);
    assert_eq!(office.draft().await, draft);
}

#[tokio::test]
async fn a_new_topic_is_made_on_the_spot_and_once() {
    let office = Office::new().await;
    let admin = office.admin();
    let form =
        filled(&admin.get(TAB).await, &[("title", "Books"), ("topic", "books"), ("new_topic", "Volumes")]);
    for _ in 0..2 {
        assert_eq!(send(&admin, &form).await.status, 303);
    }
    let topics = office.topics().await;
    let names: Vec<&str> = topics.iter().map(|topic| topic.name.as_str()).collect();
    assert_eq!(names, ["Books", "Volumes"]);
    assert_eq!(office.draft().await.topic, Some(topics[1].id.clone()));
}

#[tokio::test]
async fn mistakes_are_said_beside_the_field_and_keep_what_was_typed() {
    let office = Office::new().await;
    let admin = office.admin();
    let long = "x".repeat(201);
    let form = filled(
        &admin.get(TAB).await,
        &[
            ("title", &long),
            ("new_topic", "Volumes"),
            ("import_day", "day-5"),
            ("import_time", "25:99"),
            ("look_day", "12"),
            ("status", "open"),
            ("cash_entries", "cash_entries"),
        ],
    );
    let again = send(&admin, &form).await;
    assert_eq!(again.status, 422);
    assert!(fault(&again, "title").contains("too long"), "{}", again.text);
    assert!(fault(&again, "import_time").contains("write it like 21:00"));
    assert_eq!(filled(&again, &[]), form);
    assert_eq!(office.draft().await, SettingsDraft::default());
    assert_eq!(office.topics().await.len(), 1, "a topic is made when the rest is right");
    let again = admin.in_language("et").post(TAB, &super::borrowed(&form)).await;
    assert!(fault(&again, "title").contains("liiga pikk"));
    assert!(fault(&again, "import_time").contains("See ei ole kellaaeg"));
}

#[tokio::test]
async fn a_topic_without_a_name_that_fits_is_refused_beside_its_field() {
    let office = Office::new().await;
    let admin = office.admin();
    let form = filled(&admin.get(TAB).await, &[("new_topic", &"x".repeat(101))]);
    let again = send(&admin, &form).await;
    assert_eq!(again.status, 422);
    assert!(fault(&again, "new_topic").contains("101 characters"), "{}", again.text);
}

#[tokio::test]
async fn two_data_fields_do_not_share_a_custom_task_field() {
    let office = Office::new().await;
    let admin = office.admin();
    let shared = [("sales_entries", "documents"), ("purchase_entries", "documents")];
    let again = send(&admin, &filled(&admin.get(TAB).await, &shared)).await;
    assert_eq!(again.status, 422);
    assert!(fault(&again, "purchase_entries").contains("give each its own"), "{}", again.text);
    assert_eq!(selected(&again, "sales_entries"), "documents");
}

#[tokio::test]
async fn what_broke_since_is_told_and_stays_visible() {
    let office = Office::new().await;
    office.complete().await;
    office.put_topic("books", "Books", true).await;
    office.put_field("sales_entries", "Sales", CustomFieldKind::Text, false).await;
    let page = office.admin().get(TAB).await;
    assert!(
        page.says("The topic Books is archived.")
            && page.says("Choose another topic on the Data import tab.")
    );
    assert!(page.says("which is not of type Number but Text"));
    assert!(choices(&page, "topic").contains("Books (archived)"));
    assert!(choices(&page, "sales_entries").contains("Sales (Text)"));
    assert_eq!(selected(&page, "topic"), "books");
    assert!(!choices(&page, "cash_entries").contains("Sales"), "only fields of type Number are offered");
    // What was chosen before may stay, what is chosen now must be there.
    let form = filled(&page, &[("title", "Another")]);
    assert_eq!(send(&office.admin(), &form).await.status, 303);
    office.put_topic("old", "Old", true).await;
    let page = office.admin().get(TAB).await;
    assert!(!choices(&page, "topic").contains("Old"));
    let again = send(&office.admin(), &filled(&page, &[("topic", "old")])).await;
    assert_eq!(again.status, 422);
    assert!(fault(&again, "topic").contains("The topic Old is archived."), "{}", again.text);
    let page = office.admin().in_language("et").get(TAB).await;
    assert!(page.says("Teema Books on arhiveeritud.") && page.says("Books (arhiveeritud)"));
}

#[tokio::test]
async fn what_was_deleted_does_not_look_like_something_else() {
    let office = Office::new().await;
    let mut draft = settings_draft(&[DataField::SalesEntries]);
    draft.mapping.insert(DataField::SalesEntries, id("gone"));
    office.put_draft(&draft).await;
    let page = office.admin().get(TAB).await;
    assert_eq!(selected(&page, "sales_entries"), "gone");
    assert!(choices(&page, "sales_entries").contains(">Deleted<"));
}

#[tokio::test]
async fn only_those_who_may_change_it() {
    let office = Office::new().await;
    office.complete().await;
    let page = office.0.visitor(Who::LapsedOwner).get(TAB).await;
    assert_eq!(page.status, 200);
    assert!(
        page.says("<fieldset class=\"stack\" disabled>") && !page.says(">Save<") && !page.says("Reload data")
    );
    let form = filled(&office.admin().get(TAB).await, &[("title", "Mine")]);
    for who in [Who::LapsedOwner, Who::Member] {
        assert_eq!(send(&office.0.visitor(who), &form).await.status, 403, "{who:?}");
    }
    assert_eq!(office.0.visitor(Who::Member).get(TAB).await.status, 403);
    assert_eq!(send(&office.0.visitor(Who::Nobody), &form).await.status, 401);
    assert!(!office.0.visitor(Who::OtherOwner).get(TAB).await.says("Books of {month}"));
    assert_eq!(office.draft().await, settings_draft(&[DataField::SalesEntries]));
}

#[tokio::test]
async fn a_form_of_nobody_knows_when_is_refused() {
    let office = Office::new().await;
    let mut form = filled(&office.admin().get(TAB).await, &[]);
    form.retain(|(name, _)| name != "read");
    assert_eq!(send(&office.admin(), &form).await.status, 400);
}

#[tokio::test]
async fn what_people_typed_is_never_markup() {
    let office = Office::new().await;
    office.put_topic("x", "<b>bold</b>", false).await;
    let admin = office.admin();
    let form = filled(&admin.get(TAB).await, &[("title", "<script>{client}"), ("topic", "x")]);
    assert_eq!(send(&admin, &form).await.status, 303);
    let page = admin.get(TAB).await;
    assert!(!page.says("<script>{") && !page.says("<b>bold"), "{}", page.text);
    assert_eq!(value(&page, "title"), "<script>{client}");
}
