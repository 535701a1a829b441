use std::collections::BTreeMap;

use smartaccounts_sim::{CompanyKeys, Simulator};
use uku_core::client::{Client, Clients};
use uku_core::counting::DataField;
use uku_core::firm::Firm;
use uku_core::store::IntegrationStore;
use uku_core::summary::{CustomFieldId, FieldMapping, SummarySettings, TaskStatus};
use uku_sqlite::SqliteStore;

/// Makes a firm whose clients are the simulator's companies, with the settings of its summary tasks.
pub(super) async fn prepare(store: &SqliteStore, simulator: &Simulator) -> anyhow::Result<Firm> {
    let firm = Firm { id: "demo".parse()?, name: "Näidisbüroo OÜ".to_owned(), owner: "owner".parse()? };
    store.put_firm(&firm).await?;
    for company in simulator.keys() {
        store.put_client(&firm.id, &client(company)?).await?;
    }
    let mut work = IntegrationStore::open(store, &firm.id).await?;
    work.put_summary_settings(&settings()?).await?;
    work.commit().await?;
    Ok(firm)
}

/// A company of the simulator as a client: its registry code is its identity.
fn client(company: &CompanyKeys) -> anyhow::Result<Client> {
    Ok(Client {
        id: company.registry_code.parse()?,
        name: company.name.clone(),
        registry_code: Some(company.registry_code.clone()),
        default_member: None,
    })
}

fn settings() -> anyhow::Result<SummarySettings> {
    let mut fields: BTreeMap<DataField, CustomFieldId> = BTreeMap::new();
    for field in DataField::MAIN {
        fields.insert(field, field.key().parse()?);
    }
    Ok(SummarySettings {
        title: "SmartAccounts {month}".parse()?,
        topic: "bookkeeping".parse()?,
        status: TaskStatus::Done,
        mapping: FieldMapping::try_from(fields)?,
    })
}
