use async_trait::async_trait;
use uku_core::client::ClientId;
use uku_core::connection::{
    Connection, ConnectionOwner, ConnectionState, Connections, KeyHint, SealedKeys, Standing,
};
use uku_core::ledger::KeyFingerprint;
use uku_core::store::StoreError;
use uku_core::vault::{SealedDataKey, SealedSecret};

use crate::error::failed;
use crate::unit_of_work::SqliteWork;
use uku_rows::{from_json, instant, parse, standing, to_json, to_word};

const OWN_BOOKS: &str = "own-books";
const CLIENT: &str = "client:";

/// An owner as its `Display` wrote it.
fn owner(text: &str) -> Result<ConnectionOwner, StoreError> {
    match text.strip_prefix(CLIENT) {
        Some(client) => Ok(ConnectionOwner::Client(parse("connections.owner", client)?)),
        None if text == OWN_BOOKS => Ok(ConnectionOwner::OwnBooks),
        None => Err(StoreError::Corrupt(format!("connections.owner: `{text}` is nobody"))),
    }
}

struct ConnectionRow {
    owner: String,
    key_fingerprint: String,
    hint: String,
    saved_at: String,
    state: String,
    paused: bool,
}

impl ConnectionRow {
    fn connection(self) -> Result<Connection, StoreError> {
        Ok(Connection {
            owner: owner(&self.owner)?,
            fingerprint: KeyFingerprint::from_stored(self.key_fingerprint),
            hint: KeyHint::from_stored(self.hint),
            saved_at: parse("connections.saved_at", &self.saved_at)?,
            state: from_json("connections.state", &self.state)?,
            paused: self.paused,
        })
    }
}

