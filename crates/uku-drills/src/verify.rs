use std::collections::BTreeMap;

use anyhow::Context;
use smartaccounts_sim::CompanyKeys;
use uku_core::calendar::Month;
use uku_core::counting::{Counts, DataField, FieldSet, Tally};
use uku_core::ledger::EntryKind;
use uku_core::run::{MonthOutcome, Outcome, Run};
use uku_core::summary::{SummarySettings, SummaryTask};

use crate::report::Report;
use crate::scene::{Opened, Scene};

/// Compares every summary task with what is in the books, and the requests with what the vendor allows.
pub(crate) async fn verify(
    scene: &Scene,
    opened: &Opened,
    runs: &[(uku_core::firm::FirmId, Run)],
    report: &mut Report,
) -> anyhow::Result<()> {
    let mut right = 0;
    for (firm, clients) in &scene.firms {
        let (_, run) = runs.iter().rfind(|(of, _)| of == firm).context("a firm without a run")?;
        let mut work = opened.store().open(firm).await?;
        let settings = work.settings_draft().await?.unwrap_or_default().complete();
        let record = work.runs().run(run.id).await?.context("a run that is not there")?;
        drop(work);
        let settings = settings.map_err(|missing| anyhow::anyhow!("settings without {missing:?}"))?;
        for (item, record) in &record.items {
            for outcome in record.outcomes.iter().filter(|outcome| !went_well(outcome)) {
                report.found_wrong(format!("{firm} {} {outcome:?}", item.client));
            }
            if record.outcomes.len() != run.months.len() {
                let (has, of) = (record.outcomes.len(), run.months.len());
                report.found_wrong(format!("{firm} {} has {has} outcomes of {of}", item.client));
            }
        }
        let tasks = opened.tasks().summaries(firm).await?;
        if tasks.len() != clients.len() * run.months.len() {
            report.found_wrong(format!("{firm} has {} tasks for {} clients", tasks.len(), clients.len()));
        }
        let mut by_key: BTreeMap<_, &SummaryTask> = BTreeMap::new();
        for task in &tasks {
            by_key.insert((task.key.client.clone(), task.key.month), task);
        }
        for (client, company) in clients {
            let truth = truth(scene, company, run)?;
            for month in run.months.months() {
                let task = by_key.get(&(client.clone(), month));
                match task.map(|task| counted(task, &settings)) {
                    Some(counts) if truth.get(&month) == Some(&counts) => right += 1,
                    counts => report.found_wrong(format!(
                        "{firm} {client} {month}: {counts:?}, but the books hold {:?}",
                        truth.get(&month)
                    )),
                }
            }
        }
    }
    report.note(format!("{right} months of clients hold what is in the books"));
    let stats = scene.simulator.stats();
    let most =
        |of: fn(&smartaccounts_sim::KeyStats) -> usize| stats.values().map(of).max().unwrap_or_default();
    let (minute, day) = (most(|key| key.max_in_60s), most(|key| key.max_in_24h));
    let all: u64 = stats.values().map(|key| key.requests).sum();
    report.note(format!("{all} requests; of one key at most {minute} in a minute, {day} in a day"));
    if minute > 60 || day > 1_000 {
        report.found_wrong("a key asked more often than the vendor allows");
    }
    Ok(())
}

fn went_well(outcome: &MonthOutcome) -> bool {
    matches!(outcome.outcome, Outcome::Created | Outcome::Updated(_) | Outcome::Unchanged)
}

fn counted(task: &SummaryTask, settings: &SummarySettings) -> Counts {
    let fields = settings.mapping.iter();
    let number = |custom| task.values.get(custom)?.to_string().parse().ok();
    fields.filter_map(|(field, custom)| Some((field, number(custom)?))).collect()
}

/// What the books hold, month by month.
fn truth(scene: &Scene, company: &CompanyKeys, run: &Run) -> anyhow::Result<BTreeMap<Month, Counts>> {
    let (from, to) = (run.months.from().to_string(), run.months.to().to_string());
    let truth = scene.simulator.truth(&company.public_key, &from, &to)?;
    let mut months = BTreeMap::new();
    for (month, kinds) in truth {
        let mut tally = Tally::default();
        for (kind, number) in kinds {
            for _ in 0..number {
                tally.add(of_kind(&kind));
            }
        }
        let fields = FieldSet::new(DataField::MAIN).context("no fields")?;
        months.insert(month.parse()?, tally.counts(&fields));
    }
    Ok(months)
}

/// The three kinds that have a main field of their own; every other is a document.
fn of_kind(kind: &str) -> EntryKind {
    match kind {
        "CLIENT_INVOICE" => EntryKind::ClientInvoice,
        "VENDOR_INVOICE" => EntryKind::VendorInvoice,
        "BANK_PAYMENT" => EntryKind::BankPayment,
        _ => EntryKind::Unknown,
    }
}
