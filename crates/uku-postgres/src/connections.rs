use async_trait::async_trait;
use uku_core::client::ClientId;
use uku_core::connection::{
    Connection, ConnectionOwner, ConnectionState, Connections, KeyHint, SealedKeys, Standing,
};
use uku_core::ledger::KeyFingerprint;
use uku_core::store::StoreError;
use uku_core::vault::{SealedDataKey, SealedSecret};

use crate::error::failed;
use crate::unit_of_work::PostgresWork;
use uku_rows::{from_json, instant, parse, standing, to_json, to_word};

struct ConnectionRow {
    client_id: Option<String>,
    fingerprint: String,
    hint: String,
    saved_at: String,
    state: String,
    paused: bool,
}

impl ConnectionRow {
    fn connection(self) -> Result<Connection, StoreError> {
        Ok(Connection {
            owner: owner(self.client_id.as_deref())?,
            fingerprint: KeyFingerprint::from_stored(self.fingerprint),
            hint: KeyHint::from_stored(self.hint),
            saved_at: parse("connections.saved_at", &self.saved_at)?,
            state: from_json("connections.state", &self.state)?,
            paused: self.paused,
        })
    }
}

fn owner(client: Option<&str>) -> Result<ConnectionOwner, StoreError> {
    client.map_or(Ok(ConnectionOwner::OwnBooks), |client| {
        parse("connections.client_id", client).map(ConnectionOwner::Client)
    })
}

macro_rules! select_connections {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            ConnectionRow,
            r#"SELECT client_id, fingerprint, hint, saved_at, state::text AS "state!", paused
               FROM connections WHERE firm_id = $1 "# + $rest,
            $($argument),+
        )
    };
}

#[async_trait]
impl Connections for PostgresWork {
    async fn all(&mut self) -> Result<Vec<Connection>, StoreError> {
        let rows = select_connections!("ORDER BY client_id NULLS FIRST", self.firm.as_ref())
            .fetch_all(&mut *self.tx)
            .await
            .map_err(failed)?;
        rows.into_iter().map(ConnectionRow::connection).collect()
    }

    async fn get(&mut self, owner: &ConnectionOwner) -> Result<Option<Connection>, StoreError> {
        let row = select_connections!("AND owner = $2", self.firm.as_ref(), owner.to_string())
            .fetch_optional(&mut *self.tx)
            .await
            .map_err(failed)?;
        row.map(ConnectionRow::connection).transpose()
    }

    async fn get_to_change(&mut self, owner: &ConnectionOwner) -> Result<Option<Connection>, StoreError> {
        self.hold("connections").await?;
        self.get(owner).await
    }

    async fn of_clients(&mut self, clients: &[ClientId]) -> Result<Vec<Connection>, StoreError> {
        let owner = |client: &ClientId| ConnectionOwner::Client(client.clone()).to_string();
        let owners: Vec<String> = clients.iter().map(owner).collect();
        let rows =
            select_connections!("AND owner = ANY($2) ORDER BY client_id", self.firm.as_ref(), &owners[..])
                .fetch_all(&mut *self.tx)
                .await
                .map_err(failed)?;
        rows.into_iter().map(ConnectionRow::connection).collect()
    }

    async fn standings(&mut self) -> Result<Vec<(ClientId, Standing)>, StoreError> {
        let rows = sqlx::query!(
            r#"SELECT client_id AS "client_id!", state_word, paused FROM connections
               WHERE firm_id = $1 AND client_id IS NOT NULL ORDER BY client_id"#,
            self.firm.as_ref(),
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        let of_row = |client: &str, word: &str, paused| {
            Ok((parse("connections.client_id", client)?, standing("connections.state_word", word, paused)?))
        };
        rows.iter().map(|row| of_row(&row.client_id, &row.state_word, row.paused)).collect()
    }

    async fn holders(&mut self, fingerprint: &KeyFingerprint) -> Result<Vec<ConnectionOwner>, StoreError> {
        let clients = sqlx::query_scalar!(
            "SELECT client_id FROM connections WHERE firm_id = $1 AND fingerprint = $2 ORDER BY client_id NULLS FIRST",
            self.firm.as_ref(),
            fingerprint.as_str(),
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        clients.iter().map(|client| owner(client.as_deref())).collect()
    }

    async fn put(&mut self, connection: &Connection, keys: &SealedKeys) -> Result<(), StoreError> {
        sqlx::query!(
            "INSERT INTO connections (firm_id, owner, client_id, fingerprint, hint, saved_at, state_word, state, paused,
                 data_key, public_key, secret_key)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::json, $9, $10, $11, $12)
             ON CONFLICT (firm_id, owner) DO UPDATE SET fingerprint = excluded.fingerprint, hint = excluded.hint,
                 saved_at = excluded.saved_at, state_word = excluded.state_word, state = excluded.state,
                 paused = excluded.paused, data_key = excluded.data_key, public_key = excluded.public_key,
                 secret_key = excluded.secret_key",
            self.firm.as_ref(),
            connection.owner.to_string(),
            connection.owner.client().map(AsRef::<str>::as_ref),
            connection.fingerprint.as_str(),
            connection.hint.as_str(),
            instant(connection.saved_at),
            to_word(&connection.state)?,
            to_json(&connection.state)?,
            connection.paused,
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
        let row = sqlx::query!(
            "SELECT data_key, public_key, secret_key FROM connections WHERE firm_id = $1 AND owner = $2",
            self.firm.as_ref(),
            owner.to_string(),
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
        let set = sqlx::query!(
            "UPDATE connections SET state_word = $4, state = $5::text::json
             WHERE firm_id = $1 AND owner = $2 AND fingerprint = $3",
            self.firm.as_ref(),
            owner.to_string(),
            fingerprint.as_str(),
            to_word(state)?,
            to_json(state)?,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(set.rows_affected() > 0)
    }

    async fn set_paused(&mut self, owner: &ConnectionOwner, paused: bool) -> Result<bool, StoreError> {
        let set = sqlx::query!(
            "UPDATE connections SET paused = $3 WHERE firm_id = $1 AND owner = $2",
            self.firm.as_ref(),
            owner.to_string(),
            paused,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(set.rows_affected() > 0)
    }

    async fn delete(&mut self, owner: &ConnectionOwner) -> Result<bool, StoreError> {
        let deleted = sqlx::query!(
            "DELETE FROM connections WHERE firm_id = $1 AND owner = $2",
            self.firm.as_ref(),
            owner.to_string(),
        )
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
        let replaced = sqlx::query!(
            "UPDATE connections SET data_key = $4 WHERE firm_id = $1 AND owner = $2 AND data_key = $3",
            self.firm.as_ref(),
            owner.to_string(),
            old.0,
            new.0,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(replaced.rows_affected() > 0)
    }
}
