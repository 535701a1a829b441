use chrono::{DateTime, TimeDelta, Utc};

use super::{Answer, RequestFingerprint};

/// Whoever began a request and gave no answer for so long is taken for dead. A request is given up long before that.
pub const UNDER_WAY_AT_MOST: TimeDelta = TimeDelta::minutes(10);

/// How long answers are kept.
pub const ANSWERS_KEPT: TimeDelta = TimeDelta::hours(24);

/// What to do with a request that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// Do it: it came for the first time, or whoever began it died.
    New,
    /// Somebody is doing it right now.
    UnderWay,
    /// It was done; this was answered.
    Answered(Answer),
    /// The key belongs to a request that asks for something else.
    Other,
}

/// What is kept of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRequest {
    /// What it asks for.
    pub fingerprint: RequestFingerprint,
    /// When somebody began to do it.
    pub begun_at: DateTime<Utc>,
    /// What was answered; none while nothing was.
    pub answer: Option<Answer>,
}

impl KeptRequest {
    /// What to do with a request of the same key.
    ///
    /// ```
    /// # use uku_core::answers::{Begun, KeptRequest, RequestFingerprint, UNDER_WAY_AT_MOST};
    /// let begun_at = "2026-11-10T09:00:00Z".parse().unwrap();
    /// let kept = KeptRequest { fingerprint: RequestFingerprint([1; 32]), begun_at, answer: None };
    /// assert_eq!(kept.begin(RequestFingerprint([1; 32]), begun_at), Begun::UnderWay);
    /// assert_eq!(kept.begin(RequestFingerprint([1; 32]), begun_at + UNDER_WAY_AT_MOST), Begun::New);
    /// assert_eq!(kept.begin(RequestFingerprint([2; 32]), begun_at), Begun::Other);
    /// ```
    #[must_use]
    pub fn begin(&self, fingerprint: RequestFingerprint, now: DateTime<Utc>) -> Begun {
        if self.fingerprint != fingerprint {
            return Begun::Other;
        }
        match &self.answer {
            Some(answer) => Begun::Answered(answer.clone()),
            None if now - self.begun_at < UNDER_WAY_AT_MOST => Begun::UnderWay,
            None => Begun::New,
        }
    }
}
