//! Who is let in: signature, timestamp, key, limits, rights.

use chrono::{DateTime, TimeDelta, Utc};

use super::answer::Answer;
use crate::api::{ApiError, Query};
use crate::world::World;
use crate::{estonian, signing};

/// How far a timestamp may lie from the simulator's clock, either way.
const TOLERANCE: TimeDelta = TimeDelta::minutes(15);

/// A request as the gate sees it.
pub(crate) struct Knock<'a> {
    pub(crate) path: &'a str,
    pub(crate) raw_query: &'a str,
    pub(crate) query: &'a Query,
    pub(crate) body: &'a [u8],
    /// The time that this key is shown, which a fault may have shifted.
    pub(crate) shown: DateTime<Utc>,
}

/// Lets a request in, or tells why not.
pub(crate) fn admit(world: &World, knock: &Knock<'_>) -> Result<(), Answer> {
    let key = authenticate(world, knock)?;
    if world.limits && !world.usage().admit(key, world.now()) {
        return Err(Answer::over_limit());
    }
    let permitted = world.company(key).is_some_and(|(_, ledger)| ledger.permits(knock.path));
    if !permitted {
        let message = format!("the key has no right to use {}", knock.path);
        return Err(ApiError::new(403, "NO-RIGHT", message).into());
    }
    Ok(())
}

fn authenticate<'a>(world: &World, knock: &Knock<'a>) -> Result<&'a str, Answer> {
    let refuse = |code, message| Answer::from(ApiError::new(401, code, message));
    let (signed, signature) = signing::split(knock.raw_query)
        .ok_or_else(|| refuse("SIGNATURE-MISSING", "signature is missing or is not the last parameter"))?;
    let key = knock.query.get("apikey").ok_or_else(|| refuse("APIKEY-MISSING", "apikey is missing"))?;
    let (secret, revoked) = world
        .company(key)
        .map(|(keys, ledger)| (&keys.secret_key, ledger.revoked))
        .ok_or_else(|| refuse("APIKEY-UNKNOWN", "apikey is not known"))?;
    if !signing::matches(secret, signed, knock.body, signature) {
        return Err(refuse("SIGNATURE-WRONG", "signature does not match the request"));
    }
    if revoked {
        return Err(refuse("APIKEY-REVOKED", "apikey was revoked"));
    }
    let timestamp = knock.query.get("timestamp").and_then(estonian::read_timestamp);
    let (one, other) =
        timestamp.ok_or_else(|| refuse("TIMESTAMP-WRONG", "timestamp must be written as ddMMyyyyHHmmss"))?;
    let is_near = |at: DateTime<Utc>| (knock.shown - at).abs() <= TOLERANCE;
    if !is_near(one) && !is_near(other) {
        return Err(refuse("TIMESTAMP-STALE", "timestamp is more than 15 minutes from the server's time"));
    }
    Ok(key)
}
