//! Whether each firm uses the integration.

use sqlx::PgConnection;
use uku_core::activation::Activation;
use uku_core::firm::FirmId;
use uku_core::store::StoreError;

use crate::error::failed;
use uku_rows::{from_json, to_json, to_word};

/// Relies on it until the transaction ends.
pub(crate) async fn hold(connection: &mut PgConnection, firm: &FirmId) -> Result<(), StoreError> {
    sqlx::query!("SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))", lock(firm))
        .execute(connection)
        .await
        .map_err(failed)?;
    Ok(())
}

/// Waits until nobody relies on it, and holds off others until the transaction ends.
pub(crate) async fn hold_alone(connection: &mut PgConnection, firm: &FirmId) -> Result<(), StoreError> {
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", lock(firm))
        .execute(connection)
        .await
        .map_err(failed)?;
    Ok(())
}

fn lock(firm: &FirmId) -> String {
    format!("uku activation {firm}")
}

pub(crate) async fn read(
    connection: &mut PgConnection,
    firm: &FirmId,
) -> Result<Option<Activation>, StoreError> {
    let activation = sqlx::query_scalar!(
        r#"SELECT activation::text AS "activation!" FROM activations WHERE firm_id = $1"#,
        firm.as_ref(),
    )
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    activation.map(|activation| from_json("activations.activation", &activation)).transpose()
}

pub(crate) async fn put(
    connection: &mut PgConnection,
    firm: &FirmId,
    activation: Activation,
) -> Result<(), StoreError> {
    sqlx::query!("INSERT INTO tenants (firm_id) VALUES ($1) ON CONFLICT DO NOTHING", firm.as_ref())
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    sqlx::query!(
        "INSERT INTO activations (firm_id, state, activation) VALUES ($1, $2, $3::text::json)
         ON CONFLICT (firm_id) DO UPDATE SET state = excluded.state, activation = excluded.activation",
        firm.as_ref(),
        to_word(&activation)?,
        to_json(&activation)?,
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}
