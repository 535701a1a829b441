//! The clauses of custom task fields.

use futures_util::future::join_all;
use rust_decimal::Decimal;
use uku_core::firm::FirmId;
use uku_core::summary::{CustomField, CustomFieldId, CustomFieldKind, TasksError};

use super::tasks::{TasksHarness, october, written};
use crate::build::{firm_a, firm_b, id};

fn field(identity: &str, name: &str) -> CustomField {
    CustomField { id: id(identity), name: name.to_owned(), kind: CustomFieldKind::Number, archived: false }
}

fn archived(identity: &str, name: &str) -> CustomField {
    CustomField { archived: true, ..field(identity, name) }
}

async fn put(harness: &dyn TasksHarness, field: &CustomField) {
    harness.tasks().put_custom_field(&firm_a(), field).await.unwrap();
}

/// The custom task fields of a firm, but for those that it had before.
async fn fields(harness: &dyn TasksHarness, firm: &FirmId) -> Vec<CustomField> {
    let all = harness.tasks().custom_fields(firm).await.unwrap();
    all.into_iter().filter(|field| field.id.as_ref().starts_with("our-")).collect()
}

/// Then by identity, archived ones included.
pub async fn custom_fields_come_by_name(harness: &dyn TasksHarness) {
    let ours = [
        field("our-4", "Laekunud"),
        archived("our-1", "Panka 'õ' \"x\""),
        archived("our-3", "Panka 'õ' \"x\""),
        field("our-2", "Tasutud"),
    ];
    for number in [3, 1, 0, 2] {
        put(harness, &ours[number]).await;
    }
    assert_eq!(fields(harness, &firm_a()).await, ours);
}

/// Also those that can't hold a count.
pub async fn custom_fields_of_every_kind_come_back(harness: &dyn TasksHarness) {
    let mut expected = Vec::new();
    for (number, kind) in CustomFieldKind::ALL.into_iter().enumerate() {
        let of_kind = CustomField { kind, ..field(&format!("our-{number}"), &format!("Väli {number}")) };
        put(harness, &of_kind).await;
        expected.push(of_kind);
    }
    assert_eq!(fields(harness, &firm_a()).await, expected);
}

/// It is renamed, archived and brought back, gets another kind, and may be put as it is.
pub async fn a_custom_field_put_again_is_like_the_last(harness: &dyn TasksHarness) {
    for put_now in [
        field("our-1", "Panka"),
        field("our-1", "Panka"),
        field("our-1", "PANKA"),
        archived("our-1", "Kassa"),
        archived("our-1", "Kassa"),
        CustomField { kind: CustomFieldKind::Text, ..field("our-1", "Kassa") },
    ] {
        put(harness, &put_now).await;
        assert_eq!(fields(harness, &firm_a()).await, [put_now]);
    }
}

/// Two that are offered are never called the same, whatever they hold.
pub async fn a_custom_fields_name_is_taken_whatever_its_case(harness: &dyn TasksHarness) {
    let ours = [field("our-2", "Panka"), field("our-1", "Õlu")];
    for field in &ours {
        put(harness, field).await;
    }
    let text = CustomField { kind: CustomFieldKind::Text, ..field("our-3", "panka") };
    for taken in [field("our-3", "õLU"), text, field("our-2", "Õlu")] {
        let refused = harness.tasks().put_custom_field(&firm_a(), &taken).await;
        assert_eq!(refused, Err(TasksError::NameTaken(taken.name)));
        assert_eq!(fields(harness, &firm_a()).await, ours);
    }
}

/// What is archived may be called like another, and stay so; only when it is brought back there is one too many.
pub async fn an_archived_custom_field_gives_its_name_away(harness: &dyn TasksHarness) {
    put(harness, &archived("our-1", "Panka")).await;
    put(harness, &field("our-2", "panka")).await;
    put(harness, &archived("our-1", "Panka")).await;
    let refused = harness.tasks().put_custom_field(&firm_a(), &field("our-1", "Panka")).await;
    assert_eq!(refused, Err(TasksError::NameTaken("Panka".to_owned())));
    assert_eq!(fields(harness, &firm_a()).await, [archived("our-1", "Panka"), field("our-2", "panka")]);
}

