//! Whether each firm uses the integration.

use sqlx::SqliteConnection;
use uku_core::activation::Activation;
use uku_core::firm::FirmId;
use uku_core::store::StoreError;

use crate::error::failed;
use uku_rows::{from_json, to_json, to_word};

pub(crate) async fn read(
    connection: &mut SqliteConnection,
    firm: &FirmId,
) -> Result<Option<Activation>, StoreError> {
    let firm = firm.as_ref();
    let row = sqlx::query_scalar!("SELECT activation FROM activations WHERE firm_id = ?", firm)
        .fetch_optional(connection)
        .await
        .map_err(failed)?;
    row.map(|json| from_json("activations.activation", &json)).transpose()
}

pub(crate) async fn put(
    connection: &mut SqliteConnection,
    firm: &FirmId,
    activation: Activation,
) -> Result<(), StoreError> {
    let (firm, kind, json) = (firm.as_ref(), to_word(&activation)?, to_json(&activation)?);
    sqlx::query!(
        "INSERT INTO activations (firm_id, kind, activation) VALUES (?, ?, ?)
         ON CONFLICT (firm_id) DO UPDATE SET kind = excluded.kind, activation = excluded.activation",
        firm,
        kind,
        json,
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}
