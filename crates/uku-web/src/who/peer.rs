use core::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::convert::Infallible;
use std::sync::Arc;

use crate::site::Site;

/// The address of the network from which a request came, as far as that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub Option<IpAddr>);

/// Who speaks for others says for whom in this header; the last entry is the one that our own proxy wrote.
const FORWARDED_FOR: &str = "x-forwarded-for";

impl FromRequestParts<Arc<Site>> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Infallible> {
        if site.settings.behind_proxy {
            let forwarded = parts.headers.get_all(FORWARDED_FOR).iter().next_back();
            let last =
                forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
            return Ok(Self(last));
        }
        Ok(parts.extensions.get::<Self>().copied().unwrap_or(Self(None)))
    }
}
