//! Summary tasks as they lie in Uku, and what people do to them there.

use std::collections::BTreeMap;

use smartaccounts_sim::CompanyKeys;

use crate::house::House;
use crate::store::Store;

impl House {
    /// What the summary tasks of a company hold, by month and main field.
    pub(crate) async fn tasks(&self, company: &CompanyKeys) -> BTreeMap<String, BTreeMap<String, u64>> {
        let code = &company.registry_code;
        let rows = self
            .texts(&format!(
                "SELECT v.month || '|' || f.name || '|' || v.value FROM summary_values AS v
                 JOIN clients AS c ON c.firm_id = v.firm_id AND c.client_id = v.client_id
                 JOIN custom_fields AS f ON f.firm_id = v.firm_id AND f.field_id = v.field_id
                 WHERE c.registry_code = '{code}'"
            ))
            .await;
        let mut months: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
        for row in rows {
            let [month, field, value] = row.split('|').collect::<Vec<_>>().try_into().unwrap();
            let field = field.to_lowercase().replace(' ', "_");
            months.entry(month.to_owned()).or_default().insert(field, value.parse().unwrap());
        }
        months
    }

    /// Changes a number of a company's summary task in the table, as a person changes it in Uku.
    pub(crate) async fn edit(&self, company: &CompanyKeys, month: &str, field: &str, number: u64) {
        let (key, code) = (format!("month = '{month}'"), &company.registry_code);
        let whose = format!("client_id = (SELECT client_id FROM clients WHERE registry_code = '{code}')");
        let of_field = format!("field_id = (SELECT field_id FROM custom_fields WHERE name = '{field}')");
        self.sql(&format!(
            "UPDATE summary_values SET value = '{number}' WHERE {key} AND {whose} AND {of_field};
             UPDATE summary_tasks SET version = version + 1 WHERE {key} AND {whose};"
        ))
        .await;
    }

    /// Deletes a company's summary task from the tables, as a person does in Uku.
    pub(crate) async fn delete_task(&self, company: &CompanyKeys, month: &str) {
        let code = &company.registry_code;
        let which = format!(
            "month = '{month}' AND client_id = (SELECT client_id FROM clients WHERE registry_code = '{code}')"
        );
        self.sql(&format!(
            "DELETE FROM summary_values WHERE {which}; DELETE FROM summary_tasks WHERE {which};"
        ))
        .await;
    }

    /// Puts a company's summary task on an invoice, as billing does.
    pub(crate) async fn bill(&self, company: &CompanyKeys, month: &str) {
        let (code, billed) = (&company.registry_code, self.truth_value());
        self.sql(&format!(
            "UPDATE summary_tasks SET billed = {billed}, version = version + 1 WHERE month = '{month}'
             AND client_id = (SELECT client_id FROM clients WHERE registry_code = '{code}')"
        ))
        .await;
    }

    /// How the database writes that something is so.
    fn truth_value(&self) -> &'static str {
        if matches!(self.store, Store::Postgres(_)) { "true" } else { "1" }
    }
}
