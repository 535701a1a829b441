//! A firm with clients, summary tasks and runs, to look at.

use chrono::TimeDelta;
use uku_core::audit::{AuditEntry, AuditEvent, Succeeded};
use uku_core::client::Client;
use uku_core::counting::DataField;
use uku_core::firm::{FirmId, Who as Whose};
use uku_core::run::{Epoch, Item, LONGEST_LEASE, MonthOutcome, NodeName, Outcome, Run, WorkQueue as _};
use uku_core::sign_in::Accounts as _;
use uku_core::store::{IntegrationStore as _, UnitOfWork};
use uku_core::summary::{
    Change, CustomField, CustomFieldKind, SummaryDraft, SummaryWrite, Tasks as _, Topic, WriteStamp,
    WrittenMonth,
};
use uku_testkit::build::{account, at, firm_a, id, key, month, settings_draft, values};
use uku_web_testkit::{TestSite, Who};

/// The fields of the summary tasks.
pub(crate) const FIELDS: [DataField; 2] = [DataField::SalesEntries, DataField::BankEntries];

/// A site with nothing in it.
pub(crate) fn site() -> TestSite {
    TestSite::new(|site| uku_pages::pages(site).0)
}

/// A site of a firm with three clients, an owner, a topic, two custom task fields, and settings that map them.
pub(crate) async fn furnished() -> TestSite {
    let (site, firm) = (site(), firm_a());
    for (client, name, code) in
        [("kask", "Kask OÜ", "11526291"), ("lepp", "Lepp AS", ""), ("tamm", "Tamm & Pojad OÜ", "")]
    {
        let registry_code = (!code.is_empty()).then(|| code.to_owned());
        site.clients.put(&firm, Client { registry_code, ..Client::named(id(client), name) });
    }
    for who in [Who::Owner, Who::Admin] {
        site.accounts.put(&account(&firm, &who.profile().unwrap()), &[]).await.unwrap().unwrap();
    }
    let topic = Topic { id: id("books"), name: "Raamatupidamine".to_owned(), archived: false };
    site.tasks.put_topic(&firm, &topic).await.unwrap();
    for field in FIELDS {
        let (id, name, kind) = (id(field.key()), field.to_string(), CustomFieldKind::Number);
        let field = CustomField { id, name, kind, archived: false };
        site.tasks.put_custom_field(&firm, &field).await.unwrap();
    }
    change(&site, async |work| work.put_settings_draft(&settings_draft(&FIELDS)).await.unwrap()).await;
    site
}

/// Changes what the integration remembers of firm A.
pub(crate) async fn change(site: &TestSite, does: impl AsyncFnOnce(&mut dyn UnitOfWork)) {
    let mut work = site.store.open(&firm_a()).await.unwrap();
    does(work.as_mut()).await;
    work.commit().await.unwrap();
}

/// The summary task of a client's month, with its sales and bank entries, as an import wrote it.
pub(crate) async fn task(site: &TestSite, client: &str, of: &str, sales: i64, bank: i64) {
    let firm: FirmId = firm_a();
    let key = key(client, of);
    let numbers = values(&[("sales_entries", sales), ("bank_entries", bank)]);
    let draft = SummaryDraft {
        title: format!("Kuu kokkuvõte {of}"),
        topic: id("books"),
        assignee: id("owner"),
        status: uku_core::summary::TaskStatus::Done,
        values: numbers.clone(),
        key: key.clone(),
    };
    let counted_at = at("2026-11-01T05:00:00Z");
    let stamp = WriteStamp { epoch: Epoch(1), counted_at };
    let write = SummaryWrite { draft, expected: None, stamp };
    let task = site.tasks.write_summary(&firm, &write).await.unwrap();
    let written = WrittenMonth::default().done(task, &numbers, counted_at);
    change(site, async |work| work.runs().put_written(&key.client, key.month, &written).await.unwrap()).await;
}

/// Records that a summary task was written.
pub(crate) async fn record(
    site: &TestSite,
    who: Whose,
    client: &str,
    of: &str,
    created: bool,
    changes: Vec<Change>,
) {
    let (month, epoch, done) = (month(of), Epoch(1), Succeeded::Yes);
    let event = AuditEvent::SummaryWritten { month, epoch, created, changes, done };
    let entry = AuditEntry::new(at("2026-11-10T05:02:00Z"), who, event).about(Some(&id(client)));
    change(site, async |work| work.audit().append(&[entry]).await.unwrap()).await;
}

/// One number before and after.
pub(crate) fn changed(field: &str, old: i64, new: i64) -> Change {
    Change { field: id(field), old: Some(old.into()), new: new.into() }
}

/// What came of a month.
pub(crate) fn came_of(of: &str, outcome: Outcome) -> MonthOutcome {
    MonthOutcome::uncounted(month(of), outcome)
}

/// A run that waits.
pub(crate) async fn queue(site: &TestSite, run: &Run, items: &[Item]) {
    change(site, async |work| assert!(work.runs().add(run, items).await.unwrap())).await;
}

/// Works off the item that is due first: this came of it.
pub(crate) async fn work_off(site: &TestSite, outcomes: &[MonthOutcome]) {
    let claim = site.store.claim(&NodeName("test".to_owned()), LONGEST_LEASE).await.unwrap().unwrap();
    change(site, async |work| {
        work.runs().save_outcomes(claim.item, claim.epoch, 3, outcomes).await.unwrap();
        let now = at("2026-11-10T10:00:00Z") + TimeDelta::seconds(claim.epoch.0);
        work.runs().finish_item(claim.item, claim.epoch, now).await.unwrap();
    })
    .await;
}
