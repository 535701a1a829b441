//! The firms, where no larger product has them.

use sqlx::{Executor, Sqlite};
use uku_core::firm::{Firm, FirmId, Subscription};
use uku_core::store::StoreError;

use crate::error::failed;
use uku_rows::{from_word, parse, to_word};

pub(crate) async fn read(
    executor: impl Executor<'_, Database = Sqlite>,
    firm: &FirmId,
) -> Result<Option<Firm>, StoreError> {
    let id = firm.as_ref();
    let row = sqlx::query!(
        r#"SELECT name, registry_code, owner_id, plan, lapsed AS "lapsed: bool", time_zone FROM firms
           WHERE firm_id = ?"#,
        id,
    )
    .fetch_optional(executor)
    .await
    .map_err(failed)?;
    row.map(|row| {
        Ok(Firm {
            id: firm.clone(),
            name: row.name,
            registry_code: row.registry_code,
            owner: parse("firms.owner_id", &row.owner_id)?,
            subscription: Subscription { plan: from_word("firms.plan", row.plan)?, lapsed: row.lapsed },
            time_zone: parse("firms.time_zone", &row.time_zone)?,
        })
    })
    .transpose()
}

pub(crate) async fn put(
    executor: impl Executor<'_, Database = Sqlite>,
    firm: &Firm,
) -> Result<(), StoreError> {
    let (id, owner, plan) = (firm.id.as_ref(), firm.owner.as_ref(), to_word(&firm.subscription.plan)?);
    let time_zone = firm.time_zone.to_string();
    sqlx::query!(
        "INSERT INTO firms (firm_id, name, registry_code, owner_id, plan, lapsed, time_zone)
         VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (firm_id) DO UPDATE SET name = excluded.name, registry_code = excluded.registry_code,
             owner_id = excluded.owner_id, plan = excluded.plan, lapsed = excluded.lapsed,
             time_zone = excluded.time_zone",
        id,
        firm.name,
        firm.registry_code,
        owner,
        plan,
        firm.subscription.lapsed,
        time_zone,
    )
    .execute(executor)
    .await
    .map_err(failed)?;
    Ok(())
}
