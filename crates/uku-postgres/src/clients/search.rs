//! Looking for clients: first for their identities, of all of a firm at once, then for those of one page.

use sqlx::PgConnection;
use uku_core::client::{Client, ClientId, ClientPage, ClientPosition, ClientQuery, search_key, search_text};
use uku_core::firm::FirmId;
use uku_core::store::StoreError;

use crate::PostgresStore;
use crate::clients::select_clients;
use crate::error::failed;
use crate::storable::storable;
use uku_rows::{AmongIds, from_integer, parse};

/// What is looked for, as the statements take it.
struct Sought<'a> {
    firm: &'a str,
    active: Option<bool>,
    /// Patterns of LIKE; words hold no character that means something in one.
    words: Vec<String>,
    among: AmongIds,
}

impl<'a> Sought<'a> {
    fn new(firm: &'a FirmId, query: &ClientQuery) -> Self {
        let words = query.words().iter().map(|word| format!("%{word}%")).collect();
        Self { firm: firm.as_ref(), active: query.active, words, among: AmongIds::from(&query.among) }
    }

    /// The identities on a page, in order.
    async fn page(
        &self,
        tx: &mut PgConnection,
        after: Option<&ClientPosition>,
        most: i64,
    ) -> Result<Vec<String>, StoreError> {
        // An empty text comes before every position, since identities are not empty.
        let after_name = storable(after.map_or("", |after| after.name.as_str()));
        let after_id = storable(after.map_or("", |after| after.id.as_ref()));
        sqlx::query_scalar!(
            "SELECT client_id FROM clients
             WHERE firm_id = $1 AND (search_name, client_id) > ($2, $3) AND active = coalesce($4, active)
                 AND search_text LIKE ALL ($5) AND ($6 OR (client_id IN (SELECT unnest($7::text[]))) = $8)
             ORDER BY search_name, client_id LIMIT $9",
            self.firm,
            after_name.as_ref(),
            after_id.as_ref(),
            self.active,
            &self.words[..],
            self.among.all,
            &self.among.ids[..],
            self.among.only,
            most,
        )
        .fetch_all(tx)
        .await
        .map_err(failed)
    }

    /// How many there are on all pages.
    async fn total(&self, tx: &mut PgConnection) -> Result<u64, StoreError> {
        let total = sqlx::query_scalar!(
            r#"SELECT count(*) AS "total!" FROM clients
               WHERE firm_id = $1 AND active = coalesce($2, active) AND search_text LIKE ALL ($3)
                   AND ($4 OR (client_id IN (SELECT unnest($5::text[]))) = $6)"#,
            self.firm,
            self.active,
            &self.words[..],
            self.among.all,
            &self.among.ids[..],
            self.among.only,
        )
        .fetch_one(tx)
        .await
        .map_err(failed)?;
        from_integer("clients", total)
    }
}

impl PostgresStore {
    pub(super) async fn read_page(
        &self,
        firm: &FirmId,
        query: &ClientQuery,
    ) -> Result<ClientPage, StoreError> {
        let sought = Sought::new(firm, query);
        self.fill(firm).await?;
        let mut tx = self.begin_one_moment(firm).await?;
        let one_more = i64::from(query.most) + 1;
        let mut ids = sought.page(&mut tx, query.after.as_ref(), one_more).await?;
        let more = ids.len() as u64 > u64::from(query.most);
        if more {
            ids.pop();
        }
        let mut clients = Vec::new();
        if !ids.is_empty() {
            let rows = select_clients!("AND client_id = ANY($2)", firm.as_ref(), &ids[..]);
            let rows = rows.fetch_all(&mut *tx).await.map_err(failed)?;
            for row in rows {
                clients.push(row.client()?);
            }
            clients.sort_by_cached_key(|client: &Client| ClientPosition::of(client));
        }
        Ok(ClientPage { clients, more, total: sought.total(&mut tx).await? })
    }

    pub(super) async fn read_ids(
        &self,
        firm: &FirmId,
        query: &ClientQuery,
    ) -> Result<Vec<ClientId>, StoreError> {
        self.fill(firm).await?;
        let mut tx = self.begin(firm).await?;
        let most = i64::from(query.most);
        let ids = Sought::new(firm, query).page(&mut tx, query.after.as_ref(), most).await?;
        ids.iter().map(|id| parse("clients.client_id", id)).collect()
    }

    /// Makes clients findable that were written by a version of this software that did not look for them.
    async fn fill(&self, firm: &FirmId) -> Result<(), StoreError> {
        let mut tx = self.begin(firm).await?;
        let rows = sqlx::query!(
            "SELECT client_id, name, registry_code, vat_number FROM clients
             WHERE firm_id = $1 AND search_name IS NULL",
            firm.as_ref(),
        )
        .fetch_all(&mut *tx)
        .await
        .map_err(failed)?;
        if rows.is_empty() {
            return Ok(());
        }
        let (mut ids, mut names, mut texts) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            let id = parse("clients.client_id", &row.client_id)?;
            let client = Client {
                registry_code: row.registry_code,
                vat_number: row.vat_number,
                ..Client::named(id, row.name)
            };
            ids.push(row.client_id);
            names.push(search_key(&client.name));
            texts.push(search_text(&client));
        }
        // What somebody wrote meanwhile stays.
        sqlx::query!(
            "UPDATE clients AS c SET search_name = new.name, search_text = new.text
             FROM unnest($2::text[], $3::text[], $4::text[]) AS new (client_id, name, text)
             WHERE c.firm_id = $1 AND c.client_id = new.client_id AND c.search_name IS NULL",
            firm.as_ref(),
            &ids[..],
            &names[..],
            &texts[..],
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        tx.commit().await.map_err(failed)
    }
}
