use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uku_l10n::Said;
use uku_web::{Desk, Refusal, Refused};
use utoipa::ToSchema;

/// Where a page of a list ends, for whoever asks for the next. What is inside is ours.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String)]
pub(crate) struct Cursor(String);

/// A list with its filters, in a firm: a cursor of one list is none of another.
pub(crate) struct List(String);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Inside<P> {
    of: String,
    at: P,
}

impl List {
    /// A list by its name and everything that it is filtered by.
    pub(crate) fn of(desk: &Desk, name: &str, filters: &impl std::fmt::Debug) -> Self {
        let digest = Sha256::digest(format!("{:?}", (name, desk.firm_id().as_ref(), filters)));
        Self(URL_SAFE_NO_PAD.encode(&digest[..12]))
    }

    /// The cursor of a position.
    pub(crate) fn cursor(&self, at: &impl Serialize) -> Result<Cursor, Refusal> {
        let inside = serde_json::to_vec(&Inside { of: self.0.clone(), at });
        let inside = inside.map_err(|error| Refusal::broken(&error))?;
        Ok(Cursor(URL_SAFE_NO_PAD.encode(inside)))
    }

    /// The position of a cursor, if one was given.
    pub(crate) fn position<P: DeserializeOwned>(
        &self,
        cursor: Option<&Cursor>,
    ) -> Result<Option<P>, Refusal> {
        let Some(cursor) = cursor else { return Ok(None) };
        let bytes = URL_SAFE_NO_PAD.decode(&cursor.0).ok();
        let inside = bytes.and_then(|bytes| serde_json::from_slice::<Inside<P>>(&bytes).ok());
        let inside = inside.filter(|inside| inside.of == self.0);
        inside.map(|inside| Some(inside.at)).ok_or_else(foreign)
    }
}

fn foreign() -> Refusal {
    Refusal::new(Refused::Malformed, Said::of("api-cursor-foreign"))
        .remedied(Some(Said::of("api-cursor-foreign-remedy")))
}
