//! Accounts: people with what lets them in, found by digests of it before their firm is known.

use std::collections::BTreeSet;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uku_core::audit::{Audit as _, AuditEntry};
use uku_core::firm::{FirmId, MemberId};
use uku_core::sign_in::{Account, AccountRefusal, Accounts, Attempts, EmailAddress, TokenDigest};
use uku_core::store::{StoreError, UnitOfWork as _};

use crate::PostgresStore;
use crate::attempts;
use crate::error::failed;
use crate::storable::storable;
use uku_rows::{AccountRow, account_keys, email_key, link_key, parse, session_key, to_integer};

impl PostgresStore {
    /// The account that has something, and still has it when it is read.
    async fn by_key(&self, key: String) -> Result<Option<Account>, StoreError> {
        let found = sqlx::query!("SELECT home, member_id FROM sign_in_keys WHERE key = $1", key)
            .fetch_optional(&self.pool)
            .await
            .map_err(failed)?;
        let Some(found) = found else { return Ok(None) };
        let firm = parse("sign_in_keys.home", &found.home)?;
        let member = parse("sign_in_keys.member_id", &found.member_id)?;
        let account = self.account(&firm, &member).await?;
        Ok(account.filter(|account| account_keys(account).contains(&key)))
    }
}

/// Writes the row of an account, unless another version than that which was read is there.
async fn put_row(connection: &mut PgConnection, account: &Account) -> Result<bool, StoreError> {
    let row = AccountRow::of(account)?;
    let name = storable(&row.name);
    let written = sqlx::query!(
        "INSERT INTO members AS m (firm_id, member_id, name, email, role, exports_invoices, active, password_hash,
             access, version)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9::text::json, $10
         WHERE $11::bigint = 0 OR EXISTS (SELECT FROM members WHERE firm_id = $1 AND member_id = $2)
         ON CONFLICT (firm_id, member_id) DO UPDATE SET name = excluded.name, email = excluded.email,
             role = excluded.role, exports_invoices = excluded.exports_invoices, active = excluded.active,
             password_hash = excluded.password_hash, access = excluded.access, version = excluded.version
             WHERE m.version = $11",
        account.firm.as_ref(),
        row.member_id,
        name.as_ref(),
        row.email,
        row.role,
        row.exports_invoices,
        row.active,
        row.password_hash,
        row.access,
        row.version,
        to_integer(account.version)?,
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(written.rows_affected() == 1)
}

/// Makes what an account is found by what it has now. Refused if another account has the email address; who wants one
/// that somebody is about to get waits for that one.
async fn put_keys(
    connection: &mut PgConnection,
    account: &Account,
) -> Result<Result<(), AccountRefusal>, StoreError> {
    let (firm, member): (&str, &str) = (account.firm.as_ref(), account.member.as_ref());
    let there =
        sqlx::query_scalar!("SELECT key FROM sign_in_keys WHERE home = $1 AND member_id = $2", firm, member,)
            .fetch_all(&mut *connection)
            .await
            .map_err(failed)?;
    let (there, wanted): (BTreeSet<String>, _) = (there.into_iter().collect(), account_keys(account));
    for key in there.difference(&wanted) {
        sqlx::query!("DELETE FROM sign_in_keys WHERE key = $1 AND home = $2", key, firm)
            .execute(&mut *connection)
            .await
            .map_err(failed)?;
    }
    for key in wanted.difference(&there) {
        let added = sqlx::query!(
            "INSERT INTO sign_in_keys (key, home, member_id) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING",
            key,
            firm,
            member,
        )
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
        if added.rows_affected() == 0 {
            return taken(key, account);
        }
    }
    Ok(Ok(()))
}

/// Of what lets a person in, people choose the email address alone; the rest is random.
fn taken(key: &str, account: &Account) -> Result<Result<(), AccountRefusal>, StoreError> {
    if key == email_key(&account.email) {
        Ok(Err(AccountRefusal::EmailTaken))
    } else {
        Err(StoreError::Failed("two people would have one token".to_owned()))
    }
}

#[async_trait]
impl Accounts for PostgresStore {
    async fn by_email(&self, email: &EmailAddress) -> Result<Option<Account>, StoreError> {
        self.by_key(email_key(email)).await
    }

    async fn by_session(&self, token: &TokenDigest) -> Result<Option<Account>, StoreError> {
        self.by_key(session_key(token)).await
    }

    async fn by_link(&self, token: &TokenDigest) -> Result<Option<Account>, StoreError> {
        self.by_key(link_key(token)).await
    }

    async fn account(&self, firm: &FirmId, member: &MemberId) -> Result<Option<Account>, StoreError> {
        let row = sqlx::query_as!(
            AccountRow,
            r#"SELECT member_id, name, email, role, exports_invoices, active, password_hash,
                   access::text AS "access!", version
               FROM members WHERE firm_id = $1 AND member_id = $2"#,
            firm.as_ref(),
            member.as_ref(),
        )
        .fetch_optional(&mut *self.begin(firm).await?)
        .await
        .map_err(failed)?;
        row.map(|row| row.account(firm)).transpose()
    }

    async fn accounts(&self, firm: &FirmId) -> Result<Vec<Account>, StoreError> {
        let rows = sqlx::query_as!(
            AccountRow,
            r#"SELECT member_id, name, email, role, exports_invoices, active, password_hash,
                   access::text AS "access!", version
               FROM members WHERE firm_id = $1 ORDER BY name, member_id"#,
            firm.as_ref(),
        )
        .fetch_all(&mut *self.begin(firm).await?)
        .await
        .map_err(failed)?;
        rows.into_iter().map(|row| row.account(firm)).collect()
    }

    async fn put(
        &self,
        account: &Account,
        entries: &[AuditEntry],
    ) -> Result<Result<(), AccountRefusal>, StoreError> {
        let mut work = self.work(&account.firm).await?;
        if !put_row(&mut work.tx, account).await? {
            return Ok(Err(AccountRefusal::Changed));
        }
        if let Err(refusal) = put_keys(&mut work.tx, account).await? {
            return Ok(Err(refusal));
        }
        work.append(entries).await?;
        Box::new(work).commit().await.map(Ok)
    }

    async fn change_attempts(
        &self,
        key: &TokenDigest,
        forget_before: DateTime<Utc>,
        rule: &(dyn Fn(Option<Attempts>) -> Option<Attempts> + Send + Sync),
    ) -> Result<Option<Attempts>, StoreError> {
        let mut tx = self.pool.begin().await.map_err(failed)?;
        let before = attempts::change(&mut tx, key, rule).await?;
        attempts::forget(&mut tx, forget_before).await?;
        tx.commit().await.map_err(failed)?;
        Ok(before)
    }
}
