//! Looking for clients: first for their identities, of all of a firm at once, then for those of one page.

use sqlx::{SqliteConnection, SqlitePool};
use uku_core::client::{Client, ClientId, ClientPage, ClientPosition, ClientQuery, search_key, search_text};
use uku_core::firm::FirmId;
use uku_core::store::StoreError;

use crate::error::failed;
use crate::{SqliteStore, clients, database};
use uku_rows::{AmongIds, from_integer, from_json, parse, to_json};

/// What is looked for, as the statements take it.
struct Sought<'a> {
    firm: &'a str,
    active: Option<bool>,
    /// The first words; an empty one is in every text.
    words: [String; 3],
    /// JSON array of the others: it is slower to look for those.
    more_words: String,
    all: bool,
    only: bool,
    /// JSON array.
    ids: String,
}

impl<'a> Sought<'a> {
    fn new(firm: &'a FirmId, query: &ClientQuery) -> Result<Self, StoreError> {
        let AmongIds { all, only, ids } = AmongIds::from(&query.among);
        let mut words = query.words().into_iter();
        let first = std::array::from_fn(|_| words.next().unwrap_or_default());
        Ok(Self {
            firm: firm.as_ref(),
            active: query.active,
            words: first,
            more_words: to_json(&words.collect::<Vec<_>>())?,
            all,
            only,
            ids: to_json(&ids)?,
        })
    }

    /// The identities on a page, as a JSON array in order.
    async fn page(
        &self,
        connection: &mut SqliteConnection,
        after: Option<&ClientPosition>,
        most: i64,
    ) -> Result<String, StoreError> {
        // An empty text comes before every position, since identities are not empty.
        let after_name = after.map_or("", |after| after.name.as_str());
        let after_id = after.map_or("", |after| after.id.as_ref());
        sqlx::query_scalar!(
            r#"SELECT json_group_array(client_id ORDER BY search_name, client_id) AS "ids!: String" FROM (
                   SELECT client_id, search_name FROM clients AS c INDEXED BY clients_by_search_name
                   WHERE firm_id = ?1 AND (search_name, client_id) > (?2, ?3) AND active = coalesce(?4, active)
                       AND instr(search_text, ?5) AND instr(search_text, ?6) AND instr(search_text, ?7)
                       AND (?8 = '[]' OR NOT EXISTS (
                           SELECT 1 FROM json_each(?8) AS word WHERE instr(c.search_text, word.value) = 0
                       ))
                       AND (?9 OR (client_id IN (SELECT value FROM json_each(?10))) = ?11)
                   ORDER BY search_name, client_id LIMIT ?12
               )"#,
            self.firm,
            after_name,
            after_id,
            self.active,
            self.words[0],
            self.words[1],
            self.words[2],
            self.more_words,
            self.all,
            self.ids,
            self.only,
            most,
        )
        .fetch_one(connection)
        .await
        .map_err(failed)
    }

    /// How many there are on all pages.
    async fn total(&self, connection: &mut SqliteConnection) -> Result<u64, StoreError> {
        let total = sqlx::query_scalar!(
            r#"SELECT count(*) AS "total!: i64" FROM clients AS c INDEXED BY clients_by_search_name
               WHERE firm_id = ?1 AND active = coalesce(?2, active)
                   AND instr(search_text, ?3) AND instr(search_text, ?4) AND instr(search_text, ?5)
                   AND (?6 = '[]' OR NOT EXISTS (
                       SELECT 1 FROM json_each(?6) AS word WHERE instr(c.search_text, word.value) = 0
                   ))
                   AND (?7 OR (client_id IN (SELECT value FROM json_each(?8))) = ?9)"#,
            self.firm,
            self.active,
            self.words[0],
            self.words[1],
            self.words[2],
            self.more_words,
            self.all,
            self.ids,
            self.only,
        )
        .fetch_one(connection)
        .await
        .map_err(failed)?;
        from_integer("clients", total)
    }
}

impl SqliteStore {
    pub(crate) async fn read_page(
        &self,
        firm: &FirmId,
        query: &ClientQuery,
    ) -> Result<ClientPage, StoreError> {
        let sought = Sought::new(firm, query)?;
        // One transaction, so that the page and the number of all are of the same moment.
        let mut tx = self.reader.begin().await.map_err(failed)?;
        let one_more = i64::from(query.most) + 1;
        let ids = sought.page(&mut tx, query.after.as_ref(), one_more).await?;
        let mut ids: Vec<String> = from_json("clients.client_id", &ids)?;
        let more = ids.len() as u64 > u64::from(query.most);
        if more {
            ids.pop();
        }
        let mut clients = Vec::new();
        if !ids.is_empty() {
            clients = clients::read_some(&mut *tx, firm, &to_json(&ids)?).await?;
            clients.sort_by_cached_key(|client: &Client| ClientPosition::of(client));
        }
        Ok(ClientPage { clients, more, total: sought.total(&mut tx).await? })
    }

    pub(crate) async fn read_ids(
        &self,
        firm: &FirmId,
        query: &ClientQuery,
    ) -> Result<Vec<ClientId>, StoreError> {
        let mut reader = self.reader.acquire().await.map_err(failed)?;
        let most = i64::from(query.most);
        let ids = Sought::new(firm, query)?.page(&mut reader, query.after.as_ref(), most).await?;
        let ids: Vec<String> = from_json("clients.client_id", &ids)?;
        ids.iter().map(|id| parse("clients.client_id", id)).collect()
    }
}

/// Makes clients findable that were written before one could look for them.
pub(crate) async fn fill(writer: &SqlitePool) -> Result<(), StoreError> {
    let mut tx = database::begin(writer).await?;
    let rows = sqlx::query!(
        "SELECT firm_id, client_id, name, registry_code, vat_number FROM clients WHERE search_name IS NULL"
    )
    .fetch_all(&mut *tx)
    .await
    .map_err(failed)?;
    for row in rows {
        let client = Client {
            registry_code: row.registry_code,
            vat_number: row.vat_number,
            ..Client::named(parse("clients.client_id", &row.client_id)?, row.name)
        };
        let (name, text) = (search_key(&client.name), search_text(&client));
        sqlx::query!(
            "UPDATE clients SET search_name = ?, search_text = ? WHERE firm_id = ? AND client_id = ?",
            name,
            text,
            row.firm_id,
            row.client_id,
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
    }
    tx.commit().await.map_err(failed)
}
