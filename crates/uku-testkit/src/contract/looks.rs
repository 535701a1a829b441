//! Looking at the memory without changing it, and changing what others change.

use futures_util::future::join_all;
use uku_core::summary::{SettingsDraft, TaskTitle};

use super::store::{StoreHarness, commit, open};
use crate::build::{firm_a, firm_b, id};

/// Whatever was committed before, and nothing else.
pub async fn a_look_shows_what_was_committed(harness: &dyn StoreHarness) {
    let said = SettingsDraft { title: Some(id("Books")), ..SettingsDraft::default() };
    let seen = async || {
        let mut look = harness.store().look(&firm_a()).await.unwrap();
        look.settings_draft().await.unwrap()
    };
    assert_eq!(seen().await, None);
    let mut dropped = open(harness, &firm_a()).await;
    dropped.put_settings_draft(&said).await.unwrap();
    drop(dropped);
    assert_eq!(seen().await, None);
    commit(harness, &firm_a(), async |work| work.put_settings_draft(&said).await.unwrap()).await;
    assert_eq!(seen().await, Some(said));
    let theirs = harness.store().look(&firm_b()).await.unwrap().settings_draft().await.unwrap();
    assert_eq!(theirs, None);
}

/// Of many who each add to the settings what they found there, none loses what another added.
pub async fn who_changes_settings_holds_off_others(harness: &dyn StoreHarness) {
    let add = async |letter: char| {
        let mut work = open(harness, &firm_a()).await;
        let before = work.settings_draft_to_change().await.unwrap().unwrap_or_default();
        let title = before.title.as_ref().map_or("", |title: &TaskTitle| title.as_ref());
        let title = Some(id(&format!("{title}{letter}")));
        work.put_settings_draft(&SettingsDraft { title, ..before }).await.unwrap();
        work.commit().await.unwrap();
    };
    join_all("abcdefgh".chars().map(add)).await;
    let settings = open(harness, &firm_a()).await.settings_draft().await.unwrap().unwrap();
    let title: &str = settings.title.as_ref().unwrap().as_ref();
    let mut letters: Vec<char> = title.chars().collect();
    letters.sort_unstable();
    assert_eq!(letters.into_iter().collect::<String>(), "abcdefgh");
}
