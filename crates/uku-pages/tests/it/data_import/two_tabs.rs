use uku_testkit::build::id;

use super::{Office, TAB, filled, send, value};

#[tokio::test]
async fn two_tabs_do_not_overwrite_each_other() {
    let office = Office::new().await;
    office.complete().await;
    office.put_topic("audit", "Audit", false).await;
    let admin = office.admin();
    let (mine, theirs) = (admin.get(TAB).await, admin.get(TAB).await);
    let other = filled(&theirs, &[("title", "Theirs"), ("topic", "audit"), ("cash_entries", "cash_entries")]);
    assert_eq!(send(&admin, &other).await.status, 303);

    let typed = filled(&mine, &[("title", "Mine"), ("new_topic", "Volumes")]);
    let told = send(&admin, &typed).await;
    assert_eq!(told.status, 412);
    assert!(told.says("Somebody else changed the settings meanwhile"), "{}", told.text);
    for (name, now) in [("Task title", "Theirs"), ("Topic", "Audit"), ("Cash entries", "Cash entries")] {
        assert!(told.says(&format!("<dt>{name}</dt><dd>{now}</dd>")), "{name}");
    }
    assert!(!told.says("<dt>Time</dt>"), "only what is another is told");
    assert_eq!(value(&told, "title"), "Mine");
    assert_eq!(office.draft().await.topic, Some(id("audit")), "nothing was saved");

    // Whoever saves again has seen it.
    assert_eq!(send(&admin, &filled(&told, &[])).await.status, 303);
    let saved = office.draft().await;
    assert_eq!(saved.title.unwrap().as_ref(), "Mine");
    let topics = office.topics().await;
    let volumes = topics.iter().find(|topic| topic.name == "Volumes").unwrap();
    assert_eq!(saved.topic, Some(volumes.id.clone()));
}

#[tokio::test]
async fn the_same_change_in_both_is_no_conflict() {
    let office = Office::new().await;
    office.complete().await;
    let admin = office.admin();
    let form = filled(&admin.get(TAB).await, &[("title", "Same")]);
    for _ in 0..2 {
        assert_eq!(send(&admin, &form).await.status, 303);
    }
    let back = filled(&admin.get(TAB).await, &[("title", "Another")]);
    assert_eq!(send(&admin, &back).await.status, 303);
    let told = admin.in_language("et").post(TAB, &super::borrowed(&form)).await;
    assert_eq!(told.status, 412);
    assert!(told.says("Keegi teine on seadeid vahepeal muutnud"));
}
