//! The vendor's side: a request on its way through faults, gate and service.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Method, Uri};
use axum::response::Response;

use super::answer::Answer;
use super::gate::{self, Knock};
use super::mishap;
use crate::api::{self, ApiError, Call, Query, Service};
use crate::fault::{Fault, FaultKind};
use crate::world::World;

pub(crate) async fn serve(
    State(world): State<Arc<World>>,
    method: Method,
    uri: Uri,
    body: Bytes,
) -> Response {
    let path = uri.path().replace("%3A", ":").replace("%3a", ":");
    let Some(path) = service_path(&path) else {
        return Answer::text(404, "Not found").into_response(world.now(), Body::from);
    };
    let raw_query = uri.query().unwrap_or_default();
    let query = Query::read(raw_query);
    let key = query.get("apikey").unwrap_or_default().to_owned();
    let _under_way = world.arrive(&key);
    let shown = mishap::shown_time(&world, &key, path);
    let knock = Knock { path, raw_query, query: &query, body: &body, shown };

    let mut faults = Vec::new();
    let answer = match admit(&world, &knock, &method) {
        Err(refusal) => refusal,
        Ok(service) => {
            faults = world.faults().meet(&key, path);
            mishap::under(&faults, || work(&world, service, &key, query, &body, &faults)).await
        }
    };
    tracing::debug!(%method, path, status = answer.status, "answered");
    mishap::leave(&world, &key, answer, &faults, shown)
}

/// What follows `/api/`, in whatever language.
fn service_path(path: &str) -> Option<&str> {
    ["/api/", "/en/api/", "/et/api/"].iter().find_map(|base| path.strip_prefix(base))
}

fn admit(world: &World, knock: &Knock<'_>, method: &Method) -> Result<Service, Answer> {
    let service = api::service(knock.path)
        .ok_or_else(|| Answer::from(ApiError::new(404, "NOT-FOUND", "no such service or method")))?;
    gate::admit(world, knock)?;
    let has_body = *method == Method::POST && !knock.body.is_empty();
    let is_read = knock.path.ends_with(":get");
    if has_body || (is_read && *method == Method::GET) {
        Ok(service)
    } else {
        Err(ApiError::invalid("POST body read error").into())
    }
}

fn work(world: &World, service: Service, key: &str, query: Query, body: &[u8], faults: &[Fault]) -> Answer {
    let manners = *world.manners();
    let now = world.now();
    let Some((_, mut ledger)) = world.company(key) else {
        return Answer::text(500, "Internal error");
    };
    let mut call = Call {
        ledger: &mut ledger,
        query,
        body,
        now,
        manners,
        page_size: world.page_size as usize,
        endless: mishap::has(faults, FaultKind::Endless),
    };
    service(&mut call).map_or_else(Answer::from, |json| Answer::json(200, json))
}
