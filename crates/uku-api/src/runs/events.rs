use std::convert::Infallible;

use axum::response::sse::{Event, KeepAlive, Sse};
use chrono::TimeDelta;
use futures_util::Stream;
use futures_util::stream::unfold;
use uku_core::run::RunProgress;
use uku_web::Desk;
use uuid::Uuid;

use super::out::RunOut;
use super::progress;

/// How often it is looked how far a run is.
const LOOKS: TimeDelta = TimeDelta::seconds(1);

struct Watch {
    desk: Desk,
    run: Uuid,
    /// What is to be told next; none when the run is over.
    next: Option<RunProgress>,
}

/// How far a run is, each time it has come further, until it is over.
pub(super) fn of(
    desk: Desk,
    run: Uuid,
    first: RunProgress,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let watch = Watch { desk, run, next: Some(first) };
    let events = unfold(watch, |mut watch| async move {
        let told = watch.next.take()?;
        let event = Event::default().event("run").json_data(RunOut::of(&told, watch.desk.locale())).ok()?;
        if !told.is_over() {
            watch.next = further(&watch, &told).await;
        }
        Some((Ok(event), watch))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

/// The run when it has come further; none if it is not there any more, or can't be looked at.
async fn further(watch: &Watch, told: &RunProgress) -> Option<RunProgress> {
    let clock = &watch.desk.means().clock;
    loop {
        clock.sleep_until(clock.now() + LOOKS).await;
        let now = progress(&watch.desk, watch.run).await.ok()?;
        if now.items != told.items || now.round != told.round {
            return Some(now);
        }
    }
}
