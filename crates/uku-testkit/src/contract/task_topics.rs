//! The clauses of topics.

use futures_util::future::join_all;
use uku_core::firm::FirmId;
use uku_core::summary::{SummaryDraft, SummaryWrite, TasksError, Topic, TopicId};

use super::tasks::{TasksHarness, october, stamp};
use crate::build::{draft, firm_a, firm_b, id};

fn topic(identity: &str, name: &str) -> Topic {
    Topic { id: id(identity), name: name.to_owned(), archived: false }
}

fn archived(identity: &str, name: &str) -> Topic {
    Topic { archived: true, ..topic(identity, name) }
}

async fn put(harness: &dyn TasksHarness, topic: &Topic) {
    harness.tasks().put_topic(&firm_a(), topic).await.unwrap();
}

/// The topics of a firm, but for those that it had before.
async fn topics(harness: &dyn TasksHarness, firm: &FirmId) -> Vec<Topic> {
    let all = harness.tasks().topics(firm).await.unwrap();
    all.into_iter().filter(|topic| topic.id.as_ref().starts_with("our-")).collect()
}

/// Then by identity, archived ones included, each as it was put.
pub async fn topics_come_by_name(harness: &dyn TasksHarness) {
    let ours = [
        topic("our-4", "Aruanded"),
        archived("our-1", "Palk 'õ' \"x\""),
        archived("our-3", "Palk 'õ' \"x\""),
        topic("our-2", "Raamatupidamine"),
    ];
    for number in [3, 1, 0, 2] {
        put(harness, &ours[number]).await;
    }
    assert_eq!(topics(harness, &firm_a()).await, ours);
}

/// It is renamed, archived and brought back, and may be put as it is.
pub async fn a_topic_put_again_is_like_the_last(harness: &dyn TasksHarness) {
    for put_now in [
        topic("our-1", "Palk"),
        topic("our-1", "Palk"),
        topic("our-1", "PALK"),
        archived("our-1", "Tasud"),
        archived("our-1", "Tasud"),
        topic("our-1", "Tasud"),
    ] {
        put(harness, &put_now).await;
        assert_eq!(topics(harness, &firm_a()).await, [put_now]);
    }
}

/// Two that are offered are never called the same.
pub async fn a_topics_name_is_taken_whatever_its_case(harness: &dyn TasksHarness) {
    let ours = [topic("our-2", "Palk"), topic("our-1", "Õunad")];
    for topic in &ours {
        put(harness, topic).await;
    }
    for taken in [topic("our-3", "õUNAD"), topic("our-3", "palk"), topic("our-2", "Õunad")] {
        let refused = harness.tasks().put_topic(&firm_a(), &taken).await;
        assert_eq!(refused, Err(TasksError::NameTaken(taken.name)));
        assert_eq!(topics(harness, &firm_a()).await, ours);
    }
}

/// What is archived may be called like another, and stay so; only when it is brought back there is one too many.
pub async fn an_archived_topic_gives_its_name_away(harness: &dyn TasksHarness) {
    put(harness, &archived("our-1", "Palk")).await;
    put(harness, &topic("our-2", "palk")).await;
    put(harness, &archived("our-1", "Palk")).await;
    let refused = harness.tasks().put_topic(&firm_a(), &topic("our-1", "Palk")).await;
    assert_eq!(refused, Err(TasksError::NameTaken("Palk".to_owned())));
    assert_eq!(topics(harness, &firm_a()).await, [archived("our-1", "Palk"), topic("our-2", "palk")]);
}

/// However many are put at once.
pub async fn of_many_topics_at_once_one_gets_the_name(harness: &dyn TasksHarness) {
    let (firm, all): (_, Vec<Topic>) =
        (firm_a(), (0..8).map(|n| topic(&format!("our-{n}"), "Palk")).collect());
    let put = join_all(all.iter().map(|topic| harness.tasks().put_topic(&firm, topic))).await;
    assert_eq!(put.iter().filter(|put| put.is_ok()).count(), 1);
    let taken = Err(TasksError::NameTaken("Palk".to_owned()));
    assert!(put.iter().all(|put| put.is_ok() || *put == taken), "{put:?}");
    assert_eq!(topics(harness, &firm).await.len(), 1);
}

/// While a task is filed under it; once nothing is, it goes, and again nothing happens.
pub async fn a_topic_in_use_is_not_deleted(harness: &dyn TasksHarness) {
    let (ours, gone): (_, TopicId) = (topic("our-1", "Palk"), id("our-1"));
    put(harness, &ours).await;
    let draft = SummaryDraft { topic: ours.id.clone(), ..draft(october(), &[("sales", 1)]) };
    let write = SummaryWrite { draft, expected: None, stamp: stamp(1, 0) };
    harness.tasks().write_summary(&firm_a(), &write).await.unwrap();
    assert_eq!(harness.tasks().delete_topic(&firm_a(), &gone).await, Err(TasksError::InUse));
    assert_eq!(topics(harness, &firm_a()).await, [ours]);
    harness.delete(&firm_a(), &october()).await;
    for _ in 0..2 {
        assert_eq!(harness.tasks().delete_topic(&firm_a(), &gone).await, Ok(()));
        assert_eq!(topics(harness, &firm_a()).await, []);
    }
}

/// Each firm has its own, even where identities and names are the same.
pub async fn another_firms_topics_are_not_seen(harness: &dyn TasksHarness) {
    put(harness, &topic("our-1", "Palk")).await;
    assert_eq!(topics(harness, &firm_b()).await, []);
    harness.tasks().put_topic(&firm_b(), &topic("our-2", "Palk")).await.unwrap();
    harness.tasks().put_topic(&firm_b(), &topic("our-1", "Tasud")).await.unwrap();
    assert_eq!(topics(harness, &firm_a()).await, [topic("our-1", "Palk")]);
    harness.tasks().delete_topic(&firm_b(), &id("our-1")).await.unwrap();
    assert_eq!(topics(harness, &firm_a()).await, [topic("our-1", "Palk")]);
    assert_eq!(topics(harness, &firm_b()).await, [topic("our-2", "Palk")]);
}
