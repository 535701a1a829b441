//! What came of each month of an item.

use std::collections::HashMap;

use uku_core::client::ClientId;
use uku_core::run::{ItemId, MonthOutcome};
use uku_core::store::StoreError;
use uuid::Uuid;

use crate::error::failed;
use crate::unit_of_work::PostgresWork;
use uku_rows::{OutcomeRow, instant, to_json, to_word};

impl PostgresWork {
    /// The outcomes of items, by item.
    pub(super) async fn outcomes_of(
        &mut self,
        items: &[Uuid],
    ) -> Result<HashMap<Uuid, Vec<MonthOutcome>>, StoreError> {
        let rows = sqlx::query!(
            r#"SELECT item_id, month, counts::text AS counts, counted_at, outcome::text AS "outcome!"
               FROM month_outcomes WHERE firm_id = $1 AND item_id = ANY($2) ORDER BY item_id, month, position"#,
            self.firm.as_ref(),
            items,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        let mut outcomes: HashMap<Uuid, Vec<MonthOutcome>> = HashMap::new();
        for row in rows {
            let (month, counts, counted_at) = (row.month, row.counts, row.counted_at);
            let outcome = OutcomeRow { month, counts, counted_at, outcome: row.outcome }.read()?;
            outcomes.entry(row.item_id).or_default().push(outcome);
        }
        Ok(outcomes)
    }

    /// Puts outcomes in the place of those that an item had.
    pub(super) async fn replace_outcomes(
        &mut self,
        item: ItemId,
        outcomes: &[MonthOutcome],
    ) -> Result<(), StoreError> {
        let firm = self.firm.as_ref();
        sqlx::query!("DELETE FROM month_outcomes WHERE firm_id = $1 AND item_id = $2", firm, item.0)
            .execute(&mut *self.tx)
            .await
            .map_err(failed)?;
        let (mut months, mut counts, mut counted) = (Vec::new(), Vec::new(), Vec::new());
        let (mut kinds, mut details) = (Vec::new(), Vec::new());
        for of_month in outcomes {
            months.push(of_month.month.to_string());
            counts.push(of_month.counts.as_ref().map(to_json).transpose()?);
            counted.push(of_month.counted_at.map(instant));
            kinds.push(to_word(&of_month.outcome)?);
            details.push(to_json(&of_month.outcome)?);
        }
        sqlx::query!(
            "INSERT INTO month_outcomes (firm_id, item_id, month, counts, counted_at, kind, outcome, position)
             SELECT $1, $2, month, counts::json, counted_at, kind, outcome::json, nth - 1
             FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
                 WITH ORDINALITY AS new (month, counts, counted_at, kind, outcome, nth)",
            self.firm.as_ref(),
            item.0,
            &months[..],
            &counts[..] as &[Option<String>],
            &counted[..] as &[Option<String>],
            &kinds[..],
            &details[..],
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    /// For each month of a client the outcome of the item with the latest epoch.
    pub(super) async fn read_latest_outcomes(
        &mut self,
        client: &ClientId,
    ) -> Result<Vec<MonthOutcome>, StoreError> {
        let rows = sqlx::query_as!(
            OutcomeRow,
            r#"SELECT DISTINCT ON (month) month, counts::text AS counts, counted_at, outcome::text AS "outcome!"
               FROM month_outcomes JOIN run_items USING (firm_id, item_id)
               WHERE firm_id = $1 AND client_id = $2
               ORDER BY month, epoch DESC NULLS LAST, month_outcomes.position DESC"#,
            self.firm.as_ref(),
            client.as_ref(),
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        rows.iter().map(OutcomeRow::read).collect()
    }
}
