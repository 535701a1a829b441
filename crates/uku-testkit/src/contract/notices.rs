//! The clauses of [`Notices`], whatever people see of them.

use async_trait::async_trait;
use futures_util::future::join_all;
use uku_core::firm::FirmId;
use uku_core::notice::{Audience, MissedBecause, Notice, NoticeEvent, Notices};

use crate::build::{at, firm_a, firm_b, month};
use crate::fake::MemoryNotices;

/// Notices of the [`two_firms`](crate::build::two_firms), none of them posted yet.
#[async_trait]
pub trait NoticesHarness: Send + Sync {
    /// The adapter.
    fn notices(&self) -> &dyn Notices;
    /// How many notices the Owner of a firm was told. All notices of the clauses are for the Owner and the Admins.
    async fn told(&self, firm: &FirmId) -> usize;
}

#[async_trait]
impl NoticesHarness for MemoryNotices {
    fn notices(&self) -> &dyn Notices {
        self
    }

    async fn told(&self, firm: &FirmId) -> usize {
        self.posted(firm).len()
    }
}

suite! { $ notices_contract, notices {
    each_key_is_told_once,
    a_key_that_was_told_stays_told_whatever_else_the_notice_says,
    another_firms_keys_do_not_count,
    of_many_posts_of_a_key_at_once_one_is_told,
} }

/// A notice for the Owner and the Admins.
pub(super) fn notice(key: &str) -> Notice {
    let event = NoticeEvent::ImportMissed { month: month("2026-10"), because: MissedBecause::SettingsBroken };
    Notice { key: key.to_owned(), at: at("2026-11-10T05:00:00.123Z"), to: Audience::Admins, event }
}

async fn post(harness: &dyn NoticesHarness, firm: &FirmId, notice: &Notice) {
    harness.notices().post(firm, notice).await.unwrap();
}

/// Different events are told each, repeats of one are not.
pub async fn each_key_is_told_once(harness: &dyn NoticesHarness) {
    for key in ["import-missed:2026-09", "import-missed:2026-10", "import-missed:2026-09"] {
        post(harness, &firm_a(), &notice(key)).await;
    }
    assert_eq!(harness.told(&firm_a()).await, 2);
}

/// Whoever repeats it after a crash may find other words for it, or another time.
pub async fn a_key_that_was_told_stays_told_whatever_else_the_notice_says(harness: &dyn NoticesHarness) {
    post(harness, &firm_a(), &notice("key")).await;
    let event = NoticeEvent::ImportMissed { month: month("2026-09"), because: MissedBecause::NotRunning };
    let again = Notice { at: at("2026-11-11T05:00:00Z"), event, ..notice("key") };
    post(harness, &firm_a(), &again).await;
    assert_eq!(harness.told(&firm_a()).await, 1);
}

/// Two firms may have the same event, and neither is told of the other's.
pub async fn another_firms_keys_do_not_count(harness: &dyn NoticesHarness) {
    post(harness, &firm_a(), &notice("key")).await;
    assert_eq!(harness.told(&firm_b()).await, 0);
    post(harness, &firm_b(), &notice("key")).await;
    assert_eq!((harness.told(&firm_a()).await, harness.told(&firm_b()).await), (1, 1));
}

/// Several programs may find out the same at once, and none of them fails for it.
pub async fn of_many_posts_of_a_key_at_once_one_is_told(harness: &dyn NoticesHarness) {
    let (firm, notice) = (firm_a(), notice("key"));
    let posted = join_all((0..8).map(|_| harness.notices().post(&firm, &notice))).await;
    assert!(posted.iter().all(Result::is_ok), "{posted:?}");
    assert_eq!(harness.told(&firm).await, 1);
}
