use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;
use uku_core::calendar::{ImportDay, current_month};
use uku_core::summary::TaskTitle;
use uku_l10n::{Said, Say};
use uku_web::{Desk, Refusal};

use super::typed::time;
use crate::html::html;

/// What something typed comes to.
#[derive(Template)]
#[template(path = "data_import/preview.html")]
struct Preview {
    text: String,
}

#[derive(Deserialize)]
pub(super) struct TitleQuery {
    #[serde(default)]
    title: String,
}

/// What a title comes to.
pub(super) async fn title(desk: Desk, Query(query): Query<TitleQuery>) -> Result<Response, Refusal> {
    html(&Preview { text: title_preview(&desk, &query.title) })
}

#[derive(Deserialize)]
pub(super) struct DayQuery {
    #[serde(default)]
    import_day: String,
    #[serde(default)]
    import_time: String,
}

/// When a rule imports.
pub(super) async fn day(desk: Desk, Query(query): Query<DayQuery>) -> Result<Response, Refusal> {
    html(&Preview { text: day_preview(&desk, &query.import_day, &query.import_time) })
}

/// The title of the task of this month, and what is wrong with it if it can't be one; empty if nothing is typed.
pub(super) fn title_preview(desk: &Desk, title: &str) -> String {
    let locale = desk.locale();
    if title.trim().is_empty() {
        return String::new();
    }
    let month = current_month(desk.firm.time_zone, desk.means().clock.now());
    let said = match TaskTitle::try_from(title) {
        Ok(title) => {
            let example = locale.text("data-import-example-client");
            Said::of("data-import-preview").with("title", title.render(&example, month))
        }
        Err(error) => error.said(),
    };
    locale.say(&said)
}

/// When this month is imported by a rule, and what the rule misses; empty if none is chosen.
pub(super) fn day_preview(desk: &Desk, day: &str, at: &str) -> String {
    let (locale, zone) = (desk.locale(), desk.firm.time_zone);
    let Ok(day) = day.parse::<ImportDay>() else { return String::new() };
    let at = time(at).unwrap_or_else(|| day.usual_time());
    let month = current_month(zone, desk.means().clock.now());
    let example =
        Said::of("data-import-day-example").with("month", month).with("at", day.instant_for(month, at, zone));
    let example = locale.say(&example);
    match day {
        ImportDay::FollowingMonth(_) => example,
        ImportDay::LastWorkDay | ImportDay::LastCalendarDay => {
            format!("{example} {}", locale.text("data-import-day-misses"))
        }
    }
}
