use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::routes::Access;
use crate::site::Site;
use crate::who::{Credentials, Visitor};

/// What the guard of one route knows.
#[derive(Clone)]
pub(crate) struct Guard {
    pub(crate) site: Arc<Site>,
    pub(crate) access: Access,
}

/// Lets in who may call a route, with their desk.
pub(crate) async fn guard(State(guard): State<Guard>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let visitor = Visitor::of(request.headers(), path);
    request.extensions_mut().insert(visitor.clone());
    let credentials = Credentials::of(request.headers(), guard.site.settings.https);
    match (desk(&guard.site, &credentials, visitor).await, guard.access) {
        (Ok(Some(desk)), access) => {
            if let Access::May(action) = access
                && let Err(denied) = desk.actor().may(action)
            {
                let mut response = Refusal::from(denied).into_response();
                response.extensions_mut().insert(desk);
                return response;
            }
            let known = desk.clone();
            request.extensions_mut().insert(desk);
            let mut response = next.run(request).await;
            response.extensions_mut().insert(known);
            response
        }
        (Ok(None), Access::Anybody) => next.run(request).await,
        (Ok(None), _) => Refusal::signed_out().into_response(),
        (Err(refusal), _) => refusal.into_response(),
    }
}

/// The desk of whoever asks; none if nobody is known.
async fn desk(
    site: &Arc<Site>,
    credentials: &Credentials,
    visitor: Visitor,
) -> Result<Option<Desk>, Refusal> {
    if credentials.token.is_none() {
        return Ok(None);
    }
    let Some(identity) = site.gate.identify(credentials).await? else { return Ok(None) };
    let firm = site.means.clients.firm(&identity.actor.firm).await?;
    let Some(firm) = firm else { return Ok(None) };
    Ok(Some(Desk { site: Arc::clone(site), identity: Arc::new(identity), firm: Arc::new(firm), visitor }))
}
