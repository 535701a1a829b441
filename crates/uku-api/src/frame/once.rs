use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, ETAG, HeaderName, LOCATION};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uku_core::answers::{Answer, AnswerKey, Begun, RequestFingerprint, RequestKey};
use uku_l10n::Said;
use uku_web::{Desk, Refusal, Refused};

use crate::problem;

/// By which a request that came before is known.
pub(crate) const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// No operation that takes a key takes a larger document.
const LARGEST_BODY: usize = 4 * 1024 * 1024;
/// Headers of an answer that are answered again.
const KEPT: [HeaderName; 3] = [CONTENT_TYPE, LOCATION, ETAG];

/// An answer as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

/// Does a POST with a key once: whoever sends it again gets the same answer, and nothing is done.
pub(crate) async fn once(request: Request, next: Next) -> Response {
    let key = request.headers().get(IDEMPOTENCY_KEY).filter(|_| request.method() == Method::POST);
    let desk = request.extensions().get::<Desk>().cloned();
    let (Some(key), Some(desk)) = (key.cloned(), desk) else { return next.run(request).await };
    match begin(&desk, &key, request).await {
        Ok(Beginning::Done(answer)) => answer,
        Ok(Beginning::New(key, request)) => finish(desk, key, request, next).await,
        Err(refusal) => refusal.into_response(),
    }
}

enum Beginning {
    Done(Response),
    New(AnswerKey, Request),
}

async fn begin(desk: &Desk, key: &HeaderValue, request: Request) -> Result<Beginning, Refusal> {
    let key = key.to_str().ok().and_then(|key| key.parse::<RequestKey>().ok());
    let key = key.ok_or_else(|| Refusal::new(Refused::Malformed, Said::of("api-key-malformed")))?;
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, LARGEST_BODY)
        .await
        .map_err(|_| Refusal::new(Refused::TooLarge, Said::of("api-body-too-large")))?;
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let fingerprint = fingerprint(&parts.method, path, &body);
    let key = AnswerKey { member: desk.actor().member.clone(), key };
    let mut work = desk.store().open(desk.firm_id()).await?;
    let begun = work.answers().begin(&key, fingerprint, desk.means().clock.now()).await?;
    work.commit().await?;
    match begun {
        Begun::New => Ok(Beginning::New(key, Request::from_parts(parts, Body::from(body)))),
        Begun::Answered(answer) => again(&answer).map(Beginning::Done),
        Begun::UnderWay => {
            let refusal = Refusal::new(Refused::Conflict, Said::of("api-key-under-way"));
            Err(refusal.again_after(TimeDelta::seconds(1)))
        }
        Begun::Other => Err(Refusal::new(Refused::Invalid, Said::of("api-key-other"))),
    }
}

/// What a request asks for: one of the same method, address and document asks for the same.
fn fingerprint(method: &Method, path: &str, body: &Bytes) -> RequestFingerprint {
    let mut sha = Sha256::new();
    for part in [method.as_str().as_bytes(), path.as_bytes(), body] {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part);
    }
    RequestFingerprint(sha.finalize().into())
}

/// Does it to the end, also if whoever asked leaves, and keeps what was answered.
async fn finish(desk: Desk, key: AnswerKey, request: Request, next: Next) -> Response {
    let doing = tokio::spawn(async move {
        let response = problem::spoken(next.run(request).await, desk.locale());
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
        if let Err(refusal) = keep(&desk, &key, parts.status, &parts.headers, &body).await {
            // It was done all the same, so that is what is said.
            tracing::error!(said = refusal.said.key(), "an answer could not be kept");
        }
        Response::from_parts(parts, Body::from(body))
    });
    doing.await.unwrap_or_else(|died| Refusal::broken(&died).into_response())
}

/// Whether the same request may be answered otherwise soon: we failed, or something was in the way.
fn passes(status: StatusCode) -> bool {
    let in_the_way = [StatusCode::CONFLICT, StatusCode::PRECONDITION_FAILED, StatusCode::TOO_MANY_REQUESTS];
    status.is_server_error() || in_the_way.contains(&status)
}

/// Keeps an answer; one that passes is forgotten, so that it may be tried again.
async fn keep(
    desk: &Desk,
    key: &AnswerKey,
    status: StatusCode,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<(), Refusal> {
    let mut work = desk.store().open(desk.firm_id()).await?;
    if passes(status) {
        work.answers().forget(key).await?;
    } else {
        let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let kept = Kept {
            status: status.as_u16(),
            headers: (KEPT.iter())
                .filter_map(|name| Some((name.to_string(), text(name)?.to_owned())))
                .collect(),
            body: String::from_utf8_lossy(body).into_owned(),
        };
        let bytes = serde_json::to_vec(&kept).map_err(|error| Refusal::broken(&error))?;
        work.answers().finish(key, &Answer(bytes)).await?;
    }
    work.commit().await?;
    Ok(())
}

fn again(answer: &Answer) -> Result<Response, Refusal> {
    let kept: Kept = serde_json::from_slice(&answer.0).map_err(|error| Refusal::broken(&error))?;
    let mut response = Response::new(Body::from(kept.body));
    *response.status_mut() = StatusCode::from_u16(kept.status).map_err(|error| Refusal::broken(&error))?;
    for (name, value) in kept.headers {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse::<HeaderValue>()) {
            response.headers_mut().insert(name, value);
        }
    }
    Ok(response)
}
