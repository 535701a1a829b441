//! Writing of clients: all that is needed is read at once, decided in memory, and written at once, so that an import
//! of thousands takes a handful of statements.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::PgConnection;
use uku_core::client::{
    Client, ClientId, ClientRefusal, ClientWrite, Contact, registry_code_key, search_key, search_text,
};
use uku_core::firm::FirmId;
use uku_core::store::StoreError;

use crate::PostgresStore;
use crate::clients::select_clients;
use crate::error::failed;
use crate::storable::storable;
use uku_rows::{parse, to_integer, to_word};

impl PostgresStore {
    /// What came of each write; none if there is no such firm.
    pub(super) async fn write_all(
        &self,
        firm: &FirmId,
        writes: &[ClientWrite],
    ) -> Result<Option<Vec<Result<(), ClientRefusal>>>, StoreError> {
        let mut tx = self.begin(firm).await?;
        // One call at a time in a firm: whoever gives a registry code sees who got it before.
        let lock = format!("uku clients {firm}");
        sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", lock)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        if !exists(&mut tx, firm).await? {
            return Ok(None);
        }
        let mut desk = Desk::read(&mut tx, firm, writes).await?;
        let results = writes.iter().map(|write| desk.accept(write)).collect();
        let changed: Vec<&Client> = desk.changed.iter().filter_map(|id| desk.clients.get(id)).collect();
        put(&mut tx, firm, &changed).await?;
        put_contacts(&mut tx, firm, &changed).await?;
        tx.commit().await.map_err(failed)?;
        Ok(Some(results))
    }
}

/// The clients that one call is about, as they are while its writes are gone through.
struct Desk {
    clients: BTreeMap<ClientId, Client>,
    /// Who has the registry codes that the call is about.
    holders: BTreeMap<String, BTreeSet<ClientId>>,
    changed: BTreeSet<ClientId>,
}

impl Desk {
    async fn read(tx: &mut PgConnection, firm: &FirmId, writes: &[ClientWrite]) -> Result<Self, StoreError> {
        let ids: Vec<String> = writes.iter().map(|write| write.client.id.to_string()).collect();
        let rows = select_clients!("AND client_id = ANY($2)", firm.as_ref(), &ids[..])
            .fetch_all(&mut *tx)
            .await
            .map_err(failed)?;
        let mut clients = BTreeMap::new();
        for row in rows {
            let client = row.client()?;
            clients.insert(client.id.clone(), client);
        }
        let keys: Vec<String> = writes.iter().filter_map(|write| key(&write.client)).collect();
        let rows = sqlx::query!(
            r#"SELECT client_id, registry_key AS "registry_key!" FROM clients
               WHERE firm_id = $1 AND registry_key = ANY($2)"#,
            firm.as_ref(),
            &keys[..],
        )
        .fetch_all(tx)
        .await
        .map_err(failed)?;
        let mut holders: BTreeMap<String, BTreeSet<ClientId>> = BTreeMap::new();
        for row in rows {
            let holder = parse("clients.client_id", &row.client_id)?;
            holders.entry(row.registry_key).or_default().insert(holder);
        }
        Ok(Self { clients, holders, changed: BTreeSet::new() })
    }

    fn accept(&mut self, write: &ClientWrite) -> Result<(), ClientRefusal> {
        let client = as_stored(&write.client);
        let found = self.clients.get(&client.id);
        if found == Some(&client) {
            return Ok(());
        }
        if found != write.expected.as_ref().map(as_stored).as_ref() {
            return Err(ClientRefusal::Changed);
        }
        let (before, after) = (found.and_then(key), key(&client));
        if let Some(code) = after.as_ref().filter(|code| before.as_ref() != Some(code)) {
            let holders = self.holders.entry(code.clone()).or_default();
            if let Some(other) = holders.iter().find(|holder| **holder != client.id) {
                return Err(ClientRefusal::RegistryCodeTaken(other.clone()));
            }
            holders.insert(client.id.clone());
        }
        let given_up = before.filter(|before| after.as_ref() != Some(before));
        if let Some(holders) = given_up.and_then(|code| self.holders.get_mut(&code)) {
            holders.remove(&client.id);
        }
        self.changed.insert(client.id.clone());
        self.clients.insert(client.id.clone(), client);
        Ok(())
    }
}

fn key(client: &Client) -> Option<String> {
    client.registry_code.as_deref().and_then(registry_code_key)
}

