use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use secrecy::ExposeSecret;
use tokio::sync::Mutex;
use tracing::warn;
use uku_core::clock::Clock;

use super::claims::Claims;
use super::{HostKeys, HostKeysError};
use crate::refusal::Refusal;
use crate::who::{Credentials, Gate, Identity};

/// Clocks of two computers differ by less.
const LEEWAY: TimeDelta = TimeDelta::seconds(60);
/// Keys that were read so long ago are read again, since the host may have withdrawn some.
const KEYS_FRESH: TimeDelta = TimeDelta::minutes(10);
/// Tokens of unknown keys make us read the keys anew, but no more often than this.
const KEYS_AGAIN: TimeDelta = TimeDelta::seconds(30);
/// Signatures that are accepted: those with a public key only.
const ALGORITHMS: [Algorithm; 9] = [
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
];

/// Which tokens are ours to accept.
#[derive(Debug, Clone)]
pub struct HostTokens {
    /// Who issues them: their `iss`.
    pub issuer: String,
    /// For whom they are: one of their `aud`.
    pub audience: String,
}

/// Knows people by the tokens that the host signed.
pub struct HostGate {
    tokens: HostTokens,
    source: Box<dyn HostKeys>,
    clock: Arc<dyn Clock>,
    read: Mutex<Option<ReadKeys>>,
}

#[derive(Clone)]
struct ReadKeys {
    at: DateTime<Utc>,
    set: Arc<JwkSet>,
}

impl HostGate {
    /// Accepts these tokens, checked by the keys of this source.
    #[must_use]
    pub fn new(tokens: HostTokens, source: Box<dyn HostKeys>, clock: Arc<dyn Clock>) -> Self {
        Self { tokens, source, clock, read: Mutex::new(None) }
    }

    /// The keys, read within this time. Old ones serve on while the host can't be reached.
    async fn keys(&self, within: TimeDelta) -> Result<Arc<JwkSet>, HostKeysError> {
        let now = self.clock.now();
        let mut read = self.read.lock().await;
        if let Some(known) = read.as_ref().filter(|known| now - known.at < within) {
            return Ok(Arc::clone(&known.set));
        }
        let fresh = self.source.read().await.and_then(|text| {
            serde_json::from_str::<JwkSet>(&text).map_err(|error| HostKeysError(error.to_string()))
        });
        let set = match (fresh, read.as_ref()) {
            (Ok(set), _) => Arc::new(set),
            (Err(error), Some(known)) => {
                warn!(%error, "the former keys serve on");
                Arc::clone(&known.set)
            }
            (Err(error), None) => return Err(error),
        };
        *read = Some(ReadKeys { at: now, set: Arc::clone(&set) });
        Ok(set)
    }

    /// The key of a name, looked up anew where it is unknown: hosts change their keys.
    async fn key(&self, name: &str) -> Result<Option<DecodingKey>, HostKeysError> {
        for within in [KEYS_FRESH, KEYS_AGAIN] {
            let keys = self.keys(within).await?;
            if let Some(key) = keys.find(name) {
                return Ok(DecodingKey::from_jwk(key).ok());
            }
        }
        Ok(None)
    }

    fn is_in_time(&self, claims: &Claims) -> bool {
        let now = self.clock.now();
        let moment = |seconds: i64| DateTime::from_timestamp(seconds, 0);
        let begun = claims.nbf.is_none_or(|nbf| moment(nbf).is_some_and(|from| from <= now + LEEWAY));
        begun && moment(claims.exp).is_some_and(|until| now < until + LEEWAY)
    }
}

#[async_trait]
impl Gate for HostGate {
    async fn identify(&self, credentials: &Credentials) -> Result<Option<Identity>, Refusal> {
        let Some(token) = &credentials.token else { return Ok(None) };
        let token = token.expose_secret();
        let Ok(header) = decode_header(token) else { return Ok(None) };
        let Some(name) = header.kid.filter(|_| ALGORITHMS.contains(&header.alg)) else { return Ok(None) };
        let key = self.key(&name).await.map_err(|error| Refusal::unavailable(&error))?;
        let Some(key) = key else { return Ok(None) };
        let mut rules = Validation::new(header.alg);
        rules.set_issuer(&[&self.tokens.issuer]);
        rules.set_audience(&[&self.tokens.audience]);
        rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // By our own clock, below.
        rules.validate_exp = false;
        rules.validate_nbf = false;
        let Ok(data) = decode::<Claims>(token, &key, &rules) else { return Ok(None) };
        Ok(Some(data.claims).filter(|claims| self.is_in_time(claims)).map(Identity::from))
    }
}
