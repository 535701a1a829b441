//! The host's accounts and users, as the integration's firms and actors.

use sqlx::{Row as _, SqliteConnection};
use uku_core::firm::{Actor, Firm, FirmId, MemberId, Subscription};

use crate::database::word;
use crate::{HostDatabase, HostError};

impl HostDatabase {
    /// Who a signed-in user is to the integration; none if the firm has no such user, or not any more. The host has
    /// checked the password, or whatever it goes by: the integration believes what it is told here.
    pub async fn actor(&self, firm: &FirmId, user: &MemberId) -> Result<Option<Actor>, HostError> {
        let row = sqlx::query(
            "SELECT u.role, a.plan, a.suspended FROM users AS u JOIN accounts AS a ON a.id = u.account_id
             WHERE a.slug = ? AND u.login = ? AND NOT u.left_us",
        )
        .bind(firm.as_ref())
        .bind(user.as_ref())
        .fetch_optional(&self.pool)
        .await?;
        row.map(|row| {
            Ok(Actor {
                firm: firm.clone(),
                member: user.clone(),
                role: word(&row, "role")?,
                exports_invoices: false,
                subscription: Subscription { plan: word(&row, "plan")?, lapsed: row.try_get("suspended")? },
            })
        })
        .transpose()
    }
}

pub(crate) async fn read(db: &mut SqliteConnection, firm: &FirmId) -> Result<Option<Firm>, HostError> {
    let row = sqlx::query(
        "SELECT a.title, a.reg_no, a.plan, a.suspended, a.time_zone, u.login
         FROM accounts AS a JOIN users AS u ON u.account_id = a.id AND u.role = 'owner' WHERE a.slug = ?",
    )
    .bind(firm.as_ref())
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(Firm {
            id: firm.clone(),
            name: row.try_get("title")?,
            registry_code: row.try_get("reg_no")?,
            owner: word(&row, "login")?,
            subscription: Subscription { plan: word(&row, "plan")?, lapsed: row.try_get("suspended")? },
            time_zone: word(&row, "time_zone")?,
        })
    })
    .transpose()
}