/// The client as it comes back from the database.
fn as_stored(client: &Client) -> Client {
    let text = |text: &String| storable(text).into_owned();
    let contact = |contact: &Contact| Contact {
        kind: contact.kind,
        value: text(&contact.value),
        note: contact.note.as_ref().map(text),
    };
    Client {
        name: text(&client.name),
        registry_code: client.registry_code.as_ref().map(text),
        vat_number: client.vat_number.as_ref().map(text),
        contacts: client.contacts.iter().map(contact).collect(),
        ..client.clone()
    }
}

async fn exists(tx: &mut PgConnection, firm: &FirmId) -> Result<bool, StoreError> {
    sqlx::query_scalar!(r#"SELECT EXISTS (SELECT FROM firms WHERE firm_id = $1) AS "exists!""#, firm.as_ref())
        .fetch_one(tx)
        .await
        .map_err(failed)
}

async fn put(tx: &mut PgConnection, firm: &FirmId, clients: &[&Client]) -> Result<(), StoreError> {
    let ids: Vec<String> = clients.iter().map(|client| client.id.to_string()).collect();
    let names: Vec<String> = clients.iter().map(|client| client.name.clone()).collect();
    let codes: Vec<Option<String>> = clients.iter().map(|client| client.registry_code.clone()).collect();
    let keys: Vec<Option<String>> = clients.iter().map(|client| key(client)).collect();
    let vat_numbers: Vec<Option<String>> = clients.iter().map(|client| client.vat_number.clone()).collect();
    let members = clients.iter().map(|client| client.default_member.as_ref());
    let (members, at_work): (Vec<Option<String>>, Vec<Option<bool>>) =
        members.map(|member| (member.map(|member| member.id.to_string()), member.map(|m| m.active))).unzip();
    let active: Vec<bool> = clients.iter().map(|client| client.active).collect();
    let search_names: Vec<String> = clients.iter().map(|client| search_key(&client.name)).collect();
    let search_texts: Vec<String> = clients.iter().map(|client| search_text(client)).collect();
    sqlx::query!(
        "INSERT INTO clients (firm_id, client_id, name, registry_code, registry_key, vat_number, default_member_id,
             default_member_active, active, search_name, search_text)
         SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bool[],
             $9::bool[], $10::text[], $11::text[])
         ON CONFLICT (firm_id, client_id) DO UPDATE SET name = excluded.name,
             registry_code = excluded.registry_code, registry_key = excluded.registry_key,
             vat_number = excluded.vat_number, default_member_id = excluded.default_member_id,
             default_member_active = excluded.default_member_active, active = excluded.active,
             search_name = excluded.search_name, search_text = excluded.search_text",
        firm.as_ref(),
        &ids[..],
        &names[..],
        &codes[..] as &[Option<String>],
        &keys[..] as &[Option<String>],
        &vat_numbers[..] as &[Option<String>],
        &members[..] as &[Option<String>],
        &at_work[..] as &[Option<bool>],
        &active[..],
        &search_names[..],
        &search_texts[..],
    )
    .execute(tx)
    .await
    .map_err(failed)?;
    Ok(())
}

/// Puts the contacts of clients in the place of those they had.
async fn put_contacts(tx: &mut PgConnection, firm: &FirmId, clients: &[&Client]) -> Result<(), StoreError> {
    let ids: Vec<String> = clients.iter().map(|client| client.id.to_string()).collect();
    sqlx::query!("DELETE FROM contacts WHERE firm_id = $1 AND client_id = ANY($2)", firm.as_ref(), &ids[..])
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
    let (mut owners, mut positions, mut kinds) = (Vec::new(), Vec::new(), Vec::new());
    let (mut values, mut notes) = (Vec::new(), Vec::new());
    for client in clients {
        for (position, contact) in client.contacts.iter().enumerate() {
            owners.push(client.id.to_string());
            positions.push(to_integer(position)?);
            kinds.push(to_word(&contact.kind)?);
            values.push(contact.value.clone());
            notes.push(contact.note.clone());
        }
    }
    sqlx::query!(
        "INSERT INTO contacts (firm_id, client_id, position, kind, value, note)
         SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[])",
        firm.as_ref(),
        &owners[..],
        &positions[..],
        &kinds[..],
        &values[..],
        &notes[..] as &[Option<String>],
    )
    .execute(tx)
    .await
    .map_err(failed)?;
    Ok(())
}