/// However many are put at once.
pub async fn of_many_custom_fields_at_once_one_gets_the_name(harness: &dyn TasksHarness) {
    let firm = firm_a();
    let all: Vec<CustomField> = (0..8).map(|n| field(&format!("our-{n}"), "Panka")).collect();
    let put = join_all(all.iter().map(|field| harness.tasks().put_custom_field(&firm, field))).await;
    assert_eq!(put.iter().filter(|put| put.is_ok()).count(), 1);
    let taken = Err(TasksError::NameTaken("Panka".to_owned()));
    assert!(put.iter().all(|put| put.is_ok() || *put == taken), "{put:?}");
    assert_eq!(fields(harness, &firm).await.len(), 1);
}

/// While a task holds something in it; it may be renamed and archived all the same.
pub async fn a_kind_in_use_stays(harness: &dyn TasksHarness) {
    put(harness, &field("our-1", "Panka")).await;
    written(harness, &[("our-1", 0)]).await;
    let text = |name: &str| CustomField { kind: CustomFieldKind::Text, ..field("our-1", name) };
    let refused = harness.tasks().put_custom_field(&firm_a(), &text("Panka")).await;
    assert_eq!(refused, Err(TasksError::KindInUse));
    assert_eq!(fields(harness, &firm_a()).await, [field("our-1", "Panka")]);
    put(harness, &archived("our-1", "Kassa")).await;
    assert_eq!(fields(harness, &firm_a()).await, [archived("our-1", "Kassa")]);
    harness.delete(&firm_a(), &october()).await;
    put(harness, &text("Kassa")).await;
    assert_eq!(fields(harness, &firm_a()).await, [text("Kassa")]);
}

/// Whoever put the number there; once nothing is in it, it goes, and again nothing happens.
pub async fn a_custom_field_in_use_is_not_deleted(harness: &dyn TasksHarness) {
    let (ours, gone): (_, CustomFieldId) = (field("our-1", "Panka"), id("our-1"));
    put(harness, &ours).await;
    written(harness, &[("sales", 1)]).await;
    harness.edit(&firm_a(), &october(), gone.clone(), Decimal::new(125, 1)).await;
    assert_eq!(harness.tasks().delete_custom_field(&firm_a(), &gone).await, Err(TasksError::InUse));
    assert_eq!(fields(harness, &firm_a()).await, [ours]);
    harness.delete(&firm_a(), &october()).await;
    for _ in 0..2 {
        assert_eq!(harness.tasks().delete_custom_field(&firm_a(), &gone).await, Ok(()));
        assert_eq!(fields(harness, &firm_a()).await, []);
    }
}

/// Each firm has its own, even where identities and names are the same; nor does another firm's task use ours.
pub async fn another_firms_custom_fields_are_not_seen(harness: &dyn TasksHarness) {
    put(harness, &field("our-1", "Panka")).await;
    assert_eq!(fields(harness, &firm_b()).await, []);
    harness.tasks().put_custom_field(&firm_b(), &field("our-2", "Panka")).await.unwrap();
    harness.tasks().put_custom_field(&firm_b(), &field("our-1", "Kassa")).await.unwrap();
    assert_eq!(fields(harness, &firm_a()).await, [field("our-1", "Panka")]);
    written(harness, &[("our-1", 1)]).await;
    harness.tasks().delete_custom_field(&firm_b(), &id("our-1")).await.unwrap();
    assert_eq!(fields(harness, &firm_a()).await, [field("our-1", "Panka")]);
    assert_eq!(fields(harness, &firm_b()).await, [field("our-2", "Panka")]);
}
