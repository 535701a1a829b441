//! Faults as they happen to an answer.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::stream;

use super::answer::Answer;
use crate::fault::{Fault, FaultKind};
use crate::world::World;

/// Long enough for what was sent so far to leave the computer.
const BEFORE_CUT: Duration = Duration::from_millis(20);
const HUGE: u64 = 64 << 20;
const CHUNK: &[u8] = &[b' '; 64 << 10];

/// The time that a request is shown, which a fault may have shifted.
pub(crate) fn shown_time(world: &World, key: &str, path: &str) -> DateTime<Utc> {
    let ms = world.faults().skew(key, path);
    let now = world.now();
    TimeDelta::try_milliseconds(ms).and_then(|by| now.checked_add_signed(by)).unwrap_or(now)
}

/// Does the work of a request, late or not at all if a fault says so.
pub(crate) async fn under(faults: &[Fault], work: impl FnOnce() -> Answer) -> Answer {
    for fault in faults.iter().filter(|fault| fault.kind == FaultKind::Delay) {
        let ms = fault.ms.and_then(|ms| u64::try_from(ms).ok()).unwrap_or_default();
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
    faults.iter().find_map(instead).unwrap_or_else(work)
}

/// Lets an answer leave, as far as its faults let it, and notes it.
pub(crate) fn leave(
    world: &World,
    key: &str,
    answer: Answer,
    faults: &[Fault],
    shown: DateTime<Utc>,
) -> Response {
    let lost = has(faults, FaultKind::LostAnswer);
    world.usage().answered(key, if lost { 0 } else { answer.status });
    answer.into_response(shown, |text| body(faults, text))
}

/// What a fault answers instead of the service, if it does.
fn instead(fault: &Fault) -> Option<Answer> {
    match fault.kind {
        FaultKind::Error => {
            Some(Answer::text(fault.status.unwrap_or(500), fault.body.as_deref().unwrap_or("Internal error")))
        }
        FaultKind::OverLimit => Some(Answer::over_limit()),
        FaultKind::Unpaid => Some(Answer::unpaid()),
        FaultKind::Body | FaultKind::Huge => {
            Some(Answer::json(fault.status.unwrap_or(200), fault.body.as_deref().unwrap_or_default()))
        }
        FaultKind::Delay
        | FaultKind::Cut
        | FaultKind::Garble
        | FaultKind::LostAnswer
        | FaultKind::Skew
        | FaultKind::Endless => None,
    }
}

/// The body that leaves, when these faults happen to it.
fn body(faults: &[Fault], text: String) -> Body {
    let huge = faults.iter().find(|fault| fault.kind == FaultKind::Huge);
    if has(faults, FaultKind::LostAnswer) {
        lost()
    } else if let Some(fault) = huge {
        spaces(fault.bytes.unwrap_or(HUGE))
    } else if has(faults, FaultKind::Cut) {
        cut(text)
    } else if has(faults, FaultKind::Garble) {
        let half = text.floor_char_boundary(text.len() / 2);
        Body::from(format!("{}\u{fffd}", text.get(..half).unwrap_or_default()))
    } else {
        Body::from(text)
    }
}

pub(crate) fn has(faults: &[Fault], kind: FaultKind) -> bool {
    faults.iter().any(|fault| fault.kind == kind)
}

/// A body that fails before its first byte: the connection closes before even the status has left.
fn lost() -> Body {
    Body::from_stream(stream::once(async { Err::<Bytes, _>(broken()) }))
}

/// Half of a body, then the end of the connection.
fn cut(text: String) -> Body {
    let bytes = Bytes::from(text);
    let half = bytes.slice(..bytes.len() / 2);
    Body::from_stream(stream::unfold(Some(half), |half| async {
        if let Some(half) = half {
            return Some((Ok(half), None));
        }
        tokio::time::sleep(BEFORE_CUT).await;
        Some((Err(broken()), None))
    }))
}

fn spaces(bytes: u64) -> Body {
    Body::from_stream(stream::unfold(bytes, |left| async move {
        let chunk = usize::try_from(left).unwrap_or(usize::MAX).min(CHUNK.len());
        (chunk > 0).then(|| (Ok::<_, io::Error>(Bytes::from_static(&CHUNK[..chunk])), left - chunk as u64))
    }))
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionAborted, "a fault that was asked for")
}
