use std::collections::BTreeMap;
use std::sync::Mutex;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uku_core::firm::{FirmId, MemberId, Role};
use uku_core::notice::{
    Audience, Notice, NoticeBoard, Notices, NoticesError, PostedNotice, Reader, UnmailedNotice,
};

/// Notices where people can read them.
#[derive(Debug, Default)]
pub struct MemoryNotices {
    firms: Mutex<BTreeMap<FirmId, FirmNotices>>,
}

#[derive(Debug, Default)]
struct FirmNotices {
    /// In order of their numbers, which begin at 1.
    posted: Vec<Posted>,
    read_up_to: BTreeMap<MemberId, i64>,
    addresses: Vec<String>,
}

#[derive(Debug)]
struct Posted {
    number: i64,
    notice: Notice,
    mail: Mail,
}

/// How far the sending of a notice is.
#[derive(Debug)]
enum Mail {
    /// It is not sent, or was.
    Done,
    /// It may be taken from this moment on.
    From(DateTime<Utc>),
}

impl MemoryNotices {
    /// All notices of a firm, in the order in which they were posted.
    #[must_use]
    pub fn posted(&self, firm: &FirmId) -> Vec<Notice> {
        self.of(firm, |notices| notices.posted.iter().map(|posted| posted.notice.clone()).collect())
    }

    fn of<T>(&self, firm: &FirmId, does: impl FnOnce(&mut FirmNotices) -> T) -> T {
        does(self.firms.lock().unwrap().entry(firm.clone()).or_default())
    }
}

impl FirmNotices {
    fn seen_by(&self, reader: &Reader) -> impl DoubleEndedIterator<Item = &Posted> {
        self.posted.iter().filter(|posted| match &posted.notice.to {
            Audience::Member(member) => *member == reader.member,
            Audience::Admins => matches!(reader.role, Role::Owner | Role::Admin),
        })
    }

    fn read_up_to(&self, reader: &Reader) -> i64 {
        self.read_up_to.get(&reader.member).copied().unwrap_or_default()
    }
}

#[async_trait]
impl Notices for MemoryNotices {
    async fn post(&self, firm: &FirmId, notice: &Notice) -> Result<(), NoticesError> {
        self.of(firm, |notices| {
            if notices.posted.iter().all(|posted| posted.notice.key != notice.key) {
                let number = notices.posted.last().map_or(1, |last| last.number + 1);
                let mail = Mail::From(DateTime::<Utc>::MIN_UTC);
                notices.posted.push(Posted { number, notice: notice.clone(), mail });
            }
        });
        Ok(())
    }
}

#[async_trait]
impl NoticeBoard for MemoryNotices {
    async fn page(
        &self,
        firm: &FirmId,
        reader: &Reader,
        before: Option<i64>,
        most: u32,
    ) -> Result<Vec<PostedNotice>, NoticesError> {
        Ok(self.of(firm, |notices| {
            let read_up_to = notices.read_up_to(reader);
            let earlier = |posted: &&Posted| before.is_none_or(|before| posted.number < before);
            let page = notices.seen_by(reader).rev().filter(earlier).take(most as usize);
            page.map(|Posted { number, notice, .. }| PostedNotice {
                number: *number,
                notice: notice.clone(),
                read: *number <= read_up_to,
            })
            .collect()
        }))
    }

    async fn unread(&self, firm: &FirmId, reader: &Reader) -> Result<u64, NoticesError> {
        Ok(self.of(firm, |notices| {
            let read_up_to = notices.read_up_to(reader);
            notices.seen_by(reader).filter(|posted| posted.number > read_up_to).count() as u64
        }))
    }

    async fn mark_read(&self, firm: &FirmId, reader: &Reader, up_to: i64) -> Result<(), NoticesError> {
        self.of(firm, |notices| {
            let read = notices.read_up_to.entry(reader.member.clone()).or_default();
            *read = up_to.max(*read);
        });
        Ok(())
    }

    async fn addresses(&self, firm: &FirmId) -> Result<Vec<String>, NoticesError> {
        Ok(self.of(firm, |notices| notices.addresses.clone()))
    }

    async fn put_addresses(&self, firm: &FirmId, addresses: &[String]) -> Result<(), NoticesError> {
        self.of(firm, |notices| {
            notices.posted.iter_mut().for_each(|posted| posted.mail = Mail::Done);
            notices.addresses = addresses.to_vec();
        });
        Ok(())
    }

    async fn take_unmailed(
        &self,
        firm: &FirmId,
        now: DateTime<Utc>,
        again: DateTime<Utc>,
        most: u32,
    ) -> Result<Vec<UnmailedNotice>, NoticesError> {
        Ok(self.of(firm, |notices| {
            let FirmNotices { posted, addresses, .. } = notices;
            if addresses.is_empty() {
                return Vec::new();
            }
            let may_be_taken = |posted: &&mut Posted| matches!(posted.mail, Mail::From(from) if from <= now);
            let waiting = posted.iter_mut().filter(may_be_taken);
            let take = |posted: &mut Posted| {
                posted.mail = Mail::From(again);
                UnmailedNotice {
                    firm: firm.clone(),
                    number: posted.number,
                    notice: posted.notice.clone(),
                    addresses: addresses.clone(),
                }
            };
            waiting.take(most as usize).map(take).collect()
        }))
    }

    async fn mailed(&self, firm: &FirmId, number: i64) -> Result<(), NoticesError> {
        self.of(firm, |notices| {
            if let Some(posted) = notices.posted.iter_mut().find(|posted| posted.number == number) {
                posted.mail = Mail::Done;
            }
        });
        Ok(())
    }
}