#[async_trait]
impl Connections for SqliteWork {
    async fn all(&mut self) -> Result<Vec<Connection>, StoreError> {
        let firm = self.firm.as_ref();
        let rows = sqlx::query_as!(
            ConnectionRow,
            r#"SELECT owner, key_fingerprint, hint, saved_at, state, paused AS "paused: bool" FROM connections
               WHERE firm_id = ? ORDER BY owner <> 'own-books', owner"#,
            firm,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        rows.into_iter().map(ConnectionRow::connection).collect()
    }

    async fn get(&mut self, owner: &ConnectionOwner) -> Result<Option<Connection>, StoreError> {
        let (firm, owner) = (self.firm.as_ref(), owner.to_string());
        let row = sqlx::query_as!(
            ConnectionRow,
            r#"SELECT owner, key_fingerprint, hint, saved_at, state, paused AS "paused: bool" FROM connections
               WHERE firm_id = ? AND owner = ?"#,
            firm,
            owner,
        )
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(failed)?;
        row.map(ConnectionRow::connection).transpose()
    }

    async fn get_to_change(&mut self, owner: &ConnectionOwner) -> Result<Option<Connection>, StoreError> {
        // There is one unit of work at a time.
        self.get(owner).await
    }

    async fn of_clients(&mut self, clients: &[ClientId]) -> Result<Vec<Connection>, StoreError> {
        let owners: Vec<String> = clients.iter().map(|client| format!("{CLIENT}{client}")).collect();
        let (firm, owners) = (self.firm.as_ref(), to_json(&owners)?);
        let rows = sqlx::query_as!(
            ConnectionRow,
            r#"SELECT owner, key_fingerprint, hint, saved_at, state, paused AS "paused: bool" FROM connections
               WHERE firm_id = ? AND owner IN (SELECT value FROM json_each(?)) ORDER BY owner"#,
            firm,
            owners,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        rows.into_iter().map(ConnectionRow::connection).collect()
    }

    async fn standings(&mut self) -> Result<Vec<(ClientId, Standing)>, StoreError> {
        let firm = self.firm.as_ref();
        // One row of all, since there may be thousands.
        let all = sqlx::query_scalar!(
            r#"SELECT json_group_array(json_array(owner, kind, paused) ORDER BY owner) AS "all!: String"
               FROM connections WHERE firm_id = ? AND owner <> 'own-books'"#,
            firm,
        )
        .fetch_one(&mut *self.tx)
        .await
        .map_err(failed)?;
        let all: Vec<(String, String, i64)> = from_json("connections", &all)?;
        let mut standings = Vec::with_capacity(all.len());
        for (text, kind, paused) in all {
            if let ConnectionOwner::Client(client) = owner(&text)? {
                standings.push((client, standing("connections.kind", &kind, paused != 0)?));
            }
        }
        Ok(standings)
    }

    async fn holders(&mut self, fingerprint: &KeyFingerprint) -> Result<Vec<ConnectionOwner>, StoreError> {
        let (firm, fingerprint) = (self.firm.as_ref(), fingerprint.as_str());
        let rows = sqlx::query_scalar!(
            "SELECT owner FROM connections WHERE firm_id = ? AND key_fingerprint = ?
             ORDER BY owner <> 'own-books', owner",
            firm,
            fingerprint,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        rows.iter().map(|text| owner(text)).collect()
    }

    async fn put(&mut self, connection: &Connection, keys: &SealedKeys) -> Result<(), StoreError> {
        let owner = connection.owner.to_string();
        self.delete_keys(&owner).await?;
        self.put_connection(&owner, connection).await?;
        let firm = self.firm.as_ref();
        sqlx::query!(
            "INSERT INTO connection_keys (firm_id, owner, data_key, public_key, secret_key) VALUES (?, ?, ?, ?, ?)",
            firm,
            owner,
            keys.data_key.0,
            keys.public.0,
            keys.secret.0,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    async fn keys(&mut self, owner: &ConnectionOwner) -> Result<Option<SealedKeys>, StoreError> {
        let (firm, owner) = (self.firm.as_ref(), owner.to_string());
        let row = sqlx::query!(
            "SELECT data_key, public_key, secret_key FROM connection_keys WHERE firm_id = ? AND owner = ?",
            firm,
            owner,
        )
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(row.map(|row| SealedKeys {
            data_key: SealedDataKey(row.data_key),
            public: SealedSecret(row.public_key),
            secret: SealedSecret(row.secret_key),
        }))
    }

    async fn set_state(
        &mut self,
        owner: &ConnectionOwner,
        fingerprint: &KeyFingerprint,
        state: &ConnectionState,
    ) -> Result<bool, StoreError> {
        let (firm, owner, fingerprint) = (self.firm.as_ref(), owner.to_string(), fingerprint.as_str());
        let (kind, state) = (to_word(state)?, to_json(state)?);
        let set = sqlx::query!(
            "UPDATE connections SET kind = ?, state = ? WHERE firm_id = ? AND owner = ? AND key_fingerprint = ?",
            kind,
            state,
            firm,
            owner,
            fingerprint,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(set.rows_affected() > 0)
    }

    async fn set_paused(&mut self, owner: &ConnectionOwner, paused: bool) -> Result<bool, StoreError> {
        let (firm, owner) = (self.firm.as_ref(), owner.to_string());
        let set = sqlx::query!(
            "UPDATE connections SET paused = ? WHERE firm_id = ? AND owner = ?",
            paused,
            firm,
            owner,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(set.rows_affected() > 0)
    }

    async fn delete(&mut self, owner: &ConnectionOwner) -> Result<bool, StoreError> {
        let owner = owner.to_string();
        self.delete_keys(&owner).await?;
        let firm = self.firm.as_ref();
        let deleted = sqlx::query!("DELETE FROM connections WHERE firm_id = ? AND owner = ?", firm, owner)
            .execute(&mut *self.tx)
            .await
            .map_err(failed)?;
        Ok(deleted.rows_affected() > 0)
    }

    async fn replace_data_key(
        &mut self,
        owner: &ConnectionOwner,
        old: &SealedDataKey,
        new: &SealedDataKey,
    ) -> Result<bool, StoreError> {
        let (firm, owner) = (self.firm.as_ref(), owner.to_string());
        let replaced = sqlx::query!(
            "UPDATE connection_keys SET data_key = ? WHERE firm_id = ? AND owner = ? AND data_key = ?",
            new.0,
            firm,
            owner,
            old.0,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        let replaced = replaced.rows_affected() > 0;
        self.destroys |= replaced;
        Ok(replaced)
    }
}

impl SqliteWork {
    async fn put_connection(&mut self, owner: &str, connection: &Connection) -> Result<(), StoreError> {
        let (firm, fingerprint) = (self.firm.as_ref(), connection.fingerprint.as_str());
        let (hint, saved_at) = (connection.hint.as_str(), instant(connection.saved_at));
        let (kind, state) = (to_word(&connection.state)?, to_json(&connection.state)?);
        sqlx::query!(
            "INSERT INTO connections (firm_id, owner, key_fingerprint, hint, saved_at, kind, state, paused)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (firm_id, owner) DO UPDATE SET key_fingerprint = excluded.key_fingerprint,
                 hint = excluded.hint, saved_at = excluded.saved_at, kind = excluded.kind,
                 state = excluded.state, paused = excluded.paused",
            firm,
            owner,
            fingerprint,
            hint,
            saved_at,
            kind,
            state,
            connection.paused,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    async fn delete_keys(&mut self, owner: &str) -> Result<(), StoreError> {
        let firm = self.firm.as_ref();
        let deleted =
            sqlx::query!("DELETE FROM connection_keys WHERE firm_id = ? AND owner = ?", firm, owner)
                .execute(&mut *self.tx)
                .await
                .map_err(failed)?;
        self.destroys |= deleted.rows_affected() > 0;
        Ok(())
    }
}
