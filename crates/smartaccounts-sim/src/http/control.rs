//! The simulator's own paths, for tests. The README shows what each takes and answers.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use chrono::TimeDelta;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::answer::Answer;
use crate::api::Query;
use crate::books::Mutation;
use crate::config::{Order, PastEnd, VatRounding};
use crate::directory::DirectoryChange;
use crate::fault::Fault;
use crate::world::World;

type Asked = State<Arc<World>>;

/// `GET /_sim/truth`: what is really in the books.
pub(crate) async fn truth(State(world): Asked, uri: Uri) -> Response {
    let query = Query::read(uri.query().unwrap_or_default());
    let get = |name| query.get(name).unwrap_or_default();
    let counts = world.truth(get("publicKey"), get("from"), get("to"));
    reply(&world, counts.map(|months| json!({ "months": months })))
}

/// `GET /_sim/stats`: the requests that arrived.
pub(crate) async fn stats(State(world): Asked) -> Response {
    let stats = world.usage().stats();
    reply(&world, Ok(json!({ "keys": stats })))
}

/// `POST /_sim/mutate`: changes behind the API's back, one or a list.
pub(crate) async fn mutate(State(world): Asked, body: Bytes) -> Response {
    let ids = read::<Value>(&body).and_then(|sent| {
        let mutations: Vec<Mutation> = match sent {
            Value::Array(_) => serde_json::from_value(sent),
            one => serde_json::from_value(one).map(|mutation| vec![mutation]),
        }
        .map_err(|error| error.to_string())?;
        let done = mutations.into_iter().map(|mutation| world.mutate(mutation));
        Ok(done.collect::<Result<Vec<_>, _>>()?.concat())
    });
    reply(&world, ids.map(|ids| json!({ "ids": ids })))
}

/// `POST /_sim/faults`: makes something go wrong.
pub(crate) async fn add_fault(State(world): Asked, body: Bytes) -> Response {
    let added = read::<Fault>(&body).map(|fault| world.faults().add(fault));
    reply(&world, added.map(|()| json!({})))
}

/// `DELETE /_sim/faults`: makes nothing go wrong any more, or nothing that was asked for one key.
pub(crate) async fn clear_faults(State(world): Asked, uri: Uri) -> Response {
    match Query::read(uri.query().unwrap_or_default()).get("publicKey") {
        Some(key) => world.faults().lift(key),
        None => world.faults().clear(),
    }
    reply(&world, Ok(json!({})))
}

/// `GET /_sim/clock`.
pub(crate) async fn time(State(world): Asked) -> Response {
    reply(&world, Ok(json!({ "now": world.now().to_rfc3339() })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    advance: String,
}

/// `POST /_sim/clock`: pushes the clock forward.
pub(crate) async fn advance(State(world): Asked, body: Bytes) -> Response {
    let advanced = read::<Advance>(&body).and_then(|sent| {
        let by = duration(&sent.advance).ok_or("advance must be a duration such as PT24H or P3D")?;
        world.clock.advance(by);
        Ok(json!({ "now": world.now().to_rfc3339() }))
    });
    reply(&world, advanced)
}

fn duration(text: &str) -> Option<TimeDelta> {
    let by = iso8601_duration::Duration::parse(text).ok()?;
    // Greater parts would overflow in the conversion.
    let is_sane = [by.day, by.hour, by.minute, by.second].iter().all(|part| (0.0..1e8).contains(part));
    if is_sane { by.to_chrono() } else { None }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Paging {
    past_end: Option<PastEnd>,
    order: Option<Order>,
}

/// `POST /_sim/paging`: pages after the last, and the order of lists.
pub(crate) async fn paging(State(world): Asked, body: Bytes) -> Response {
    let set = read::<Paging>(&body).map(|sent| {
        let mut manners = world.manners();
        manners.past_end = sent.past_end.unwrap_or(manners.past_end);
        manners.order = sent.order.unwrap_or(manners.order);
        json!({})
    });
    reply(&world, set)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rounding {
    vat: VatRounding,
}

/// `POST /_sim/rounding`: where VAT is rounded.
pub(crate) async fn rounding(State(world): Asked, body: Bytes) -> Response {
    let set = read::<Rounding>(&body).map(|sent| {
        world.manners().vat_rounding = sent.vat;
        json!({})
    });
    reply(&world, set)
}

/// `POST /_sim/directory`: the companies behind the invented sign-in.
pub(crate) async fn directory(State(world): Asked, body: Bytes) -> Response {
    let changed = read::<DirectoryChange>(&body).and_then(|change| world.directory().change(change));
    reply(&world, changed.map(|()| json!({})))
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    serde_json::from_slice(body).map_err(|error| error.to_string())
}

/// 200 with what was asked, or 400 with what is wrong.
fn reply(world: &World, outcome: Result<Value, String>) -> Response {
    let answer = match outcome {
        Ok(value) => Answer::json(200, value.to_string()),
        Err(error) => Answer::json(400, json!({ "error": error }).to_string()),
    };
    answer.into_response(world.now(), Body::from)
}
