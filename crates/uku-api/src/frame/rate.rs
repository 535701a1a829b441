use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use governor::clock::Clock as _;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use uku_core::clock::Clock;
use uku_core::firm::{FirmId, MemberId};
use uku_l10n::Said;
use uku_web::{Desk, Refusal, Refused};

/// How often a member may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Requests in a minute, on the whole.
    pub per_minute: NonZeroU32,
    /// Requests at once, after a while without any.
    pub at_once: NonZeroU32,
}

impl Default for Rate {
    /// 300 a minute, 60 of them at once.
    fn default() -> Self {
        Self { per_minute: NonZeroU32::MIN.saturating_add(299), at_once: NonZeroU32::MIN.saturating_add(59) }
    }
}

/// Those who were not seen for a while are forgotten when there are more than so many.
const MOST_KNOWN: usize = 10_000;

/// Our clock, as the limiter reads it.
#[derive(Clone)]
struct Time(Arc<dyn Clock>);

impl governor::clock::Clock for Time {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let nanos = self.0.now().timestamp_nanos_opt().and_then(|nanos| u64::try_from(nanos).ok());
        Nanos::new(nanos.unwrap_or(0))
    }
}

type Who = (FirmId, MemberId);

/// How often each member has asked of late. It lives as long as the process.
pub(crate) struct PerMember {
    asked: RateLimiter<Who, HashMapStateStore<Who>, Time, NoOpMiddleware<Nanos>>,
    clock: Time,
}

impl PerMember {
    pub(crate) fn new(rate: Rate, clock: Arc<dyn Clock>) -> Arc<Self> {
        let quota = Quota::per_minute(rate.per_minute).allow_burst(rate.at_once);
        let clock = Time(clock);
        Arc::new(Self { asked: RateLimiter::hashmap_with_clock(quota, clock.clone()), clock })
    }

    /// Counts a request; how long to wait if it is one too many.
    fn ask(&self, who: &Who) -> Result<(), Duration> {
        if self.asked.len() > MOST_KNOWN {
            self.asked.retain_recent();
        }
        self.asked.check_key(who).map_err(|wait| wait.wait_time_from(self.clock.now()))
    }
}

/// Passes on the requests of members who don't ask too often, and those of nobody.
pub(crate) async fn within_rate(
    State(members): State<Arc<PerMember>>,
    request: Request,
    next: Next,
) -> Response {
    if let Some(desk) = request.extensions().get::<Desk>() {
        let who = (desk.firm_id().clone(), desk.actor().member.clone());
        if let Err(wait) = members.ask(&who) {
            let seconds = i64::try_from(wait.as_secs()).unwrap_or(60).saturating_add(1);
            let refusal = Refusal::new(Refused::TooMany, Said::of("api-too-many"));
            let after = TimeDelta::try_seconds(seconds).unwrap_or_default();
            return refusal.again_after(after).into_response();
        }
    }
    next.run(request).await
}
