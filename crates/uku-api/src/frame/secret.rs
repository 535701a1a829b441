use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use utoipa::ToSchema;

/// A secret that comes with a request.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(from = "String")]
#[schema(value_type = String, format = "password")]
pub(crate) struct Secret(pub(crate) SecretString);

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

/// A secret that is shown once, to whoever it was made for.
pub(crate) fn shown_once(secret: &SecretString) -> String {
    secret.expose_secret().to_owned()
}
