//! The firms, where no larger product has them.

use sqlx::PgConnection;
use uku_core::firm::Firm;
use uku_core::store::StoreError;

use crate::error::failed;
use crate::storable::storable;
use uku_rows::to_word;

pub(crate) async fn put(connection: &mut PgConnection, firm: &Firm) -> Result<(), StoreError> {
    let (name, code) = (storable(&firm.name), firm.registry_code.as_deref().map(storable));
    sqlx::query!(
        "INSERT INTO firms (firm_id, name, registry_code, owner_id, plan, lapsed, time_zone)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (firm_id) DO UPDATE SET name = excluded.name, registry_code = excluded.registry_code,
             owner_id = excluded.owner_id, plan = excluded.plan, lapsed = excluded.lapsed,
             time_zone = excluded.time_zone",
        firm.id.as_ref(),
        name.as_ref(),
        code.as_deref(),
        firm.owner.as_ref(),
        to_word(&firm.subscription.plan)?,
        firm.subscription.lapsed,
        firm.time_zone.name(),
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}
