//! A run while it goes on, sent to the page that shows it.

use std::convert::Infallible;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::stream::{self, StreamExt};
use uku_core::run::{RunId, RunProgress};
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use super::named;
use super::view::{Asked, View, progress};
use crate::page::{Nav, Page};

/// How often the run is looked at, unless a look takes long.
const EVERY: TimeDelta = TimeDelta::seconds(1);
/// How much longer than a look the pause after it is at least.
const PAUSE: i32 = 4;
/// How long one answer goes on. Then the browser asks again, and is asked again who it is.
const LONGEST: TimeDelta = TimeDelta::minutes(10);
/// Tells the page that no more comes.
const OVER: &str = "over";

/// What is inside of the live part of the page.
#[derive(Template)]
#[template(path = "runs/live.html")]
struct LivePart {
    page: Page,
    view: View,
}

/// What is sent from time to time.
struct Live {
    desk: Desk,
    page: Page,
    run: RunId,
    asked: Asked,
    until: DateTime<Utc>,
    /// What was sent last.
    sent: Option<(RunProgress, String)>,
    /// When the run is looked at next.
    next_look: DateTime<Utc>,
    step: Step,
}

enum Step {
    Looking,
    /// All was sent; the page is told so.
    Over,
    Ended,
}

pub(super) async fn events(
    desk: Desk,
    Path(run): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let run = named(&run)?;
    // Whoever may not see it, or asks for none, is told so at once.
    progress(&desk, run).await?;
    let page = Page::of(&desk, Nav::Runs, &Said::of("runs-title")).await?;
    let now = desk.means().clock.now();
    let stopped = desk.site.errands.stopped();
    let (until, next_look) = (now + LONGEST, now);
    let live = Live { desk, page, run, asked, until, sent: None, next_look, step: Step::Looking };
    let events = stream::unfold(live, next).take_until(Box::pin(stopped));
    Ok(Sse::new(events).keep_alive(KeepAlive::default()).into_response())
}

async fn next(mut live: Live) -> Option<(Result<Event, Infallible>, Live)> {
    match live.step {
        Step::Looking => {}
        Step::Over => {
            live.step = Step::Ended;
            return Some((Ok(Event::default().event(OVER).data(OVER)), live));
        }
        Step::Ended => return None,
    }
    loop {
        let clock = live.desk.means().clock.clone();
        if live.next_look >= live.until {
            return None;
        }
        clock.sleep_until(live.next_look).await;
        let began = clock.now();
        // What went wrong is in the log; the browser asks again and is told.
        let html = live.look().await.ok()?;
        let ended = clock.now();
        live.next_look = ended + EVERY.max((ended - began) * PAUSE);
        if let Some(html) = html {
            return Some((Ok(Event::default().data(html)), live));
        }
    }
}

impl Live {
    /// How the page is now; none if it is as it was.
    async fn look(&mut self) -> Result<Option<String>, Refusal> {
        let now = progress(&self.desk, self.run).await?;
        if self.sent.as_ref().is_some_and(|(before, _)| *before == now) {
            return Ok(None);
        }
        let view = View::of(&self.desk, &self.page, &now, &self.asked).await?;
        let over = view.over;
        let part = LivePart { page: self.page.clone(), view };
        let html = part.render().map_err(|error| Refusal::broken(&error))?;
        let is_news = self.sent.as_ref().is_none_or(|(_, before)| *before != html);
        if over {
            self.step = Step::Over;
        }
        self.sent = Some((now, html.clone()));
        Ok((is_news || over).then_some(html))
    }
}
